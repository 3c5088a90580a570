// The runs that somebody worked with last, from the folder where the app saves them; and one of them opened again.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecentRun } from '../api/home-requests.ts'
import { ApiError } from '../api/neatwork-api.ts'
import type { Problem } from '../problems/problem.ts'
import { problemHash } from '../problems/problem-hash.ts'
import { runProblem } from '../run/run-problem.ts'
import { DEFAULT_CLUSTER } from './cluster-settings.ts'
import { explained } from './continued-run.ts'
import { type LookedAt, RunFolder, type RunRecord } from './run-folder/run-folder.ts'
import { RunFolderError } from './run-folder/run-folder-error.ts'
import type { RunSettings } from './run-settings.ts'
import { shellWord } from './shell-word.ts'
import { defaultSlots } from './slots.ts'

/** Latest first. A folder that isn't there yet has no runs. */
export async function recentRuns(runsFolder: string | null, limit: number): Promise<readonly RecentRun[]> {
  if (runsFolder === null) return []
  const names = await namesByTime(runsFolder)
  const found: RecentRun[] = []
  for (const name of names) {
    if (found.length === limit) break
    const run = await lookedAt(join(runsFolder, name), name)
    if (run !== null) found.push(run)
  }
  return found
}

/** Settings to go on with a saved run: paused, unless there is nothing left to do. Rejects with {@link ApiError}. */
export async function reopenedRun(runsFolder: string | null, name: string): Promise<RunSettings> {
  if (runsFolder === null) throw new ApiError('not-found', 'This Neatwork saves no runs.')
  const path = join(runsFolder, name)
  const { result } = await explained(RunFolder.look(path))
  const { folder, record, last, history, cluster } = await explained(RunFolder.open(path))
  const problem = problemOf(record, path)
  // A run that workers joined has a token by which they find it again.
  const role = cluster?.token == null ? 'local' : 'master'
  const isDone = result !== null && result.reason !== 'stopped'
  return {
    role: isDone ? 'local' : role,
    problem,
    config: record.config,
    cluster: { ...DEFAULT_CLUSTER, ...cluster?.settings },
    localSlots: cluster?.localSlots || defaultSlots(),
    token: cluster?.token ?? null,
    openFolder: async () => folder,
    resume:
      last === null
        ? null
        : { last, history: await history.sample(), ...(isDone && { endedAs: result.reason }) },
    startPaused: !isDone,
  }
}

function problemOf({ config, problem: recorded, appVersion }: RunRecord, path: string): Problem {
  if (recorded.own !== undefined) {
    const option = recorded.own.language === 'python' ? 'python' : 'problem'
    throw new ApiError(
      'not-now',
      `The problem of this run is somebody’s own, and its code runs only when asked for: neatwork resume ${shellWord(path)} --${option} FILE`,
    )
  }
  const found = runProblem(config)
  if (!found.ok) throw new ApiError('bad-request', found.message)
  if (problemHash(found.problem) === recorded.hash) return found.problem
  throw new ApiError(
    'bad-request',
    `The problem “${config.problem}” has changed since this run began. Use Neatwork ${appVersion} to go on with it.`,
  )
}

async function namesByTime(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory())
  const timed = await Promise.all(
    folders.map(async ({ name }) => {
      const mtimeMs = await stat(join(folder, name)).then(
        (found) => found.mtimeMs,
        () => 0, // deleted meanwhile
      )
      return { name, mtimeMs }
    }),
  )
  return timed.toSorted((a, b) => b.mtimeMs - a.mtimeMs).map(({ name }) => name)
}

/** null for a folder that holds no run. */
async function lookedAt(path: string, name: string): Promise<RecentRun | null> {
  try {
    return recentRun(await RunFolder.look(path), name)
  } catch (error) {
    if (!(error instanceof RunFolderError)) throw error
    if (error.code === 'missing') return null
    const unknown = { problem: '', seed: 0, createdAt: '', generations: 0, planned: 0, bestFitness: null }
    return { name, ...unknown, state: 'damaged' }
  }
}

function recentRun({ record, history, result }: LookedAt, name: string): RecentRun {
  const { config, createdAt } = record
  const { bests } = history
  const isLess = config.neat.selection.goal === 'minimise'
  const best = bests.reduce<number | null>(
    (found, one) => (found === null || (isLess ? one < found : one > found) ? one : found),
    null,
  )
  return {
    name,
    problem: config.problem,
    seed: config.seed,
    createdAt,
    generations: bests.length,
    planned: config.generations,
    bestFitness: result?.bestFitness ?? best,
    state: result === null ? 'unfinished' : result.reason,
  }
}
