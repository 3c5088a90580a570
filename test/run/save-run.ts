// A run in a folder, ended: evolved here, in a moment.
import { join } from 'node:path'
import { resultOf } from '../../core/api/champion.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { xor } from '../../core/problems/xor.ts'
import { Chronicle } from '../../core/run/chronicle.ts'
import type { RunConfig } from '../../core/run/run-config.ts'
import { evolutionOf, generationsOf, runConfigOf } from './support.ts'

/** Two generations of exclusive or, with ten genomes. */
export const SMALL_RUN = runConfigOf({ generations: 2, neat: { populationSize: 10 } })

/** Below `path`, in a folder of that name. */
export async function saveRun(path: string, name: string, config: RunConfig = SMALL_RUN): Promise<RunFolder> {
  const problem = { name: config.problem, version: xor.version, hash: problemHash(xor) }
  const record = { appVersion: '0', createdAt: '2026-11-20T10:00:00.000Z', problem, config }
  const folder = await RunFolder.create(join(path, name), record)
  const outcomes = await generationsOf(evolutionOf(config), 2)
  const chronicle = new Chronicle(config.neat.selection)
  for (const outcome of outcomes) await folder.save(outcome, { entry: chronicle.note(outcome), chronicle })
  const last = outcomes.at(-1) ?? null
  await folder.finish(resultOf('generations done', last), last)
  return folder
}
