// How an AppState follows from the events: one pure reducer, the same for every listener.
import { assertNever } from '../base/invariant.ts'
import { MOST_ENTRIES } from './limits.ts'
import type { ApiEvent } from './neatwork-api.ts'
import { sameWherePossible } from './same-workers.ts'
import { withGenerations } from './sampled-history.ts'
import type { AppState, RunView } from './views.ts'

/** The state after `event`. A delta that doesn't fit the state's mode is late and changes nothing. */
export function applyEvent(state: AppState | null, event: ApiEvent): AppState | null {
  if (event.kind === 'state') return event.state
  if (state === null) return null
  switch (event.kind) {
    case 'generations':
      return withRun(state, (run) => ({ ...run, history: withGenerations(run.history, event.snapshots) }))
    case 'champion':
      return withRun(state, (run) => ({ ...run, champion: event.champion }))
    case 'runStatus':
      return withRun(state, (run) => ({ ...run, status: event.status }))
    case 'runSettings': {
      const { generations, options } = event
      return withRun(state, (run) => ({ ...run, generations, options }))
    }
    case 'progress':
      return withRun(state, (run) => ({ ...run, progress: event.progress }))
    case 'workers':
      return withRun(state, (run) => ({
        ...run,
        workers: sameWherePossible(run.workers, event.workers),
      }))
    case 'islands':
      return withRun(state, (run) => ({ ...run, islands: event.islands }))
    case 'told':
      return withRun(state, (run) => ({ ...run, told: event.told }))
    case 'jobs':
      return withRun(state, (run) => ({ ...run, jobs: event.jobs }))
    case 'alarms':
      return withRun(state, (run) => ({ ...run, alarms: event.alarms }))
    case 'log':
      return withRun(state, (run) => ({ ...run, log: [...run.log, ...event.entries].slice(-MOST_ENTRIES) }))
    case 'notes':
      return withRun(state, (run) => ({ ...run, notes: event.notes }))
    case 'worker':
      return state.mode.kind === 'worker'
        ? { ...state, mode: { kind: 'worker', worker: event.worker } }
        : state
    default:
      return assertNever(event)
  }
}

function withRun(state: AppState, change: (run: RunView) => RunView): AppState {
  return state.mode.kind === 'run' ? { ...state, mode: { kind: 'run', run: change(state.mode.run) } } : state
}
