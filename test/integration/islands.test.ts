// Islands over real sockets: three masters in this process, each with a run of its own, that dial each other by link.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { AppHost } from '../../core/node/app-host.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { readExchanges } from '../../core/node/run-folder/exchange-file.ts'
import { repeatRun } from '../../core/node/run-folder/repeat-run.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { xor } from '../../core/problems/xor.ts'
import { parseIslandLink } from '../../core/wire/island-link.ts'
import { runConfigOf } from '../run/support.ts'

const NAMES = ['berlin', 'paris', 'rome']
const GENERATIONS = 12

interface Port {
  readonly host: AppHost
  readonly folder: string
  readonly said: string[]
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'neatwork-islands-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'run')
}

const configOf = (island: string, change: object = {}) =>
  runConfigOf({
    ...{ problem: 'xor', generations: GENERATIONS },
    // So few solve it so soon on none of the islands.
    neat: { populationSize: 20 },
    islands: { island, names: NAMES, every: 3, seed: 7, waitSeconds: 60, ...change },
  })

async function masterOf(island: string, neighbours: readonly string[], change: object = {}): Promise<Port> {
  const said: string[] = []
  const host = new AppHost({
    ...{ appVersion: '1.0.0', suggestion: { kind: 'none' }, runsFolder: null, stateFolder: null },
    log: (_, message) => void said.push(message),
  })
  const folder = await newFolder()
  onTestFinished(() => host.close())
  const config = configOf(island, change)
  const cluster = { ...DEFAULT_CLUSTER, host: '127.0.0.1', port: 0, minWorkers: 0, discovery: false }
  await host.startRun({
    ...{ role: 'master', problem: xor, config, token: null, localSlots: 1, resume: null, startPaused: false },
    cluster: { ...cluster, neighbours: [...neighbours] },
    openFolder: () =>
      RunFolder.create(folder, {
        ...{ appVersion: '1.0.0', createdAt: '2026-01-01', config },
        problem: { name: 'xor', version: xor.version, hash: problemHash(xor) },
      }),
  })
  return { host, folder, said }
}

const ended = ({ host }: Port): Promise<void> =>
  new Promise((resolve) => {
    host.subscribe((event) => {
      const status =
        event.kind === 'runStatus'
          ? event.status
          : event.kind === 'state' && event.state.mode.kind === 'run'
            ? event.state.mode.run.status
            : null
      if (status?.kind === 'ended' || status?.kind === 'failed') resolve()
    })
  })

async function archipelago(): Promise<readonly Port[]> {
  const berlin = await masterOf('berlin', [])
  const paris = await masterOf('paris', berlin.host.islandLinks)
  const rome = await masterOf('rome', [...berlin.host.islandLinks, ...paris.host.islandLinks])
  const ports = [berlin, paris, rome]
  await Promise.all(ports.map(ended))
  return ports
}

async function hashesOf({ folder }: Port): Promise<readonly string[]> {
  const { history } = await RunFolder.look(folder)
  const hashes: string[] = []
  for (let at = 0; at < history.length; at++) hashes.push((await history.at(at))?.populationHash ?? '')
  return hashes
}

test('three masters exchange champions, twice with the same bits, and each run can be verified alone', async () => {
  const once = await archipelago()
  const hashes = await Promise.all(once.map(hashesOf))
  expect(hashes.map((own) => own.length)).toEqual([GENERATIONS, GENERATIONS, GENERATIONS])
  const records = await Promise.all(once.map(({ folder }) => readExchanges(folder)))
  for (const { record } of records) {
    expect([...record.values()].map(({ generation, missing }) => [generation, missing])).toEqual([
      [3, []],
      [6, []],
      [9, []],
    ])
  }
  for (const { host } of once) await host.close()
  const again = await archipelago()
  expect(await Promise.all(again.map(hashesOf))).toEqual(hashes)

  const [berlin] = again
  const run = await RunFolder.look(berlin?.folder ?? '')
  const repeated: string[] = []
  const evaluator = new SerialEvaluator(xor)
  const { signal } = new Cancellation()
  for await (const { snapshot } of repeatRun({ run, problem: xor, evaluator, signal }, 0, GENERATIONS - 1)) {
    repeated.push(snapshot.populationHash)
  }
  expect(repeated).toEqual(hashes[0])
})

test('a master of another experiment, and one with a wrong token, are told why they are no islands here', async () => {
  const berlin = await masterOf('berlin', [])
  const [link = ''] = berlin.host.islandLinks
  const other = await masterOf('paris', [link], { every: 4 })
  await heard(other, 'is of another experiment')
  const parsed = parseIslandLink(link)
  expect(parsed.ok).toBe(true)
  const wrong = link.replace(/token=.*/, `token=${'x'.repeat(43)}`)
  await heard(await masterOf('paris', [wrong]), 'has a wrong token')
  await heard(await masterOf('berlin', [link]), 'two islands called berlin')
  await heard(berlin, 'wanted to be an island and is none')
})

/** Settles once the log says so. */
function heard({ said }: Port, words: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () =>
      said.some((sentence) => sentence.includes(words)) ? resolve() : void setTimeout(look, 20)
    look()
  })
}
