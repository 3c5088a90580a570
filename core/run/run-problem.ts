// The problem that a run solves: the one its settings name, with the data and on the substrate that they declare.
import { declaredProblem } from '../problems/declared-problem.ts'
import type { Problem } from '../problems/problem.ts'
import { type FoundProblem, findProblem } from '../problems/registry.ts'
import type { RunConfig } from './run-config.ts'

/** The problem, which may be somebody's `own`, or one sentence that says why there is none. */
export function runProblem(
  { problem, data, substrate }: Pick<RunConfig, 'problem' | 'data' | 'substrate'>,
  own: Problem | null = null,
): FoundProblem {
  const found: FoundProblem = own?.name === problem ? { ok: true, problem: own } : findProblem(problem)
  return declaredProblem(found, { table: data, substrate })
}
