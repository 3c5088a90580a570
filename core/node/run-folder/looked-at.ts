// What can be told of a saved run without going on with it, and without changing anything in its folder.
import * as z from 'zod'
import { parseWith } from '../../base/config-issue.ts'
import type { RunConfig } from '../../run/run-config.ts'
import { readJson, readLast } from './checkpoint.ts'
import { FILES } from './files.ts'
import { historyTo } from './history.ts'
import { explained, sound } from './run-folder-error.ts'
import { type RunRecord, readRecord } from './run-record.ts'
import { notThatGeneration, StoredHistory } from './stored-history.ts'

const resultSchema = z.object({
  solved: z.boolean(),
  reason: z.enum(['solved', 'generations done', 'stopped']),
  bestFitness: z.number().nullable(),
})

/** What can be told of a run without going on with it. */
export interface LookedAt {
  readonly path: string
  readonly record: RunRecord
  /** All whole generations, the newest maybe beyond the checkpoint. */
  readonly history: StoredHistory
  /** null as long as the run has not ended. */
  readonly result: z.output<typeof resultSchema> | null
}

/** Rejects with {@link RunFolderError}. */
export function lookAtRun(path: string): Promise<LookedAt> {
  return explained(path, async () => {
    const record = await readRecord(path)
    const snapshots = await lookAtHistory(path, record.config)
    const ended = await readJson(path, FILES.result, { optional: true })
    const result = ended === null ? null : sound(path, FILES.result, parseWith(resultSchema, ended))
    return { path, record, history: snapshots, result }
  })
}

/** All whole lines; or, where something else follows them that a cut of the power left behind, those that are sure. */
async function lookAtHistory(path: string, config: RunConfig): Promise<StoredHistory> {
  const read = await StoredHistory.read(path)
  const { history, isBroken } = read
  if (!isBroken) return history
  const last = await readLast(path, config, history.length)
  if (last === null) throw notThatGeneration(path, history.length)
  return historyTo(read, last.population.generation)
}
