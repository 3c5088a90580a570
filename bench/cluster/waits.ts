// Genomes whose evaluation only waits, for as long as their seed says, and how fast anybody could be done with them.
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import type { EvaluationBatch, EvaluationItem } from '../../core/evaluate/batch.ts'
import type { NetworkSpec } from '../../core/network/network-spec.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'

/** Never evaluated: whoever works here waits instead. Its fingerprint is that of xor under another name. */
export const waiting: Problem = { ...xor, name: 'bench-waiting', summary: 'Waits for 10 to 30 ms.' }

/** Uniform over 10 to 30 milliseconds. */
export function waitMs(seed: number): number {
  return 10 + 20 * Random.fromSeed(seed).nextFloat()
}

const network: NetworkSpec = {
  kind: 'feed-forward',
  inputCount: 2,
  outputCount: 1,
  activation: Uint8Array.of(0),
  aggregation: Uint8Array.of(0),
  bias: Float64Array.of(0),
  response: Float64Array.of(1),
  source: Uint32Array.of(0, 1),
  target: Uint32Array.of(2, 2),
  weight: Float64Array.of(1, 1),
}

export function waitingGenomes(count: number, generation: number): EvaluationBatch {
  const random = Random.fromSeed(1000 + generation)
  const items = Array.from(
    { length: count },
    (_, id): EvaluationItem => ({ genomeId: genomeId(id), seed: random.nextUint32(), network }),
  )
  return { generation, items }
}

/** The larger of total work over the sum of speeds and the longest wait. */
export function idealMs(batch: EvaluationBatch, slots: number): number {
  const waits = batch.items.map(({ seed }) => waitMs(seed))
  const total = waits.reduce((sum, wait) => sum + wait, 0)
  return Math.max(total / slots, ...waits)
}

/** Greedy list scheduling (Graham 1966) without any overhead: each slot takes the next genome when it is free. */
export function greedyMs(batch: EvaluationBatch, slots: number): number {
  const freeAt = new Float64Array(slots)
  for (const { seed } of batch.items) {
    const next = freeAt.indexOf(freeAt.reduce((least, at) => Math.min(least, at)))
    freeAt[next] = (freeAt[next] ?? 0) + waitMs(seed)
  }
  return freeAt.reduce((most, at) => Math.max(most, at))
}
