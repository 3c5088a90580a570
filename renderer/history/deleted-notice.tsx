// Says that runs are in the bin now, and takes it back.
import { Undo2, X } from 'lucide-react'
import type { JSX } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'

const words = texts.history

interface DeletedNoticeProps {
  readonly count: number
  readonly onUndo: () => void
  readonly onClose: () => void
}

export function DeletedNotice({ count, onUndo, onClose }: DeletedNoticeProps): JSX.Element | null {
  if (count === 0) return null
  return (
    <Notice tone="good">
      <div className="undo-line">
        {words.deleted(count)}
        <Button className="small" icon={Undo2} testId="undo-delete" onClick={onUndo}>
          {words.undo}
        </Button>
        <button type="button" className="tool" aria-label={texts.actions.close} onClick={onClose}>
          <X size={15} aria-hidden />
        </button>
      </div>
    </Notice>
  )
}
