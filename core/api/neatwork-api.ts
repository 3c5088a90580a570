// NeatworkApi: the one interface that a window, a browser page and a terminal drive. Commands answer once; events
// stream. Carriers are dull: they move these values and nothing else.
import type { RunProgress } from '../run/run-clock.ts'
import type { GenerationSnapshot } from '../run/snapshot.ts'
import type { CommandName, CommandReplies, CommandRequest } from './commands.ts'
import type { IslandsView } from './islands-view.ts'
import type { JobsView } from './jobs.ts'
import type { LogEntry, RunNote } from './run-log.ts'
import type { ToldView } from './told.ts'
import type {
  Alarm,
  AppState,
  ChampionView,
  RunStatus,
  RunView,
  WorkerStatusView,
  WorkerView,
} from './views.ts'

/**
 * What a listener is told. The first event after subscribing is always `state`; deltas follow in order. A `state`
 * may come again at any time and replaces everything. `generations` are those after the newest; where a state came in
 * pieces, also those between the ones that it had.
 */
export type ApiEvent =
  | { readonly kind: 'state'; readonly state: AppState }
  | { readonly kind: 'generations'; readonly snapshots: readonly GenerationSnapshot[] }
  | { readonly kind: 'champion'; readonly champion: ChampionView }
  | { readonly kind: 'runStatus'; readonly status: RunStatus }
  /** What was changed in mid-run. */
  | ({ readonly kind: 'runSettings' } & Pick<RunView, 'generations' | 'options'>)
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'workers'; readonly workers: readonly WorkerView[] }
  | { readonly kind: 'islands'; readonly islands: IslandsView }
  | { readonly kind: 'jobs'; readonly jobs: JobsView }
  | { readonly kind: 'told'; readonly told: ToldView }
  | { readonly kind: 'alarms'; readonly alarms: readonly Alarm[] }
  /** To be added to the log. */
  | { readonly kind: 'log'; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'notes'; readonly notes: readonly RunNote[] }
  | { readonly kind: 'worker'; readonly worker: WorkerStatusView }

/** Stable codes of a refused command; the message is one sentence for people. */
export type ApiErrorCode = 'bad-request' | 'forbidden' | 'not-now' | 'not-found' | 'failed' | 'disconnected'

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ApiErrorCode
  constructor(code: ApiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** How the events of a listener travel, where they leave this process: in pieces, and no more than the way takes. */
export interface Carriage {
  /** While it says no, nothing is told; what happens meanwhile is put together. */
  isReady(): boolean
}

export interface NeatworkApi {
  /** Rejects with {@link ApiError}. */
  call<Name extends CommandName>(name: Name, request: CommandRequest<Name>): Promise<CommandReplies[Name]>
  /** Calls `listener` with the full state soon, then with every change. Returns how to stop. */
  subscribe(listener: (event: ApiEvent) => void, carriage?: Carriage): () => void
}

/** A reply as it crosses a process border: errors are values there. */
export type CommandReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: ApiErrorCode; readonly message: string }
