// Genomes whose evaluation only waits, for as long as their seed says, and how fast anybody could be done with them.
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import type { EvaluationBatch, EvaluationItem } from '../../core/evaluate/batch.ts'
import type { NetworkSpec } from '../../core/network/network-spec.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { EventQueue } from './event-queue.ts'

/** Never evaluated: whoever works here waits instead. Its fingerprint is that of xor under another name. */
export const waiting: Problem = { ...xor, name: 'bench-waiting', summary: 'Waits.' }

/** How long the evaluation with this seed waits, in milliseconds. */
export type Waits = (seed: number) => number

/** Uniform over 10 to 30 milliseconds. */
export const uniform: Waits = (seed) => 10 + 20 * Random.fromSeed(seed).nextFloat()

/** Log-normal with this mean; `sigma` is the standard deviation of the logarithm. */
export function logNormal(meanMs: number, sigma: number): Waits {
  const mu = Math.log(meanMs) - (sigma * sigma) / 2
  return (seed) => Math.exp(mu + sigma * Random.fromSeed(seed).nextGaussian())
}

/** By name, as processes tell each other. */
export const WAITS: Readonly<Record<string, Waits>> = { uniform, 'log-normal': logNormal(20, 0.5) }

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
export function idealMs(batch: EvaluationBatch, slots: number, waits: Waits = uniform): number {
  const all = batch.items.map(({ seed }) => waits(seed))
  const total = all.reduce((sum, wait) => sum + wait, 0)
  return Math.max(
    total / slots,
    all.reduce((most, wait) => Math.max(most, wait)),
  )
}

/** Greedy list scheduling (Graham 1966) without any overhead: each slot takes the next genome when it is free. */
export function greedyMs(batch: EvaluationBatch, slots: number, waits: Waits = uniform): number {
  const queue = new EventQueue()
  const seeds = batch.items.map(({ seed }) => seed)
  let next = 0
  const work = () => {
    const seed = seeds[next++]
    if (seed !== undefined) queue.after(waits(seed), work)
  }
  for (let slot = 0; slot < slots; slot++) work()
  while (queue.step());
  return queue.nowMs
}
