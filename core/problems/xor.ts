// Exclusive or of two inputs: the classic that needs at least one hidden node (Stanley & Miikkulainen 2002, §4.1; the
// fitness is neat-python's and NEATify's, whose solved mark is 3.9).
import type { Problem } from './problem.ts'

const PATTERNS = [
  { inputs: Float64Array.of(0, 0), wanted: 0 },
  { inputs: Float64Array.of(0, 1), wanted: 1 },
  { inputs: Float64Array.of(1, 0), wanted: 1 },
  { inputs: Float64Array.of(1, 1), wanted: 0 },
] as const

/** Fitness 4 − Σ(error²) over the four patterns. */
export const xor: Problem = {
  name: 'xor',
  version: 1,
  summary: 'Exclusive or of two inputs; needs at least one hidden node.',
  inputs: ['a', 'b'],
  outputs: ['a xor b'],
  solvedAt: 3.9,
  worstFitness: 0,
  deterministic: true,
  examples: {
    rows: PATTERNS.length,
    inputs: Float64Array.from(PATTERNS.flatMap(({ inputs }) => [...inputs])),
    wanted: Float64Array.from(PATTERNS, ({ wanted }) => wanted),
  },
  evaluate(network) {
    let fitness = 4
    for (const { inputs, wanted } of PATTERNS) {
      network.reset()
      const error = (network.activate(inputs)[0] as number) - wanted
      fitness -= error * error
    }
    return fitness
  },
}
