import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ApiEvent } from '../../core/api/neatwork-api.ts'
import type { ApiClient, ApiConnection } from '../../renderer/bridge.ts'
import { command, followApi, forgetSuggestion, freshSuggestion, useScreen } from '../../renderer/store.ts'
import { madeUpHistory } from './made-up-history.ts'
import { emptyRun, stateOf } from './made-up-views.ts'

let frames: (() => void)[]
let later: (() => void)[]
let visibility: 'visible' | 'hidden'

beforeEach(() => {
  frames = []
  later = []
  visibility = 'visible'
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw))
  vi.stubGlobal('setTimeout', (work: () => void) => later.push(work))
  vi.stubGlobal('document', {
    get visibilityState() {
      return visibility
    },
  })
  useScreen.setState({ connection: 'connecting', app: null })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** An api whose events and connection the test decides. */
function followed() {
  let emit: (event: ApiEvent) => void = () => {}
  let connect: (connection: ApiConnection) => void = () => {}
  const client: ApiClient = {
    call: () => Promise.reject(new RangeError('not asked here')),
    subscribe: (listener) => {
      emit = listener
      return () => {}
    },
    onConnection: (listener) => {
      connect = listener
    },
  }
  followApi(client)
  return { emit: (event: ApiEvent) => emit(event), connect: (state: ApiConnection) => connect(state) }
}

const [first, second, third] = madeUpHistory(3, 2)
const running = stateOf({ kind: 'run', run: emptyRun({ kind: 'running' }) })

function generations(): readonly number[] {
  const { app } = useScreen.getState()
  return app?.mode.kind === 'run' ? app.mode.run.history.map(({ generation }) => generation) : []
}

describe('the store', () => {
  test('takes all events of a frame as one change, in their order', () => {
    const { emit } = followed()
    let changes = 0
    const stop = useScreen.subscribe(() => changes++)
    emit({ kind: 'state', state: running })
    for (const snapshot of [first, second, third]) {
      if (snapshot !== undefined) emit({ kind: 'generations', snapshots: [snapshot] })
    }
    expect(changes).toBe(0)
    expect(frames).toHaveLength(1)
    frames[0]?.()
    stop()
    expect(changes).toBe(1)
    expect(generations()).toEqual([0, 1, 2])
  })

  test('shows what happens all the time calmly, and what a person asked for at once', () => {
    vi.stubGlobal('performance', { now: () => nowMs })
    let nowMs = 1000
    const { emit } = followed()
    emit({ kind: 'state', state: running })
    frames[0]?.()
    nowMs += 30
    if (first !== undefined) emit({ kind: 'generations', snapshots: [first] })
    if (second !== undefined) emit({ kind: 'generations', snapshots: [second] })
    expect([frames.length, later.length]).toEqual([1, 1])
    emit({ kind: 'runStatus', status: { kind: 'paused' } })
    expect(frames).toHaveLength(2)
    frames[1]?.()
    expect(generations()).toEqual([0, 1])
    later[0]?.()
    frames[2]?.()
    nowMs += 200
    if (third !== undefined) emit({ kind: 'generations', snapshots: [third] })
    frames[3]?.()
    expect(generations()).toEqual([0, 1, 2])
  })

  test('is kept up to date on a hidden page, which gets no frames', () => {
    const { emit } = followed()
    visibility = 'hidden'
    emit({ kind: 'state', state: running })
    expect(frames).toHaveLength(0)
    later[0]?.()
    expect(useScreen.getState().app).toBe(running)
  })

  test('is kept up to date where it was hidden before its frame came', () => {
    const { emit } = followed()
    emit({ kind: 'state', state: running })
    visibility = 'hidden'
    if (first !== undefined) emit({ kind: 'generations', snapshots: [first] })
    later[0]?.()
    expect(generations()).toEqual([0])
  })

  test('lets a full state replace everything', () => {
    const { emit } = followed()
    emit({ kind: 'state', state: running })
    if (first !== undefined) emit({ kind: 'generations', snapshots: [first] })
    emit({ kind: 'state', state: running })
    frames[0]?.()
    expect(generations()).toEqual([])
  })

  test('knows whether the api can be reached', () => {
    const { connect } = followed()
    connect('lost')
    expect(useScreen.getState().connection).toBe('lost')
  })

  test('passes on what the api says of a command', async () => {
    followed()
    await expect(command('pauseRun', null)).rejects.toThrow('not asked here')
  })

  test('offers the suggested screen until it was shown', () => {
    useScreen.setState({ app: stateOf({ kind: 'home' }, { kind: 'master' }) })
    expect(freshSuggestion()).toEqual({ kind: 'master' })
    forgetSuggestion()
    expect(freshSuggestion()).toEqual({ kind: 'none' })
  })
})
