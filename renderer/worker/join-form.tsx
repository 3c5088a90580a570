// The form that joins a master: by link, by address and code, by QR code, or one that was found.
import { ArrowLeft, Plug } from 'lucide-react'
import { type FormEvent, type JSX, useState } from 'react'
import type { JoinRequest } from '../../core/api/commands.ts'
import { isAddress } from '../../core/wire/join-link.ts'
import { ScanDialog } from '../qr/scan-dialog.tsx'
import { command } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { CommandError, useSending } from '../ui/command-error.tsx'
import { Field } from '../ui/field.tsx'
import { SwitchLine } from '../ui/switch-line.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { FoundMasters } from './found-masters.tsx'
import { type JoinDraft, joinIssues, joinRequestOf, newJoinDraft } from './join-draft.ts'
import './worker.css'

const words = texts.worker

interface JoinFormProps {
  /** Put into the field to begin with. */
  readonly link: string
  readonly onBack: () => void
}

export function JoinForm({ link, onBack }: JoinFormProps): JSX.Element {
  const [draft, setDraft] = useState(() => newJoinDraft(link))
  const [error, setError] = useState<string | null>(null)
  const [isJoining, send] = useSending(setError)
  const request = joinRequestOf(draft)
  const change = (changed: Partial<JoinDraft>) => setDraft({ ...draft, ...changed })

  async function join(event: FormEvent, asked: JoinRequest | null): Promise<void> {
    event.preventDefault()
    if (asked === null) return
    await send(() => command('joinAsWorker', asked))
  }

  return (
    <div>
      <TopBar onHome={onBack} />
      <main className="page narrow stack">
        <title>{`${words.title} – ${texts.appName}`}</title>
        <div>
          <h1>{words.title}</h1>
          <p className="soft">{words.lead}</p>
        </div>
        <CommandError message={error} />
        <form className="card stack" onSubmit={(event) => void join(event, request)} noValidate>
          <JoinFields draft={draft} onChange={change} />
          <div className="actions">
            <Button
              type="submit"
              look="primary"
              icon={Plug}
              testId="join-worker"
              disabled={request === null || isJoining}
            >
              {isJoining ? words.joining : words.join}
            </Button>
            <ScanDialog onRead={(text) => change({ link: text })} />
            <Button icon={ArrowLeft} onClick={onBack}>
              {words.back}
            </Button>
          </div>
        </form>
        <section className="card found-card" aria-label={texts.start.join.found}>
          <FoundMasters onChoose={(address) => change({ link: address })} />
        </section>
      </main>
    </div>
  )
}

interface JoinFieldsProps {
  readonly draft: JoinDraft
  readonly onChange: (changed: Partial<JoinDraft>) => void
}

function JoinFields({ draft, onChange }: JoinFieldsProps): JSX.Element {
  const issues = joinIssues(draft)
  return (
    <>
      <Field
        label={words.link}
        hint={words.linkHint}
        testId="link-input"
        placeholder={words.linkPlaceholder}
        value={draft.link}
        onChange={(event) => onChange({ link: event.target.value })}
      />
      {isAddress(draft.link) ? (
        <Field
          label={words.code}
          hint={words.codeHint}
          testId="field-code"
          inputMode="numeric"
          value={draft.code}
          onChange={(event) => onChange({ code: event.target.value })}
        />
      ) : null}
      <div className="form-grid">
        <Field
          label={words.slots}
          hint={words.slotsHint}
          testId="field-slots"
          inputMode="numeric"
          value={draft.slots}
          error={issues.slots}
          onChange={(event) => onChange({ slots: event.target.value })}
        />
        <Field
          label={words.name}
          hint={words.nameHint}
          testId="field-name"
          maxLength={100}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </div>
      <div className="form-grid idle-rule">
        <SwitchLine
          label={words.onlyWhenIdle}
          hint={words.onlyWhenIdleHint}
          isOn={draft.isOnlyWhenIdle}
          testId="field-only-when-idle"
          onChange={(isOnlyWhenIdle) => onChange({ isOnlyWhenIdle })}
        />
        {draft.isOnlyWhenIdle ? (
          <Field
            label={words.restMinutes}
            testId="field-rest-minutes"
            inputMode="numeric"
            value={draft.restMinutes}
            error={issues.restMinutes}
            onChange={(event) => onChange({ restMinutes: event.target.value })}
          />
        ) : null}
      </div>
    </>
  )
}
