// Any problem, solved by networks that a CPPN paints on a substrate: the CPPN is what evolves, so the problem's inputs
// and outputs become the CPPN's. The evaluation stays the problem's own.
import { cppnShape, expand } from '../hyperneat/expand.ts'
import type { Substrate } from '../hyperneat/substrate.ts'
import { compileNetwork } from '../network/compile.ts'
import type { Problem } from './problem.ts'

/** Throws a RangeError where the substrate has not as many inputs and outputs as the problem. */
export function onSubstrate(problem: Problem, substrate: Substrate, name: string): Problem {
  for (const side of ['inputs', 'outputs'] as const) {
    const wanted = problem[side].length
    const got = substrate[side].nodes.length
    if (got !== wanted) {
      throw new RangeError(
        `${problem.name} has ${wanted} ${side}, but the substrate has ${got} nodes for them`,
      )
    }
  }
  const { tryChampion } = problem
  return {
    ...problem,
    ...cppnShape(substrate),
    name,
    summary: `${problem.summary} By HyperNEAT.`,
    evaluate: (cppn, context) => problem.evaluate(compileNetwork(expand(cppn, substrate)), context),
    ...(tryChampion && { tryChampion: (cppn) => tryChampion(compileNetwork(expand(cppn, substrate))) }),
  }
}
