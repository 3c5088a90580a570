// Shows a text as a QR code, large enough for a camera across a desk.
import { Popover } from '@base-ui/react/popover'
import { QrCode as QrIcon } from 'lucide-react'
import type { JSX } from 'react'
import { texts } from '../ui/texts.ts'
import { QrCode } from './qr-code.tsx'
import './qr.css'

export function QrButton({ text }: { readonly text: string }): JSX.Element {
  return (
    <Popover.Root>
      <Popover.Trigger className="button small" aria-label={texts.qr.show} data-testid="show-qr">
        <QrIcon size={16} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="menu-place" sideOffset={6}>
          <Popover.Popup className="menu qr-popup">
            <Popover.Title className="visually-hidden">{texts.qr.joinCode}</Popover.Title>
            <QrCode text={text} label={texts.qr.joinCode} />
            <Popover.Description className="soft">{texts.qr.use}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
