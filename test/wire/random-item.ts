// Items with random networks, of every kind, with and without responses.
import { genomeId } from '../../core/base/ids.ts'
import type { Random } from '../../core/base/random.ts'
import type { EvaluationItem } from '../../core/evaluate/batch.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../../core/network/network-spec.ts'

export function randomItem(random: Random, id: number): EvaluationItem {
  const inputCount = 1 + random.nextInt(4)
  const outputCount = 1 + random.nextInt(3)
  const nodes = outputCount + random.nextInt(6)
  const connections = 1 + random.nextInt(12)
  const hasResponses = random.nextChance(0.5)
  const kind = random.nextInt(3)
  const numbers = (count: number) => Float64Array.from({ length: count }, () => random.nextGaussian())
  return {
    genomeId: genomeId(id),
    seed: random.nextUint32(),
    network: {
      kind: (['feed-forward', 'recurrent', 'ctrnn'] as const)[kind] ?? 'feed-forward',
      inputCount,
      outputCount,
      activation: Uint8Array.from({ length: nodes }, () => random.nextInt(ACTIVATIONS.length)),
      aggregation: Uint8Array.from({ length: nodes }, () => random.nextInt(AGGREGATIONS.length)),
      bias: numbers(nodes),
      response: hasResponses ? numbers(nodes) : new Float64Array(nodes).fill(1),
      source: Uint32Array.from({ length: connections }, () => random.nextInt(inputCount + nodes)),
      target: Uint32Array.from({ length: connections }, () => inputCount + random.nextInt(nodes)),
      weight: numbers(connections),
      ...(kind === 2 && { timeConstant: numbers(nodes).map((constant) => 1 + Math.abs(constant)) }),
    },
  }
}
