// The first screen's lists: runs of before, which are opened again, and masters of before, which are joined again.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { applyEvent } from '../../core/api/apply-event.ts'
import type { AppState } from '../../core/api/views.ts'
import { AppHost } from '../../core/node/app-host.ts'

function newHost(folder: string): {
  host: AppHost
  until: (is: (state: AppState) => boolean) => Promise<AppState>
} {
  const host = new AppHost({
    appVersion: '1.0.0',
    suggestion: { kind: 'none' },
    runsFolder: join(folder, 'runs'),
    stateFolder: folder,
  })
  onTestFinished(() => host.close())
  let state: AppState | null = null
  const waiting = new Set<() => void>()
  host.subscribe((event) => {
    state = applyEvent(state, event)
    for (const look of waiting) look()
  })
  const until = (is: (state: AppState) => boolean): Promise<AppState> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (state === null || !is(state)) return
        waiting.delete(look)
        resolve(state)
      }
      waiting.add(look)
      look()
    })
  return { host, until }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const isStatus = (kind: string) => (state: AppState) =>
  state.mode.kind === 'run' && state.mode.run.status.kind === kind

test('a run that was left is listed, and goes on where it stopped when it is opened', async () => {
  const folder = newFolder()
  const { host, until } = newHost(folder)
  expect(await host.call('recentRuns', { limit: 5 })).toEqual([])
  const defaults = await host.call('defaultRunRequest', null)
  const small = { role: 'local', populationSize: 20, localSlots: 1, startPaused: true, seed: 5 } as const
  await host.call('startRun', { ...defaults, ...small })
  for (const done of [1, 2]) {
    await host.call('stepRun', null)
    await until((state) => state.mode.kind === 'run' && state.mode.run.history.length === done)
    await until(isStatus('paused'))
  }
  await host.call('goHome', null)
  const [recent] = await host.call('recentRuns', { limit: 5 })
  expect(recent).toMatchObject({ problem: 'xor', seed: 5, generations: 2, state: 'stopped' })
  await host.call('openRun', { name: recent?.name ?? '' })
  const opened = await until(isStatus('paused'))
  expect(opened.mode.kind === 'run' && opened.mode.run.history.length).toBe(2)
  await host.call('stepRun', null)
  await until((state) => state.mode.kind === 'run' && state.mode.run.history.length === 3)
})

test('folders that hold no run are left out, damaged ones are named and others still listed', async () => {
  const folder = newFolder()
  const { host, until } = newHost(folder)
  const defaults = await host.call('defaultRunRequest', null)
  await host.call('startRun', {
    ...defaults,
    role: 'local',
    populationSize: 20,
    generations: 2,
    localSlots: 1,
  })
  await until(isStatus('ended'))
  await host.call('goHome', null)
  mkdirSync(join(folder, 'runs/notes'))
  mkdirSync(join(folder, 'runs/broken'))
  writeFileSync(join(folder, 'runs/broken/config.json'), '{')
  const found = await host.call('recentRuns', { limit: 5 })
  expect(found.map(({ state }) => state).sort()).toEqual(['damaged', 'generations done'])
  await expect(host.call('openRun', { name: 'broken' })).rejects.toThrow(/config\.json/)
  await expect(host.call('openRun', { name: 'nowhere' })).rejects.toThrow(/nowhere/)
})

test('a run that ended is shown as it ended', async () => {
  const folder = newFolder()
  const { host, until } = newHost(folder)
  const defaults = await host.call('defaultRunRequest', null)
  await host.call('startRun', {
    ...defaults,
    role: 'local',
    populationSize: 20,
    generations: 2,
    localSlots: 1,
  })
  const ended = await until(isStatus('ended'))
  const known = await host.call('champions', { line: 'run', from: 0, most: 500 })
  await host.call('goHome', null)
  // Otherwise the end that was seen could be taken for the one that is to be shown.
  await until((state) => state.mode.kind === 'home')
  const [recent] = await host.call('recentRuns', { limit: 1 })
  await host.call('openRun', { name: recent?.name ?? '' })
  const again = await until(isStatus('ended'))
  const resultOf = ({ mode }: AppState) =>
    mode.kind === 'run' && mode.run.status.kind === 'ended' ? mode.run.status.result : null
  expect(resultOf(again)).toEqual(resultOf(ended))
  const saved = readFileSync(join(folder, 'runs', recent?.name ?? '', 'result.json'), 'utf8')
  expect(JSON.parse(saved)).toEqual(resultOf(ended))
  // Its champions and their forebears can still be looked at.
  expect(known.entries.length).toBeGreaterThan(0)
  expect(await host.call('champions', { line: 'run', from: 0, most: 500 })).toEqual(known)
  const { line } = await host.call('lineage', { id: known.entries.at(-1)?.id ?? -1, most: 10 })
  expect(line.at(-1)?.generation).toBe(0)
})

test('a master that let this machine in is joined again without its link; the file is its owner’s only', async () => {
  const masterFolder = newFolder()
  const workerFolder = newFolder()
  const master = newHost(masterFolder)
  const worker = newHost(workerFolder)
  const defaults = await master.host.call('defaultRunRequest', null)
  const listening = { role: 'master', host: '127.0.0.1', port: 0, localSlots: 0, minWorkers: 9 } as const
  await master.host.call('startRun', { ...defaults, ...listening })
  const [link = ''] = master.host.joinLinks
  await worker.host.call('joinAsWorker', { link, slots: 1, name: 'desk' })
  await worker.until(({ mode }) => mode.kind === 'worker' && mode.worker.connection.kind === 'idle')
  await worker.host.call('leaveAsWorker', null)
  await worker.until(({ mode }) => mode.kind === 'home')

  const [known] = await worker.host.call('knownMasters', null)
  expect(known).toMatchObject({ name: 'desk', slots: 1, onlyWhenIdle: null })
  expect(JSON.stringify(known)).not.toContain('token')
  const file = join(workerFolder, 'masters.json')
  expect(readFileSync(file, 'utf8')).toContain('token=')
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const id = known?.id ?? ''
  await worker.host.call('rejoinMaster', { id, slots: 1, name: 'desk' })
  await worker.until(({ mode }) => mode.kind === 'worker' && mode.worker.connection.kind === 'idle')
  // Its owner pauses it for as long as they like.
  await worker.host.call('pauseWorker', null)
  await worker.until(({ mode }) => mode.kind === 'worker' && mode.worker.isHeld)
  await worker.until(({ mode }) => mode.kind === 'worker' && mode.worker.connection.kind === 'paused')
  await worker.host.call('resumeWorker', null)
  await worker.until(({ mode }) => mode.kind === 'worker' && mode.worker.connection.kind === 'idle')
  await worker.host.call('leaveAsWorker', null)
  await expect(worker.host.call('pauseWorker', null)).rejects.toThrow(/no worker/)
  await worker.host.call('forgetMaster', { id })
  expect(await worker.host.call('knownMasters', null)).toEqual([])
  await expect(worker.host.call('rejoinMaster', { id, slots: 1, name: null })).rejects.toThrow(/not known/)
})
