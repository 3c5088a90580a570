// Runs that somebody worked with last, to open again.
import { type JSX, useEffect, useState } from 'react'
import type { RecentRun } from '../../core/api/home-requests.ts'
import { goTo } from '../route.ts'
import { command } from '../store.ts'
import { ago, texts } from '../ui/texts.ts'

const words = texts.start.recent
const SHOWN = 6
const PILLS = {
  solved: 'working',
  'generations done': 'ended',
  stopped: 'paused',
  unfinished: 'waiting',
  damaged: 'failed',
} as const

export function RecentRuns({ act }: { readonly act: (work: Promise<unknown>) => void }): JSX.Element {
  const [runs, setRuns] = useState<readonly RecentRun[] | null>(null)
  useEffect(() => {
    let isGone = false
    command('recentRuns', { limit: SHOWN }).then(
      (found) => isGone || setRuns(found),
      () => isGone || setRuns([]), // whoever may not see them has none
    )
    return () => {
      isGone = true
    }
  }, [])
  const nowMs = Date.now()
  return (
    <section className="card home-card" aria-labelledby="recent-title">
      <h2 id="recent-title">{words.title}</h2>
      {runs?.length === 0 ? <p className="soft">{words.empty}</p> : null}
      <ul className="rows">
        {(runs ?? []).map((run) => (
          <li key={run.name}>
            <RunRow run={run} nowMs={nowMs} onOpen={() => act(command('openRun', { name: run.name }))} />
          </li>
        ))}
      </ul>
      <button type="button" className="row" onClick={() => goTo('history')}>
        <span className="row-go">{words.all}</span>
      </button>
    </section>
  )
}

interface RunRowProps {
  readonly run: RecentRun
  readonly nowMs: number
  readonly onOpen: () => void
}

function RunRow({ run, nowMs, onOpen }: RunRowProps): JSX.Element {
  const isDamaged = run.state === 'damaged'
  return (
    <button type="button" className="row" data-testid="recent-run" disabled={isDamaged} onClick={onOpen}>
      <strong>{isDamaged ? run.name : run.problem}</strong>
      <span className={`pill ${PILLS[run.state]}`}>{words.states[run.state]}</span>
      {isDamaged ? null : (
        <>
          <span className="soft row-more">{progressOf(run)}</span>
          <span className="when">{ago(Date.parse(run.createdAt), nowMs)}</span>
        </>
      )}
    </button>
  )
}

function progressOf({ generations, planned, bestFitness }: RecentRun): string {
  const progress = words.progress(generations, planned)
  return bestFitness === null ? progress : `${progress} · ${words.best(bestFitness)}`
}
