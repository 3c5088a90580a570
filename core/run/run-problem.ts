// The problem that a run solves: the one its settings name, on the substrate that they declare.
import { foundOnSubstrate } from '../problems/on-substrate.ts'
import { type FoundProblem, findProblem } from '../problems/registry.ts'
import type { RunConfig } from './run-config.ts'

/** The problem, or one sentence that says why there is none. */
export function runProblem({ problem, substrate }: Pick<RunConfig, 'problem' | 'substrate'>): FoundProblem {
  const found = findProblem(problem)
  return substrate === undefined ? found : foundOnSubstrate(found, substrate)
}
