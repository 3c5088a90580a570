// Writes a note and pins it to a generation.
import { Pin } from 'lucide-react'
import { type FormEvent, type JSX, useId, useState } from 'react'
import { LONGEST_NOTE } from '../../core/api/limits.ts'
import { command, messageOf, useRun } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { pinAt, useNoteDraft } from './note-draft.ts'

const words = texts.log

export function NoteForm(): JSX.Element {
  const newest = useRun((run) => run.history.at(-1)?.generation ?? -1)
  const pinned = useNoteDraft((draft) => draft.generation)
  const [text, setText] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  const hint = useId()
  const shown = typed ?? String(pinned ?? Math.max(0, newest))
  const generation = /^\d+$/.test(shown.trim()) ? Number(shown) : Number.NaN
  const isWrong = !(generation >= 0 && generation <= newest)
  // Before the first generation nobody has typed anything wrong.
  const isMistake = isWrong && newest >= 0

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isWrong || text.trim() === '') return
    setError(null)
    try {
      await command('addNote', { generation, text })
      setText('')
      setTyped(null)
      pinAt(null)
    } catch (reason) {
      setError(messageOf(reason))
    }
  }

  return (
    <form className="note-form" onSubmit={(event) => void add(event)}>
      <input
        data-testid="note-text"
        aria-label={words.note}
        aria-describedby={hint}
        placeholder={words.notePlaceholder}
        maxLength={LONGEST_NOTE}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <label className="small-choice">
        {words.noteGeneration}
        <input
          data-testid="note-generation"
          inputMode="numeric"
          size={6}
          aria-invalid={isMistake}
          value={shown}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <Button
        type="submit"
        className="small"
        icon={Pin}
        testId="add-note"
        disabled={isWrong || text.trim() === ''}
      >
        {words.add}
      </Button>
      <span id={hint} className={isMistake || error !== null ? 'error' : 'hint'}>
        {error ?? (isWrong ? words.noGeneration(newest) : words.noteHint)}
      </span>
    </form>
  )
}
