// Where the run stands, in numbers.
import type { JSX } from 'react'
import { useRun } from '../store.ts'
import { Figure } from '../ui/figure.tsx'
import { axisNumber, decimal, number, texts } from '../ui/texts.ts'
import { statusText } from './run-controls.tsx'

export function RunFigures(): JSX.Element {
  const status = useRun((run) => run.status)
  const problem = useRun((run) => run.problem.name)
  const seed = useRun((run) => run.seed)
  const generations = useRun((run) => run.generations)
  const last = useRun((run) => run.history.at(-1))
  const best = useRun((run) => run.champion?.fitness ?? null)
  const progress = useRun((run) => run.progress)
  const isOver = status.kind === 'ended' || status.kind === 'failed'
  const words = texts.run
  const title = `${statusText(status)} · ${problem} – ${texts.appName}`
  return (
    <>
      <title>{title}</title>
      <div className="title">
        <h1>{problem}</h1>
        <span
          className={`pill ${status.kind}`}
          role="status"
          data-testid="run-status"
          data-status={status.kind}
        >
          {statusText(status)}
        </span>
      </div>
      <dl className="figures">
        <Figure
          label={words.generations}
          value={words.ofGenerations(last === undefined ? 0 : last.generation + 1, generations)}
        />
        <Figure label={words.best} value={best === null ? '–' : decimal(best)} />
        {isOver ? null : <Figure label={words.timeLeft} value={words.left(progress.leftMs)} />}
        {progress.generationsPerSecond === null || isOver ? null : (
          <Figure label={words.pace} value={axisNumber(progress.generationsPerSecond)} />
        )}
        <Figure label={words.evaluations} value={number(last?.evaluations ?? 0)} />
        <Figure label={words.species} value={number(last?.species.length ?? 0)} />
        <Figure label={words.seed} value={String(seed)} />
      </dl>
    </>
  )
}

export function RunProgress(): JSX.Element {
  const done = useRun((run) => (run.history.at(-1)?.generation ?? -1) + 1)
  const all = useRun((run) => run.generations)
  return (
    <div
      className="progress"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done}
      aria-label={texts.run.generations}
    >
      <div style={{ width: `${(100 * Math.min(done, all)) / all}%` }} />
    </div>
  )
}
