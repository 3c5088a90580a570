// One genome on its own: fine-tuned on a data set, and scored by a problem. It knows no run and no file.
import { evaluateItem } from '../evaluate/evaluate-item.ts'
import type { Genome } from '../neat/genome.ts'
import { toNetworkSpec } from '../neat/network-of.ts'
import { WriteBack } from '../neat/write-back.ts'
import type { DataSet } from '../network/gradient.ts'
import type { Problem } from '../problems/problem.ts'
import { type FineTuning, fineTune } from '../tune/fine-tune.ts'

export interface TunedGenome {
  readonly genome: Genome
  /** Mean squared error before and after. */
  readonly lossBefore: number
  readonly loss: number
}

/** The feed-forward genome with what its network learnt; it never grows worse. */
export function tuneGenome(genome: Genome, data: DataSet, tuning: FineTuning): TunedGenome {
  const { spec, lossBefore, loss } = fineTune(toNetworkSpec(genome, 'feed-forward'), data, tuning)
  return { genome: new WriteBack().into(genome, spec), lossBefore, loss }
}

/** The fitness of a feed-forward genome with this seed of the evaluation's chance, or why there is none. */
export function scoreGenome(
  genome: Genome,
  problem: Problem,
  seed: number,
): { readonly ok: true; readonly fitness: number } | { readonly ok: false; readonly reason: string } {
  const network = toNetworkSpec(genome, 'feed-forward')
  const result = evaluateItem(problem, { genomeId: genome.id, seed, network })
  return result.kind === 'scored'
    ? { ok: true, fitness: result.fitness }
    : { ok: false, reason: result.reason }
}
