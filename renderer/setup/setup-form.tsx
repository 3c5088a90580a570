// The screen of a new run, as master or on this machine only.
import { type JSX, useEffect, useState } from 'react'
import type { RunRequest } from '../../core/api/commands.ts'
import type { ProblemView } from '../../core/api/views.ts'
import { command, messageOf } from '../store.ts'
import { CommandError } from '../ui/command-error.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { RunFields } from './run-fields.tsx'

export interface SetupFormProps {
  readonly role: 'master' | 'local'
  /** Chosen to begin with, where it is one of those offered. */
  readonly problem?: string
  /** Where it isn't the way back. */
  readonly onHome?: () => void
  readonly onBack: () => void
  readonly onStarted?: () => void
}

interface Loaded {
  readonly problems: readonly ProblemView[]
  readonly request: RunRequest
}

export function SetupForm({ role, problem, onHome, onBack, onStarted }: SetupFormProps): JSX.Element {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => {
    Promise.all([command('listProblems', null), command('defaultRunRequest', null)])
      .then(([problems, request]) => setLoaded({ problems, request: { ...request, role } }))
      .catch((reason) => setError(messageOf(reason)))
  }, [role])
  const words = texts.setup
  return (
    <div>
      <TopBar onHome={onHome ?? onBack} />
      <main className="page narrow stack">
        <div>
          <h1>{role === 'master' ? words.masterTitle : words.localTitle}</h1>
          <p className="soft">{role === 'master' ? words.masterLead : words.localLead}</p>
        </div>
        <CommandError message={error} />
        {loaded === null ? null : (
          <RunFields {...loaded} begin={problem} onError={setError} onBack={onBack} onStarted={onStarted} />
        )}
      </main>
    </div>
  )
}
