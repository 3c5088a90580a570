// A saved run's name, tags and notes, to be changed.
import { Dialog } from '@base-ui/react/dialog'
import { type FormEvent, type JSX, useId, useState } from 'react'
import { LONGEST_RUN_TEXT, LONGEST_RUN_TITLE, MOST_TAGS } from '../../core/api/limits.ts'
import type { RunLabel, SavedRunView } from '../../core/api/saved-runs.ts'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet, SheetHead } from '../ui/sheet.tsx'
import { texts } from '../ui/texts.ts'
import { draftOf, labelOf, tagsIssue } from './label-draft.ts'
import { nameOf } from './listed-runs.ts'

const words = texts.history.label

interface LabelDialogProps {
  /** null shows nothing. */
  readonly run: SavedRunView | null
  readonly onSaved: (name: string, label: RunLabel) => void
  readonly onClose: () => void
}

export function LabelDialog({ run, onSaved, onClose }: LabelDialogProps): JSX.Element {
  return (
    <Sheet
      isOpen={run !== null}
      onOpenChange={(isOpen) => isOpen || onClose()}
      className="sheet label-sheet"
      testId="run-label"
    >
      {run?.kind === 'run' ? <LabelForm run={run} onSaved={onSaved} onClose={onClose} /> : null}
    </Sheet>
  )
}

interface LabelFormProps extends LabelDialogProps {
  readonly run: Extract<SavedRunView, { kind: 'run' }>
}

function LabelForm({ run, onSaved, onClose }: LabelFormProps): JSX.Element {
  const [draft, setDraft] = useState(() => draftOf(run))
  const [error, setError] = useState<string | null>(null)
  const textId = useId()
  const issue = tagsIssue(draft.tags)
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (issue !== null) return
    setError(null)
    const label = labelOf(draft)
    try {
      await command('labelRun', { name: run.name, label: { ...label, tags: [...label.tags] } })
      onSaved(run.name, label)
      onClose()
    } catch (reason) {
      setError(messageOf(reason))
    }
  }
  return (
    <form onSubmit={(event) => void save(event)}>
      <SheetHead title={words.title(nameOf(run))} />
      <div className="stack sheet-body">
        {error === null ? null : <Notice tone="bad">{error}</Notice>}
        <Field
          label={words.name}
          testId="label-title"
          placeholder={words.namePlaceholder}
          maxLength={LONGEST_RUN_TITLE}
          value={draft.title}
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
        <Field
          label={words.tags}
          testId="label-tags"
          hint={words.tagsHint(MOST_TAGS)}
          error={issue}
          value={draft.tags}
          onChange={(event) => setDraft({ ...draft, tags: event.target.value })}
        />
        <div className="field">
          <label htmlFor={textId}>{words.text}</label>
          <textarea
            id={textId}
            data-testid="label-text"
            rows={5}
            maxLength={LONGEST_RUN_TEXT}
            value={draft.text}
            onChange={(event) => setDraft({ ...draft, text: event.target.value })}
          />
        </div>
        <div className="actions">
          <Button type="submit" look="primary" testId="save-label" disabled={issue !== null}>
            {words.save}
          </Button>
          <Dialog.Close render={<Button />}>{words.cancel}</Dialog.Close>
        </div>
      </div>
    </form>
  )
}
