// What the commands about saved runs share: which problem a folder's run is of, and who repeats its evaluations.
import { existsSync } from 'node:fs'
import { Cancellation } from '../../base/abort.ts'
import type { Problem } from '../../problems/problem.ts'
import { problemHash } from '../../problems/problem-hash.ts'
import type { Log } from '../cluster/log.ts'
import { DEFAULT_CLUSTER } from '../cluster-settings.ts'
import type { Repetition } from '../run-folder/repeat-run.ts'
import { type LookedAt, RunFolder, type RunRecord } from '../run-folder/run-folder.ts'
import { defaultSlots } from '../slots.ts'
import { ThreadEvaluator } from '../threads/thread-evaluator.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { onInterrupt } from './interrupt.ts'
import { nearestFile } from './nearest-file.ts'
import { folderWork, problemOf } from './run-options.ts'

/** The run in a folder. Throws {@link CliError}. */
export async function lookAt(path: string): Promise<LookedAt> {
  const near = existsSync(path) ? '' : await nearestFile(path)
  return await folderWork(RunFolder.look(path), near)
}

/** The problem as it was when the run was made, which is that of everybody or the `given` one. Throws {@link CliError}. */
export function savedProblem(
  { config, problem: recorded, appVersion }: RunRecord,
  given: Problem | null,
): Problem {
  const problem = problemOf(config, given)
  const hash = problemHash(problem)
  if (hash === recorded.hash) return problem
  throw new CliError(
    EXIT.usage,
    `The problem "${problem.name}" has changed since the run began (hash ${recorded.hash.slice(0, 12)} then, ` +
      `${hash.slice(0, 12)} now), so the run can't go on with the same result. ` +
      (problem.own === undefined ? `Use Neatwork ${appVersion}.` : 'Give the file as it was.'),
  )
}

interface Repeating {
  readonly run: LookedAt
  readonly problem: Problem
  readonly slots: number | undefined
  readonly log: Log
}

/** Does `work` with evaluators of this machine, which are gone afterwards; Ctrl-C ends it. */
export async function repeating<Value>(
  { run, problem, slots = defaultSlots(), log }: Repeating,
  work: (repetition: Repetition) => Promise<Value>,
): Promise<Value> {
  const evaluator = new ThreadEvaluator({ ...DEFAULT_CLUSTER, problem, slots, log })
  const cancellation = new Cancellation()
  const stopListening = onInterrupt(() => cancellation.abort())
  try {
    return await work({ run, problem, evaluator, signal: cancellation.signal })
  } finally {
    stopListening()
    await evaluator.close()
  }
}
