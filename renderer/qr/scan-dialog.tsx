// Reads the QR code that a master shows: by the camera where there is one that may be used, from a picture otherwise.
import { Dialog } from '@base-ui/react/dialog'
import { ImageUp, QrCode as QrIcon } from 'lucide-react'
import { type ChangeEvent, type JSX, useCallback, useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet, SheetHead } from '../ui/sheet.tsx'
import { texts } from '../ui/texts.ts'
import { useCamera } from './use-camera.ts'
import './qr.css'

const words = texts.qr

interface ScanDialogProps {
  readonly onRead: (text: string) => void
}

export function ScanDialog({ onRead }: ScanDialogProps): JSX.Element {
  const [isOpen, setOpen] = useState(false)
  const done = useCallback(
    (text: string) => {
      setOpen(false)
      onRead(text)
    },
    [onRead],
  )
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="sheet scan"
      testId="scan-dialog"
      trigger={
        <Dialog.Trigger className="button" data-testid="scan-qr">
          <QrIcon size={16} aria-hidden />
          {words.scan}
        </Dialog.Trigger>
      }
    >
      <SheetHead title={words.title} />
      <Scanner onRead={done} />
    </Sheet>
  )
}

function Scanner({ onRead }: ScanDialogProps): JSX.Element {
  const { video, state } = useCamera(onRead)
  const [isUnread, setUnread] = useState(false)
  const read = useCallback(
    async (picture: Blob | undefined) => {
      if (picture === undefined) return
      const { readPicture } = await import('./read-qr.ts')
      const text = await readPicture(picture)
      if (text === null) setUnread(true)
      else onRead(text)
    },
    [onRead],
  )
  usePastedPicture(read)
  const choose = (event: ChangeEvent<HTMLInputElement>) => void read(event.target.files?.[0])
  return (
    <div className="scan-body">
      {state === 'on' || state === 'asking' ? (
        <video ref={video} className="scan-video" playsInline muted aria-label={words.camera} />
      ) : null}
      <p className="soft">{words.hints[state]}</p>
      {isUnread ? <Notice tone="bad">{words.unread}</Notice> : null}
      <label className="button file-button">
        <ImageUp size={16} aria-hidden />
        {words.choose}
        <input
          type="file"
          className="visually-hidden"
          accept="image/*"
          data-testid="qr-picture"
          onChange={choose}
        />
      </label>
      <p className="soft">{words.paste}</p>
      <Dialog.Close render={<Button />}>{words.cancel}</Dialog.Close>
    </div>
  )
}

function usePastedPicture(read: (picture: Blob | undefined) => Promise<void>): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const picture = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'))
      void read(picture)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [read])
}
