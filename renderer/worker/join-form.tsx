// The form that joins a master.
import { ArrowLeft, Plug } from 'lucide-react'
import { type FormEvent, type JSX, useState } from 'react'
import { isAddress } from '../../core/wire/join-link.ts'
import { command, messageOf } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { FoundMasters } from './found-masters.tsx'

interface JoinFormProps {
  /** Put into the field to begin with. */
  readonly link: string
  readonly onBack: () => void
}

const MAX_SLOTS = 1024
/** As the terminal's --only-when-idle. */
const REST_MINUTES = 5

export function JoinForm({ link: firstLink, onBack }: JoinFormProps): JSX.Element {
  const [link, setLink] = useState(firstLink)
  const [code, setCode] = useState('')
  const [slots, setSlots] = useState('')
  const [name, setName] = useState('')
  const [onlyWhenIdle, setOnlyWhenIdle] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [isJoining, setJoining] = useState(false)
  const words = texts.worker
  const slotsError = isSlots(slots) ? null : texts.setup.whole(1, MAX_SLOTS)

  async function join(event: FormEvent): Promise<void> {
    event.preventDefault()
    setJoining(true)
    setError(null)
    try {
      const chosen = slots.trim() === '' ? null : Number(slots)
      await command('joinAsWorker', {
        link,
        ...(code.trim() === '' ? {} : { code: code.trim() }),
        slots: chosen,
        name: name.trim() === '' ? null : name.trim(),
        ...(onlyWhenIdle ? { onlyWhenIdle: REST_MINUTES } : {}),
      })
    } catch (reason) {
      setError(messageOf(reason))
      setJoining(false)
    }
  }

  return (
    <div>
      <TopBar onHome={onBack} />
      <main className="page narrow stack">
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
        </div>
        {error === null ? null : (
          <Notice tone="bad" testId="command-error">
            {error}
          </Notice>
        )}
        <form className="card stack" onSubmit={(event) => void join(event)} noValidate>
          <FoundMasters onChoose={setLink} />
          <Field
            label={words.link}
            testId="link-input"
            placeholder={words.linkPlaceholder}
            value={link}
            onChange={(event) => setLink(event.target.value)}
          />
          {isAddress(link) ? (
            <Field
              label={words.code}
              hint={words.codeHint}
              testId="field-code"
              inputMode="numeric"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          ) : null}
          <div className="form-grid">
            <Field
              label={words.slots}
              hint={words.slotsHint}
              testId="field-slots"
              inputMode="numeric"
              value={slots}
              error={slotsError}
              onChange={(event) => setSlots(event.target.value)}
            />
            <Field
              label={words.name}
              hint={words.nameHint}
              testId="field-name"
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <label className="actions">
            <input
              type="checkbox"
              data-testid="field-only-when-idle"
              checked={onlyWhenIdle}
              onChange={(event) => setOnlyWhenIdle(event.target.checked)}
            />
            {words.onlyWhenIdle}
          </label>
          <div className="actions">
            <Button
              type="submit"
              look="primary"
              icon={Plug}
              testId="join-worker"
              disabled={link.trim() === '' || slotsError !== null || isJoining}
            >
              {isJoining ? words.joining : words.join}
            </Button>
            <Button icon={ArrowLeft} onClick={onBack}>
              {words.back}
            </Button>
          </div>
        </form>
      </main>
    </div>
  )
}

function isSlots(text: string): boolean {
  if (text.trim() === '') return true
  return /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= MAX_SLOTS
}
