// Random networks as data, of every kind: what the property tests of networks run on.
import type { Random } from '../../core/base/random.ts'
import {
  ACTIVATIONS,
  AGGREGATIONS,
  type NetworkKind,
  type NetworkSpec,
} from '../../core/network/network-spec.ts'

export interface SpecShape {
  readonly kind: NetworkKind
  readonly inputCount: number
  readonly outputCount: number
  /** Only sigmoid and sum, as in a default run. */
  readonly plain?: boolean
  /** At most this many hidden nodes; 8 unless told. */
  readonly maxHidden?: number
}

/** Nodes in a random order of layers, so that dense indices say nothing about depth. */
export function randomSpec(random: Random, shape: SpecShape): NetworkSpec {
  const { kind, inputCount, outputCount, plain = false, maxHidden = 8 } = shape
  const nodes = outputCount + random.nextInt(maxHidden + 1)
  const rank = shuffled(random, nodes)
  const source: number[] = []
  const target: number[] = []
  for (let to = 0; to < nodes; to++) {
    for (let from = 0; from < inputCount + nodes; from++) {
      const allowed =
        kind !== 'feed-forward' || from < inputCount || rankOf(rank, from - inputCount) < rankOf(rank, to)
      if (!allowed || !random.nextChance(0.4)) continue
      source.push(from)
      target.push(inputCount + to)
    }
  }
  const order = shuffled(random, source.length)
  const code = (count: number): number => (plain ? 0 : random.nextInt(count))
  return {
    kind,
    inputCount,
    outputCount,
    activation: Uint8Array.from({ length: nodes }, () => code(ACTIVATIONS.length)),
    aggregation: Uint8Array.from({ length: nodes }, () => code(AGGREGATIONS.length)),
    bias: Float64Array.from({ length: nodes }, () => random.nextBetween(-3, 3)),
    response: Float64Array.from({ length: nodes }, () => (plain ? 1 : random.nextBetween(-2, 2))),
    ...(kind === 'ctrnn' && {
      timeConstant: Float64Array.from({ length: nodes }, () => random.nextBetween(1, 20)),
    }),
    source: Uint32Array.from(order, (at) => source[at] ?? 0),
    target: Uint32Array.from(order, (at) => target[at] ?? 0),
    weight: Float64Array.from(order, () => random.nextBetween(-4, 4)),
  }
}

export function randomInputs(random: Random, count: number): Float64Array {
  return Float64Array.from({ length: count }, () => random.nextBetween(-2, 2))
}

function rankOf(rank: readonly number[], node: number): number {
  return rank[node] ?? 0
}

/** 0..count−1 in a random order (Fisher & Yates). */
function shuffled(random: Random, count: number): number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let last = count - 1; last > 0; last--) {
    const other = random.nextInt(last + 1)
    const kept = order[last] ?? 0
    order[last] = order[other] ?? 0
    order[other] = kept
  }
  return order
}
