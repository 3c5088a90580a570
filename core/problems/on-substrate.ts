// Any problem, solved by networks that a CPPN paints on a substrate: the CPPN is what evolves, so the problem's inputs
// and outputs become the CPPN's. The evaluation stays the problem's own.
import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { cppnShape, expand } from '../hyperneat/expand.ts'
import type { Substrate } from '../hyperneat/substrate.ts'
import { compileNetwork } from '../network/compile.ts'
import type { Network } from '../network/network-spec.ts'
import type { EvaluationContext, Problem } from './problem.ts'
import type { FoundProblem } from './registry.ts'

/** Why `substrate` is none for `problem`, as one sentence; null where it is. */
function substrateMisfit(problem: Problem, substrate: Substrate): string | null {
  const { direct = problem } = problem
  for (const side of ['inputs', 'outputs'] as const) {
    const wanted = direct[side].length
    const got = substrate[side].nodes.length
    if (got !== wanted) {
      return `${problem.name} has ${wanted} ${side}, but the substrate has ${got} nodes for them`
    }
  }
  return null
}

/** Throws a RangeError where the substrate has not as many inputs and outputs as the problem. */
export function onSubstrate(problem: Problem, substrate: Substrate, name: string): Problem {
  const misfit = substrateMisfit(problem, substrate)
  if (misfit !== null) throw new RangeError(misfit)
  // Examples are of the painted network, and no gradient leads through the painting.
  const { tryChampion, evaluateBatch, play, examples: _, ...rest } = problem
  const painted = (cppn: Network) => compileNetwork(expand(cppn, substrate))
  const painting = (context: EvaluationContext) => ({ ...context, opponents: context.opponents.map(painted) })
  return {
    ...rest,
    ...cppnShape(substrate),
    name,
    summary: `${problem.summary} By HyperNEAT.`,
    direct: problem,
    evaluate: (cppn, context) => problem.evaluate(painted(cppn), painting(context)),
    ...(evaluateBatch && {
      evaluateBatch: (cppns, contexts) => evaluateBatch(cppns.map(painted), contexts.map(painting)),
    }),
    ...(tryChampion && { tryChampion: (cppn) => tryChampion(painted(cppn)) }),
    ...(play && { play: { ...play, frames: (cppn, context) => play.frames(painted(cppn), context) } }),
  }
}

/** A known problem on a substrate that people declared, or one sentence that says why not. */
export function foundOnSubstrate(found: FoundProblem, substrate: Substrate): FoundProblem {
  if (!found.ok) return found
  const { problem } = found
  const misfit = substrateMisfit(problem, substrate)
  if (misfit !== null) return { ok: false, message: `The substrate can't be used: ${misfit}.` }
  const name = `${problem.name}-on-substrate-${substrateHash(substrate)}`
  const painted = onSubstrate(problem.direct ?? problem, substrate, name)
  return { ok: true, problem: painted }
}

/** Eight hexadecimal digits over a parsed substrate, whose keys have one order. */
function substrateHash(substrate: Substrate): string {
  return bytesToHex(blake3(utf8ToBytes(JSON.stringify(substrate)), { dkLen: 4 }))
}
