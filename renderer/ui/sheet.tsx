// A sheet over the screen: its frame, and a head with its title and the way out. What stands on it is its caller's.
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type JSX, type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'
import type { TestId } from './test-ids.ts'
import { texts } from './texts.ts'

interface SheetProps {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
  /** Classes of the frame. */
  readonly className?: string
  readonly testId?: TestId
  /** For a sheet without a {@link SheetHead}. */
  readonly label?: string
  /** The sheet has the focus at first and none of its buttons: a key pressed while it comes up decides nothing. */
  readonly isFocused?: boolean
  /** A `Dialog.Trigger`, where there is a button that opens it. */
  readonly trigger?: ReactNode
  readonly children: ReactNode
}

export function Sheet(props: SheetProps): JSX.Element {
  const { isOpen, onOpenChange, className = 'sheet', testId, label, isFocused = false, trigger } = props
  const sheet = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup
          ref={sheet}
          {...(isFocused ? { initialFocus: sheet } : {})}
          className={className}
          aria-label={label}
          data-testid={testId}
        >
          {props.children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

interface SheetHeadProps {
  readonly title: string
  /** Without one the sheet's own buttons close it. */
  readonly isClosable?: boolean
}

export function SheetHead({ title, isClosable = true }: SheetHeadProps): JSX.Element {
  return (
    <header className="sheet-head">
      <Dialog.Title className="sheet-title">{title}</Dialog.Title>
      {isClosable ? (
        <Dialog.Close className="tool" aria-label={texts.actions.close}>
          <X size={16} aria-hidden />
        </Dialog.Close>
      ) : null}
    </header>
  )
}

interface SheetSaidProps {
  readonly title: string
  readonly text: string
  readonly testId: TestId
  readonly onClose: () => void
}

/** A sheet that only says something. */
export function SheetSaid({ title, text, testId, onClose }: SheetSaidProps): JSX.Element {
  return (
    <>
      <SheetHead title={title} isClosable={false} />
      <Dialog.Description className="sheet-text" data-testid={testId}>
        {text}
      </Dialog.Description>
      <SheetClose onClose={onClose} />
    </>
  )
}

/** The way out at the foot of a sheet whose head has none. */
export function SheetClose({ onClose }: Pick<SheetSaidProps, 'onClose'>): JSX.Element {
  return (
    <div className="actions sheet-actions">
      <Button look="primary" onClick={onClose}>
        {texts.actions.close}
      </Button>
    </div>
  )
}
