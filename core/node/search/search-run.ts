// One run of a trial, in a folder of its own: begun, gone on with, or done already, so that a search that was interrupted
// repeats nothing.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RunStatus } from '../../api/views.ts'
import type { Problem } from '../../problems/problem.ts'
import { problemHash } from '../../problems/problem-hash.ts'
import type { RunConfig } from '../../run/run-config.ts'
import type { AppHost } from '../app-host.ts'
import type { ClusterSettings } from '../cluster-settings.ts'
import { FILES } from '../run-folder/files.ts'
import { RunFolder } from '../run-folder/run-folder.ts'
import type { RunSettings } from '../run-settings.ts'
import type { TrialRun } from './rank.ts'

export interface RunToDo {
  readonly path: string
  readonly problem: Problem
  readonly config: RunConfig
}

/** How it is carried out. */
export interface Means {
  readonly host: AppHost
  readonly role: RunSettings['role']
  readonly cluster: ClusterSettings
  readonly localSlots: number
  readonly appVersion: string
}

/** A search keeps no earlier checkpoints: there may be thousands of runs. */
const KEEP = { every: 0, most: 2 }

/** null when it was stopped before it was done. Rejects with what kept it from running. */
export async function carryOut(todo: RunToDo, means: Means): Promise<TrialRun | null> {
  const known = await doneAlready(todo)
  if (known !== null) return known
  await means.host.startRun(await settingsOf(todo, means))
  const status = await endOf(means.host)
  if (status.kind === 'failed') throw new Error(status.message)
  return status.result.reason === 'stopped' ? null : await doneAlready(todo)
}

async function doneAlready({ path, config }: RunToDo): Promise<TrialRun | null> {
  if (!existsSync(join(path, FILES.config))) return null
  const { history, result } = await RunFolder.look(path)
  const last = await history.last()
  const isDone = result?.solved === true || (result !== null && history.length >= config.generations)
  if (!isDone || last === undefined) return null
  return {
    seed: config.seed,
    solved: result.solved,
    generations: history.length,
    evaluations: last.evaluations,
    best: result.bestFitness ?? last.best,
  }
}

async function settingsOf({ path, problem, config }: RunToDo, means: Means): Promise<RunSettings> {
  const { role, cluster, localSlots, appVersion } = means
  const shared = { role, problem, config, cluster, localSlots, token: null, startPaused: false }
  if (!existsSync(join(path, FILES.config))) {
    const { name, version, own } = problem
    const identity = { name, version, hash: problemHash(problem), ...(own && { own }) }
    const createdAt = new Date().toISOString()
    const record = { appVersion, createdAt, problem: identity, config, keep: KEEP }
    return { ...shared, resume: null, openFolder: () => RunFolder.create(path, record) }
  }
  const { record } = await RunFolder.look(path)
  // It may go on for longer than it was meant to.
  await RunFolder.change(path, { ...record, config })
  const { folder, last, history } = await RunFolder.open(path)
  const resume = last === null ? null : { last, history: await history.sample() }
  return { ...shared, resume, openFolder: async () => folder }
}

type End = Extract<RunStatus, { readonly kind: 'ended' | 'failed' }>

/** How the run there ends; at once where it has ended already. */
export function endOf(host: AppHost): Promise<End> {
  return new Promise((resolve) => {
    const unsubscribe = host.subscribe((event) => {
      const status =
        event.kind === 'runStatus'
          ? event.status
          : event.kind === 'state' && event.state.mode.kind === 'run'
            ? event.state.mode.run.status
            : null
      if (status?.kind !== 'ended' && status?.kind !== 'failed') return
      unsubscribe()
      resolve(status)
    })
  })
}
