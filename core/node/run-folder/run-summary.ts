// A saved run in a line: what it is, how far it came, how it ended, what room it takes.
import type { Goal } from '../../neat/score.ts'
import { bytesOnDisk } from './disk-use.ts'
import { type Imported, readImported } from './imported.ts'
import type { LookedAt } from './run-folder.ts'

export interface RunSummary {
  readonly path: string
  /** ISO 8601. */
  readonly createdAt: string
  readonly appVersion: string
  readonly problem: string
  readonly seed: number
  /** Whole generations, and as many as it was to have. */
  readonly generations: number
  readonly planned: number
  readonly evaluations: number
  /** Fitness; null before the first generation. */
  readonly best: number | null
  readonly state: 'unfinished' | 'solved' | 'generations done' | 'stopped'
  readonly populationHash: string | null
  /** On the disk. */
  readonly bytes: number
  /** The file that somebody handed on; null for a run that was made here. */
  readonly imported: Imported | null
}

/** Rejects with RunFolderError where the newest line of the history is damaged. */
export async function summaryOf({ path, record, history, result }: LookedAt): Promise<RunSummary> {
  const last = await history.last()
  const { config, problem, createdAt, appVersion } = record
  return {
    ...{ path, createdAt, appVersion, problem: problem.name, seed: config.seed },
    ...{ generations: history.length, planned: config.generations, evaluations: last?.evaluations ?? 0 },
    best: result?.bestFitness ?? bestOf(history.bests, config.neat.selection.goal),
    state: result === null ? 'unfinished' : result.solved ? 'solved' : result.reason,
    populationHash: last?.populationHash ?? null,
    bytes: await bytesOnDisk(path),
    imported: await readImported(path),
  }
}

function bestOf(bests: Float64Array, goal: Goal): number | null {
  if (bests.length === 0) return null
  return bests.reduce((a, b) => (goal === 'maximise' ? Math.max(a, b) : Math.min(a, b)))
}
