// What becomes of the app without windows, and of a worker's work when the app quits.
import { expect, test } from 'vitest'
import type { WorkerStatusView } from '../../core/api/views.ts'
import { NOTHING, type Watched } from '../../electron/desktop-signals.ts'
import { DRAIN_MOST_MS, drained, Staying } from '../../electron/staying.ts'
import { RESTING, type TrayState } from '../../electron/tray-menu.ts'
import { FakeApi } from '../renderer/fake-api.ts'
import { stateOf, workerStatus } from '../renderer/made-up-views.ts'

const WORKER: Watched = { kind: 'worker', connection: 'working', master: 'm:1', isInRun: true, isHeld: false }

/** A desktop that notes what is done with it. */
function onDesktop({ hasTray = true, staysAnyway = false } = {}) {
  const done: string[] = []
  const desktop = { windows: 1, shown: null as TrayState | null, isThere: false, done }
  const staying = new Staying({
    tray: {
      get isThere() {
        return desktop.isThere
      },
      show: async (state) => {
        desktop.shown = state
        desktop.isThere = hasTray && state !== null
      },
    },
    hasWindows: () => desktop.windows > 0,
    tell: ({ body }) =>
      void done.push(body.includes('tray brings') ? 'told: in the tray' : 'told: minimised'),
    openMinimised: () => void done.push('opened minimised'),
    quit: () => void done.push('quit'),
    staysAnyway,
  })
  return { staying, desktop, done }
}

test('without work the last window takes the app along', async () => {
  const { staying, done } = onDesktop()
  await staying.watch(NOTHING)
  expect(staying.whenLastCloses()).toBe('close')
  staying.allClosed()
  expect(done).toEqual(['quit'])
})

test('a working worker stays in the tray, and says so once', async () => {
  const { staying, desktop, done } = onDesktop()
  await staying.watch(WORKER)
  for (let closed = 0; closed < 2; closed++) {
    expect(staying.whenLastCloses()).toBe('close')
    desktop.windows = 0
    staying.allClosed()
  }
  expect(done).toEqual(['told: in the tray'])
  await staying.watch(NOTHING)
  expect(desktop.shown).toEqual(RESTING)
  desktop.windows = 1
  await staying.windowsChanged()
  expect(desktop.shown).toBeNull()
})

test('without a tray the window is minimised instead, which is said once', async () => {
  const { staying, done } = onDesktop({ hasTray: false })
  await staying.watch(WORKER)
  expect([staying.whenLastCloses(), staying.whenLastCloses()]).toEqual(['minimise', 'minimise'])
  expect(done).toEqual(['told: minimised'])
})

test('whoever quits is not held back', async () => {
  const { staying, done } = onDesktop({ hasTray: false })
  await staying.watch(WORKER)
  staying.quitting()
  expect(staying.whenLastCloses()).toBe('close')
  staying.allClosed()
  expect(done).toEqual([])
})

test('work that begins without a window is in the tray, or in a minimised window', async () => {
  const inTray = onDesktop()
  inTray.desktop.windows = 0
  await inTray.staying.watch(WORKER)
  expect([inTray.desktop.isThere, inTray.done]).toEqual([true, []])
  const without = onDesktop({ hasTray: false })
  without.desktop.windows = 0
  await without.staying.watch(WORKER)
  expect(without.done).toEqual(['opened minimised'])
})

test('on a Mac the app stays as apps do there', async () => {
  const { staying, done } = onDesktop({ staysAnyway: true, hasTray: false })
  staying.allClosed()
  await staying.watch(WORKER)
  expect(staying.whenLastCloses()).toBe('close')
  expect(done).toEqual([])
})

const workerApi = (connection: WorkerStatusView['connection']) =>
  new FakeApi(stateOf({ kind: 'worker', worker: workerStatus({ connection }) }))
const asked = (api: FakeApi) => api.calls.map(({ name }) => name)

test('an app that quits lets its worker finish what it has', async () => {
  const api = workerApi({ kind: 'working', generation: 4, genomes: 3 })
  let isOver = false
  const leaving = drained(api, () => () => {}).then(() => {
    isOver = true
  })
  await Promise.resolve()
  expect(asked(api)).toEqual(['drainAsWorker'])
  api.emit({ kind: 'worker', worker: workerStatus({ connection: { kind: 'draining', genomes: 3 } }) })
  await Promise.resolve()
  expect(isOver).toBe(false)
  api.emit({ kind: 'worker', worker: workerStatus({ connection: { kind: 'closed', reason: 'drained' } }) })
  await leaving
})

test('but not for ever', async () => {
  const api = workerApi({ kind: 'paused', reason: 'busy', genomes: 3 })
  await drained(api, (ms, then) => {
    expect(ms).toBe(DRAIN_MOST_MS)
    then()
    return () => {}
  })
})

test.each([
  ['no worker', new FakeApi(stateOf({ kind: 'home' }))],
  ['a worker without work', workerApi({ kind: 'idle' })],
  ['a worker without its master', workerApi({ kind: 'retrying', attempt: 1, retryInMs: 9 })],
])('%s is not waited for', async (_what, api) => {
  await drained(api)
  expect(asked(api)).toEqual([])
})
