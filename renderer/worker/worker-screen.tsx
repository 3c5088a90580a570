// What this worker is doing.
import { CheckCheck, LogOut } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { WorkerConnection, WorkerStatusView } from '../../core/api/views.ts'
import { command, messageOf, useScreen } from '../store.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { number, texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'

const words = texts.worker

export function WorkerScreen(): JSX.Element | null {
  const worker = useScreen(({ app }) => (app?.mode.kind === 'worker' ? app.mode.worker : null))
  const [error, setError] = useState<string | null>(null)
  if (worker === null) return null
  const leave = () => {
    command('leaveAsWorker', null).catch((reason) => setError(messageOf(reason)))
  }
  const drain = () => {
    command('drainAsWorker', null).catch((reason) => setError(messageOf(reason)))
  }
  const isClosed = worker.connection.kind === 'closed'
  return (
    <div>
      <TopBar onHome={leave} />
      <main className="page narrow stack">
        {error === null ? null : (
          <Notice tone="bad" testId="command-error">
            {error}
          </Notice>
        )}
        <section className="card worker-now" aria-live="polite">
          <title>{`${connectionText(worker.connection)} – ${texts.appName}`}</title>
          <h1>{words.of(worker.master)}</h1>
          <span
            className={`pill big ${worker.connection.kind}`}
            data-testid="worker-status"
            data-connection={worker.connection.kind}
          >
            {connectionText(worker.connection)}
          </span>
          {worker.connection.kind === 'closed' ? <p>{worker.connection.reason}</p> : null}
          <WorkerFigures worker={worker} />
          <div className="actions">
            {isClosed || worker.connection.kind === 'draining' ? null : (
              <Button icon={CheckCheck} testId="drain-self" onClick={drain}>
                {words.drain}
              </Button>
            )}
            <Button icon={LogOut} testId="leave-worker" onClick={leave}>
              {isClosed ? words.back : words.leave}
            </Button>
          </div>
        </section>
        {worker.warning === null ? null : <Notice tone="warn">{worker.warning}</Notice>}
        {worker.lastError === null ? null : (
          <Notice tone="bad" testId="worker-error">
            <strong>{words.lastError}: </strong>
            {worker.lastError}
          </Notice>
        )}
      </main>
    </div>
  )
}

function WorkerFigures({ worker }: { readonly worker: WorkerStatusView }): JSX.Element {
  const figures = [
    [words.label, worker.label],
    [words.slots, number(worker.slots)],
    [words.problem, worker.problem ?? words.noProblem],
    [words.evaluated, number(worker.genomesEvaluated)],
    [words.rate, number(Math.round(worker.genomesPerSecond))],
  ] as const
  return (
    <dl className="figures">
      {figures.map(([label, value]) => (
        <div key={label} className="figure">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function connectionText(connection: WorkerConnection): string {
  switch (connection.kind) {
    case 'connecting':
      return words.connection.connecting
    case 'retrying':
      return words.connection.retrying(connection.retryInMs / 1000)
    case 'idle':
      return words.connection.idle
    case 'working':
      return words.connection.working(connection.generation, connection.genomes)
    case 'paused':
      return words.connection.paused(connection.reason)
    case 'draining':
      return words.connection.draining(connection.genomes)
    case 'closed':
      return words.connection.closed
  }
}
