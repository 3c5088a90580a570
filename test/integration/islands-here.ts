// Masters of islands in the test's own process, each with a run and a folder of its own, ended with the test.
import { EventEmitter, once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { AppHost } from '../../core/node/app-host.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { repeatRun } from '../../core/node/run-folder/repeat-run.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { endOf } from '../../core/node/search/search-run.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { xor } from '../../core/problems/xor.ts'
import type { Islands } from '../../core/run/islands-config.ts'
import { islandsOf, NAMES, Sea } from '../islands/support.ts'
import { runConfigOf } from '../run/support.ts'

export { NAMES }
export const GENERATIONS = 12

export interface Port {
  readonly host: AppHost
  readonly folder: string
  readonly said: string[]
  /** Settles once the log has said so as often. */
  readonly heard: (words: string, times?: number) => Promise<void>
}

export interface PortOptions {
  /** Of the islands' settings. */
  readonly change?: Partial<Islands>
  readonly generations?: number
  readonly startPaused?: boolean
  readonly localSlots?: number
}

/** For runs that are saved. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'neatwork-islands-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'run')
}

/** Of the islands in memory, but for how long they last. */
export const configOf = (island: string, { change = {}, generations = GENERATIONS }: PortOptions = {}) =>
  runConfigOf({
    ...{ problem: 'xor', generations, neat: { populationSize: 30 } },
    islands: islandsOf(island, change),
  })

/** Ended with the test. */
export function appHost(say: (message: string) => void = () => {}): AppHost {
  const host = new AppHost({
    ...{ appVersion: '1.0.0', suggestion: { kind: 'none' }, runsFolder: null, stateFolder: null },
    log: (_, message) => say(message),
  })
  onTestFinished(() => host.close())
  return host
}

export async function masterOf(
  island: string,
  neighbours: readonly string[],
  options: PortOptions = {},
): Promise<Port> {
  const { startPaused = false, localSlots = 1 } = options
  const said: string[] = []
  const news = new EventEmitter()
  const host = appHost((message) => {
    said.push(message)
    news.emit('said')
  })
  const folder = await newFolder()
  const config = configOf(island, options)
  const cluster = { ...DEFAULT_CLUSTER, host: '127.0.0.1', port: 0, minWorkers: 0, discovery: false }
  await host.startRun({
    ...{ role: 'master', problem: xor, config, token: null, localSlots, resume: null, startPaused },
    cluster: { ...cluster, neighbours: [...neighbours] },
    openFolder: () =>
      RunFolder.create(folder, {
        ...{ appVersion: '1.0.0', createdAt: '2026-01-01', config },
        problem: { name: 'xor', version: xor.version, hash: problemHash(xor) },
      }),
  })
  const heard = async (words: string, times = 1) => {
    while (said.filter((sentence) => sentence.includes(words)).length < times) await once(news, 'said')
  }
  return { host, folder, said, heard }
}

export const ended = async ({ host }: Port): Promise<void> => void (await endOf(host))

export async function hashesOf(folder: string): Promise<readonly string[]> {
  const { history } = await RunFolder.look(folder)
  const hashes: string[] = []
  for (let at = 0; at < history.length; at++) hashes.push((await history.at(at))?.populationHash ?? '')
  return hashes
}

/** What the islands come to in memory, without a carrier. */
export async function hashesInMemory(
  generations = GENERATIONS,
  names: readonly string[] = NAMES,
): Promise<readonly (readonly string[])[]> {
  const sites = new Sea().archipelago({ change: { names: [...names] } }, names)
  await Promise.all(sites.map((site) => site.run(generations)))
  return sites.map(({ hashes }) => hashes)
}

/** A run repeated from its record alone, as `neatwork verify` does. */
export async function repeatedHashes(folder: string): Promise<readonly string[]> {
  const run = await RunFolder.look(folder)
  const { signal } = new Cancellation()
  const repetition = { run, problem: xor, evaluator: new SerialEvaluator(xor), signal }
  const hashes: string[] = []
  for await (const { snapshot } of repeatRun(repetition, 0, run.history.length - 1)) {
    hashes.push(snapshot.populationHash)
  }
  return hashes
}
