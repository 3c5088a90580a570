// The one store: what the app is doing, as the api tells it. Its one writer is the api subscription; components read it
// by selectors and ask for changes through `command`.
import { create } from 'zustand'
import { applyEvent } from '../core/api/apply-event.ts'
import { EventBuffer } from '../core/api/coalesce-events.ts'
import type { CommandName, CommandReplies, CommandRequest } from '../core/api/commands.ts'
import { ApiError, type ApiEvent } from '../core/api/neatwork-api.ts'
import type { AppState, RunView, Suggestion } from '../core/api/views.ts'
import type { ApiClient, ApiConnection } from './bridge.ts'

interface Screen {
  readonly connection: ApiConnection
  /** null until the first full state arrived. */
  readonly app: AppState | null
}

export const useScreen = create<Screen>(() => ({ connection: 'connecting', app: null }))

let client: ApiClient | null = null
/** A page that gets no turn for long has little to make up for then. */
const pending = new EventBuffer(false)
/** What pending events wait for. */
let awaited: 'nothing' | 'time' | 'frame' = 'nothing'
let flushedAtMs = Number.NEGATIVE_INFINITY
/** What happens all the time is shown this often: more can't be followed, and every change draws all panels. */
const CALM_MS = 100
/** A hidden page gets no frames; it is kept up to date all the same, only less often. */
const HIDDEN_MS = 500

/** Lets the store follow `api` for the life of the page. */
export function followApi(api: ApiClient): void {
  client = api
  api.onConnection((connection) => useScreen.setState({ connection }))
  api.subscribe((event) => {
    pending.add(event)
    if (document.visibilityState !== 'visible') {
      // A frame that was awaited when the page was hidden may be long in coming.
      if (awaited !== 'time') awaitTime(HIDDEN_MS, flush)
      return
    }
    const waitMs = isUrgent(event) ? 0 : flushedAtMs + CALM_MS - performance.now()
    if (waitMs <= 0) awaitFrame()
    else if (awaited === 'nothing') awaitTime(waitMs, awaitFrame)
  })
}

/** Answers to what a person did. */
const isUrgent = ({ kind }: ApiEvent) => kind === 'state' || kind === 'runStatus' || kind === 'runSettings'

function awaitFrame(): void {
  if (awaited === 'frame') return
  awaited = 'frame'
  requestAnimationFrame(flush)
}

function awaitTime(ms: number, then: () => void): void {
  awaited = 'time'
  setTimeout(then, ms)
}

/** All events of a frame as one change. */
function flush(): void {
  awaited = 'nothing'
  if (pending.isEmpty) return
  const events = pending.take()
  flushedAtMs = performance.now()
  useScreen.setState(({ app }) => ({ app: events.reduce(applyEvent, app) }))
}

/** Rejects with {@link ApiError}, whose message is for people. */
export async function command<Name extends CommandName>(
  name: Name,
  request: CommandRequest<Name>,
): Promise<CommandReplies[Name]> {
  if (client === null) throw new ApiError('disconnected', 'Neatwork is not connected yet.')
  return await client.call(name, request)
}

/** The run on the screen; components that use it are drawn only while there is one. */
export function useRun<Value>(select: (run: RunView) => Value): Value {
  return useScreen(({ app }) => {
    if (app?.mode.kind !== 'run') throw new Error('there is no run on the screen')
    return select(app.mode.run)
  })
}

/** Whether this screen may change anything; an audience only looks on. */
export function useMayAct(): boolean {
  return useScreen(({ app }) => app?.access.acts ?? true)
}

let isSuggestionFresh = true
let wanted: Suggestion = { kind: 'none' }

/** The screen suggested at the start; for whoever comes home later, where they wanted to go. */
export function freshSuggestion(): Suggestion {
  const { app } = useScreen.getState()
  return isSuggestionFresh && app !== null ? app.suggestion : wanted
}

export function forgetSuggestion(): void {
  isSuggestionFresh = false
  wanted = { kind: 'none' }
}

/** What the first screen opens when it is shown next. */
export function comeHomeTo(suggestion: Suggestion): void {
  isSuggestionFresh = false
  wanted = suggestion
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
