// What the tray says and offers, and when its icon is there.
import type { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { beforeEach, expect, test, vi } from 'vitest'
import type { AppMode, RunStatus } from '../../core/api/views.ts'
import { NOTHING, watchedAfter } from '../../electron/desktop-signals.ts'
import { AppTray } from '../../electron/tray.ts'
import { RESTING, type TrayDoing, trayMenu, trayStateOf } from '../../electron/tray-menu.ts'
import { emptyRun, stateOf, workerStatus } from '../renderer/made-up-views.ts'

const drawn = vi.hoisted(() => ({ icons: [] as FakeTray[], refusal: null as string | null }))

interface FakeTray extends EventEmitter {
  image: string
  toolTip: string
  labels: readonly unknown[]
}

vi.mock('electron', async () => {
  const { EventEmitter: Emitter } = await import('node:events')
  class Tray extends Emitter {
    image: string
    toolTip = ''
    labels: readonly unknown[] = []
    constructor(image: string) {
      super()
      if (drawn.refusal !== null) throw new Error(drawn.refusal)
      this.image = image
      drawn.icons.push(this)
    }
    setToolTip(text: string): void {
      this.toolTip = text
    }
    setContextMenu(labels: readonly unknown[]): void {
      this.labels = labels
    }
    destroy(): void {
      drawn.icons.splice(drawn.icons.indexOf(this), 1)
    }
  }
  const buildFromTemplate = (items: readonly MenuItemConstructorOptions[]) =>
    items.map(({ label }) => label ?? '—')
  return { Tray, Menu: { buildFromTemplate } }
})

beforeEach(() => {
  drawn.icons.length = 0
  drawn.refusal = null
})

const stateIn = (mode: AppMode) => trayStateOf(watchedAfter(NOTHING, { kind: 'state', state: stateOf(mode) }))
const workerState = (...[change]: Parameters<typeof workerStatus>) =>
  stateIn({ kind: 'worker', worker: workerStatus(change) })
const runState = (status: RunStatus, role: 'master' | 'local' = 'master') =>
  stateIn({ kind: 'run', run: { ...emptyRun(status), role } })

const MASTER = '192.168.1.10:5000'

test('a worker says for whom it works, and what keeps it from working', () => {
  const line = (...how: Parameters<typeof workerState>) => workerState(...how)?.line
  expect(line()).toBe(`Evaluating for ${MASTER}`)
  // Between two batches.
  expect(line({ connection: { kind: 'idle' } })).toBe(`Evaluating for ${MASTER}`)
  expect(line({ connection: { kind: 'idle' }, problem: null })).toBe(`Waiting for a run of ${MASTER}`)
  expect(line({ connection: { kind: 'connecting', attempt: 1 } })).toBe(`Connecting to ${MASTER}`)
  expect(line({ connection: { kind: 'retrying', attempt: 2, retryInMs: 9 } })).toMatch(/^No connection/)
  expect(line({ connection: { kind: 'draining', genomes: 3 } })).toMatch(/^Finishing its work/)
  const paused = { connection: { kind: 'paused', reason: 'busy', genomes: 0 } } as const
  expect(line(paused)).toMatch(/^Paused for now/)
  expect(line({ ...paused, isHeld: true })).toMatch(/^Paused by you/)
})

test('a worker that has left, a run that is over and a run on one machine only are not in the tray', () => {
  expect(workerState({ connection: { kind: 'closed', reason: 'refused' } })).toBeNull()
  expect(runState({ kind: 'failed', message: 'the disk is full' })).toBeNull()
  expect(runState({ kind: 'running' }, 'local')).toBeNull()
  expect(trayStateOf(NOTHING)).toBeNull()
})

test('a master says what it evolves and how far it is', () => {
  expect(runState({ kind: 'running' })).toMatchObject({
    line: 'Evolving xor',
    progress: 'generation 0 of 200',
  })
  expect(runState({ kind: 'waiting', connected: 0, needed: 2 })?.line).toContain('waits for workers')
  expect(runState({ kind: 'paused' })).toMatchObject({ of: 'run', isPaused: true })
})

test('the menu offers what can be done about the work, and always the window and the end', () => {
  const clicked = (state: Parameters<typeof trayMenu>[0]) => {
    const done: TrayDoing[] = []
    for (const { click } of trayMenu(state, (doing) => done.push(doing)))
      click?.call(undefined, undefined as never, undefined, undefined as never)
    return done
  }
  const worker = workerState() ?? RESTING
  expect(clicked(worker)).toEqual(['show', 'pauseWorker', 'leaveAsWorker', 'quit'])
  expect(clicked({ ...worker, isPaused: true })).toEqual(['show', 'resumeWorker', 'leaveAsWorker', 'quit'])
  const run = runState({ kind: 'running' }) ?? RESTING
  expect(clicked(run)).toEqual(['show', 'pauseRun', 'stopRun', 'quit'])
  expect(clicked({ ...run, isPaused: true })).toEqual(['show', 'resumeRun', 'stopRun', 'quit'])
  expect(clicked(RESTING)).toEqual(['show', 'quit'])
})

function trayOn(platform: NodeJS.Platform, isShown = async () => true, now = () => 0) {
  const done: TrayDoing[] = []
  const said: string[] = []
  const tray = new AppTray({
    ...{ platform, icons: '/icons', isShown, now },
    act: (doing) => done.push(doing),
    log: (_level, text) => said.push(text),
  })
  return { tray, done, said }
}

test('the icon comes with the work, follows it and goes with it', async () => {
  const { tray, done } = trayOn('linux')
  await tray.show(workerState())
  expect(drawn.icons).toMatchObject([
    { image: join('/icons', 'tray.png'), toolTip: `Neatwork – Evaluating for ${MASTER}` },
  ])
  expect(drawn.icons[0]?.labels).toContain('Pause the Worker')
  drawn.icons[0]?.emit('click')
  expect(done).toEqual(['show'])
  await tray.show(workerState({ connection: { kind: 'idle' }, problem: null }))
  expect(drawn.icons).toMatchObject([{ toolTip: `Neatwork – Waiting for a run of ${MASTER}` }])
  await tray.show(null)
  expect(drawn.icons).toEqual([])
  expect(tray.isThere).toBe(false)
})

test('a menu that says the same is left alone, open as it may be', async () => {
  const { tray } = trayOn('win32')
  const run = runState({ kind: 'running' }) ?? RESTING
  await tray.show(run)
  const before = drawn.icons[0]?.labels
  await tray.show({ ...run, progress: 'generation 1 of 200' })
  expect(drawn.icons[0]?.labels).toBe(before)
  expect(drawn.icons[0]?.toolTip).toBe('Neatwork – Evolving xor – generation 1 of 200')
  expect(drawn.icons[0]?.image).toBe(join('/icons', 'tray.ico'))
})

test('a Mac gets a template, whose click opens its menu', async () => {
  const { tray } = trayOn('darwin')
  await tray.show(workerState())
  expect(drawn.icons[0]?.image).toBe(join('/icons', 'trayTemplate.png'))
  expect(drawn.icons[0]?.listenerCount('click')).toBe(0)
})

test('where the desktop shows no icons there is none, until it does; it is asked now and then', async () => {
  let isShown = false
  let nowMs = 0
  let asked = 0
  const ask = async () => {
    asked++
    return isShown
  }
  const { tray } = trayOn('linux', ask, () => nowMs)
  for (nowMs of [0, 100, 4999]) await tray.show(workerState())
  expect([tray.isThere, asked]).toEqual([false, 1])
  isShown = true
  nowMs = 5000
  await tray.show(workerState())
  expect([tray.isThere, asked]).toEqual([true, 2])
})

test('a desktop that takes no icon is no failure of the app', async () => {
  drawn.refusal = 'no tray here'
  const { tray, said } = trayOn('linux')
  await tray.show(workerState())
  expect(tray.isThere).toBe(false)
  expect(said).toEqual([expect.stringContaining('no tray here')])
})
