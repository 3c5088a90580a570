// More generations: in mid-run, after the end, after a stop; with and without a folder. Whatever was asked for when, the
// run has the bits of one that was to be as long from its beginning, and its folder is gone on with as far.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ApiError } from '../../core/api/neatwork-api.ts'
import type { RunView } from '../../core/api/views.ts'
import { AppHost } from '../../core/node/app-host.ts'

let runsFolder = ''
const open: AppHost[] = []
beforeEach(() => {
  runsFolder = mkdtempSync(join(tmpdir(), 'neatwork-extended-'))
})
afterEach(async () => {
  for (const host of open.splice(0)) await host.close()
  rmSync(runsFolder, { recursive: true, force: true })
})

/** An app that carries parity of three out on one slot, which eight generations don't solve. */
async function begun(generations: number, { isSaved = true, startPaused = false } = {}) {
  const host = new AppHost({
    appVersion: '0.0.0',
    suggestion: { kind: 'none' },
    runsFolder: isSaved ? runsFolder : null,
    stateFolder: null,
  })
  open.push(host)
  let run: RunView | null = null
  const waiting = new Set<() => void>()
  host.subscribe((event) => {
    if (event.kind === 'state') run = event.state.mode.kind === 'run' ? event.state.mode.run : null
    if (run !== null && event.kind === 'generations') {
      run = { ...run, history: [...run.history, ...event.snapshots] }
    }
    if (run !== null && event.kind === 'runStatus') run = { ...run, status: event.status }
    if (run !== null && event.kind === 'runSettings') run = { ...run, ...event }
    for (const look of waiting) look()
  })
  const until = (isSo: (run: RunView) => boolean): Promise<RunView> =>
    new Promise((found) => {
      const look = () => {
        if (run === null || !isSo(run)) return
        waiting.delete(look)
        found(run)
      }
      waiting.add(look)
      look()
    })
  const defaults = await host.call('defaultRunRequest', null)
  const request = {
    ...defaults,
    role: 'local',
    problem: 'parity-3',
    populationSize: 30,
    generations,
  } as const
  await host.call('startRun', { ...request, localSlots: 1, seed: 5, startPaused })
  return { host, until, ended: () => until(({ status }) => status.kind === 'ended') }
}

const hashes = ({ history }: RunView) => history.map(({ populationHash }) => populationHash)
const savedGenerations = () => {
  const [folder = ''] = readdirSync(runsFolder)
  return JSON.parse(readFileSync(join(runsFolder, folder, 'config.json'), 'utf8')).config.generations
}

async function hashesOfLong(): Promise<readonly string[]> {
  const { ended } = await begun(8, { isSaved: false })
  return hashes(await ended())
}

test('in mid-run', async () => {
  const { host, until, ended } = await begun(5, { startPaused: true })
  await host.call('stepRun', null)
  await until(({ history, status }) => history.length === 1 && status.kind === 'paused')
  await host.call('extendRun', { generations: 3 })
  expect((await until(({ generations }) => generations === 8)).status.kind).toBe('paused')
  expect(savedGenerations()).toBe(8)
  await host.call('resumeRun', null)
  expect(hashes(await ended())).toEqual(await hashesOfLong())
})

test.each([[true], [false]])('after the end, saved: %s', async (isSaved) => {
  const { host, until, ended } = await begun(5, { isSaved })
  await ended()
  await host.call('extendRun', { generations: 3 })
  const run = await until(({ history, status }) => history.length === 8 && status.kind === 'ended')
  expect(run.status).toMatchObject({ result: { reason: 'generations done', generations: 8 } })
  expect(hashes(run)).toEqual(await hashesOfLong())
  if (isSaved) expect([readdirSync(runsFolder).length, savedGenerations()]).toEqual([1, 8])
})

test('a run that was stopped goes on to its planned end', async () => {
  const { host, until, ended } = await begun(8, { startPaused: true })
  await host.call('stepRun', null)
  await until(({ history }) => history.length === 1)
  await host.call('stopRun', null)
  await ended()
  await host.call('extendRun', { generations: 0 })
  const run = await until(({ history, status }) => history.length === 8 && status.kind === 'ended')
  expect(hashes(run)).toEqual(await hashesOfLong())
})

test('nothing more is refused in a sentence', async () => {
  const { host, ended } = await begun(2)
  await ended()
  const refused = host.call('extendRun', { generations: 0 })
  await expect(refused).rejects.toThrow(ApiError)
  await expect(refused).rejects.toThrow('The run has done its 2 generations. Give it at least one more.')
})
