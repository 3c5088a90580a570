import { describe, expect, test } from 'vitest'
import { newsOf } from '../../core/api/run-news.ts'
import type { AppState, RunResult, RunStatus, RunView } from '../../core/api/views.ts'
import type { Stall } from '../../core/run/run-clock.ts'
import {
  isWorking,
  NOTHING,
  noticeOf,
  taskbarOf,
  type Watched,
  watchedAfter,
} from '../../electron/desktop-signals.ts'
import { madeUpHistory } from '../renderer/made-up-history.ts'
import { emptyRun, stateOf, workerStatus } from '../renderer/made-up-views.ts'

const RESULT: RunResult = {
  ...{ solved: true, reason: 'solved', generations: 12, evaluations: 1800, bestFitness: 4 },
  ...{ hiddenNodes: 1, enabledConnections: 5, populationHash: null, championHash: null },
}
const STALL: Stall = { kind: 'workers', forMs: 60_000 }
const RUNNING: RunStatus = { kind: 'running' }
const ENDED: RunStatus = { kind: 'ended', result: RESULT }

function runState(status: RunStatus, change: Partial<RunView> = {}): AppState {
  return stateOf({ kind: 'run', run: { ...emptyRun(status), ...change } })
}
const watchedIn = (state: AppState): Watched => watchedAfter(NOTHING, { kind: 'state', state })
const running = watchedIn(runState(RUNNING, { history: madeUpHistory(50, 1), generations: 200 }))

describe('the taskbar', () => {
  test('shows how many of the generations are done', () => {
    expect(taskbarOf(running)).toEqual({ value: 0.25, mode: 'normal' })
    const later = watchedAfter(running, {
      kind: 'generations',
      snapshots: madeUpHistory(100, 1).slice(50),
    })
    expect(taskbarOf(later)?.value).toBe(0.5)
    const longer = watchedAfter(later, { kind: 'runSettings', generations: 400, options: {} })
    expect(taskbarOf(longer)?.value).toBe(0.25)
  })

  test.each([
    [{ kind: 'paused' }, { value: 0.25, mode: 'paused' }],
    [
      { kind: 'failed', message: '' },
      { value: 1, mode: 'error' },
    ],
    [ENDED, null],
  ] as const)('of a run that is %o shows %o', (status, progress) => {
    expect(taskbarOf(watchedAfter(running, { kind: 'runStatus', status }))).toEqual(progress)
  })

  test('shows that a run stands still, and nothing without a run', () => {
    const progress = { activeMs: 0, generationsPerSecond: null, leftMs: null, stall: STALL }
    expect(taskbarOf(watchedAfter(running, { kind: 'progress', progress }))?.mode).toBe('error')
    expect(taskbarOf(NOTHING)).toBeNull()
  })
})

describe('the machine stays awake', () => {
  test.each<[string, AppState, boolean]>([
    ['on the first screen', stateOf({ kind: 'home' }), false],
    ['while a run goes on', runState(RUNNING), true],
    ['while a run waits for workers', runState({ kind: 'waiting', connected: 0, needed: 1 }), true],
    ['while a run is paused', runState({ kind: 'paused' }), false],
    ['after a run', runState(ENDED), false],
    ['while a worker evaluates', stateOf({ kind: 'worker', worker: workerStatus() }), true],
    [
      'while a worker has nothing to do',
      stateOf({ kind: 'worker', worker: workerStatus({ connection: { kind: 'idle' } }) }),
      false,
    ],
  ])('%s: %s', (_, state, isAwake) => {
    expect(isWorking(watchedIn(state))).toBe(isAwake)
  })
})

describe('news', () => {
  test('are told once, of a run that was seen before', () => {
    const ended = watchedAfter(running, { kind: 'runStatus', status: ENDED })
    expect(noticeOf(running, ended)).toEqual({ title: 'xor is solved', body: 'After 12 generations.' })
    expect(noticeOf(ended, ended)).toBeNull()
    expect(noticeOf(NOTHING, ended)).toBeNull()
  })

  test.each([
    ['solved', ENDED, 'solved'],
    [
      'not solved',
      { kind: 'ended', result: { ...RESULT, solved: false, reason: 'generations done' } },
      'ended',
    ],
    [
      'stopped by a person',
      { kind: 'ended', result: { ...RESULT, solved: false, reason: 'stopped' } },
      undefined,
    ],
    ['failed', { kind: 'failed', message: 'the disk is full' }, 'failed'],
    ['paused', { kind: 'paused' }, undefined],
  ] as const)('of a run that is %s', (_, status, kind) => {
    const news = newsOf({ status: RUNNING, stall: null }, { status, stall: null })
    expect(news?.kind).toBe(kind)
  })

  test('of a standstill are told when it begins', () => {
    const source = (stall: Stall | null) => ({ status: RUNNING, stall })
    expect(newsOf(source(null), source(STALL))).toEqual({ kind: 'stalled', stall: STALL })
    expect(newsOf(source(STALL), source({ ...STALL, forMs: 70_000 }))).toBeNull()
    expect(newsOf(source(STALL), source(null))).toBeNull()
  })
})
