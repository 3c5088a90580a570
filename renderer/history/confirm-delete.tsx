// Asks before runs are deleted.
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Trash2 } from 'lucide-react'
import { type JSX, useRef } from 'react'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'

const words = texts.history.confirm

interface ConfirmDeleteProps {
  /** Of the runs; none asks nothing. */
  readonly names: readonly string[]
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function ConfirmDelete({ names, onConfirm, onClose }: ConfirmDeleteProps): JSX.Element {
  // While it closes it goes on saying what it said.
  const asked = useRef(names)
  if (names.length > 0) asked.current = names
  return (
    <AlertDialog.Root open={names.length > 0} onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="sheet small-sheet">
          <AlertDialog.Title className="sheet-title">{words.title(asked.current)}</AlertDialog.Title>
          <AlertDialog.Description className="soft">{words.text}</AlertDialog.Description>
          <div className="actions">
            <Button
              look="primary"
              icon={Trash2}
              testId="confirm-delete"
              onClick={() => {
                onClose()
                onConfirm()
              }}
            >
              {words.delete}
            </Button>
            <AlertDialog.Close render={<Button />}>{words.cancel}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
