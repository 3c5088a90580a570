// Masters of islands in the test's own process, each with a run and a folder of its own, ended with the test.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { AppHost } from '../../core/node/app-host.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { xor } from '../../core/problems/xor.ts'
import { runConfigOf } from '../run/support.ts'

export const NAMES = ['berlin', 'paris', 'rome']
export const GENERATIONS = 12

export interface Port {
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

export async function masterOf(
  island: string,
  neighbours: readonly string[],
  change: object = {},
): Promise<Port> {
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

export const ended = ({ host }: Port): Promise<void> =>
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

export async function hashesOf({ folder }: Port): Promise<readonly string[]> {
  const { history } = await RunFolder.look(folder)
  const hashes: string[] = []
  for (let at = 0; at < history.length; at++) hashes.push((await history.at(at))?.populationHash ?? '')
  return hashes
}

/** Settles once the log says so. */
export function heard({ said }: Port, words: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () =>
      said.some((sentence) => sentence.includes(words)) ? resolve() : void setTimeout(look, 20)
    look()
  })
}
