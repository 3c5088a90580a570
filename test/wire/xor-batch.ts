// Batches of first genomes of xor, as a run would make them.
import type { EvaluationBatch } from '../../core/evaluate/batch.ts'
import { createPopulation } from '../../core/neat/population.ts'
import { batchOf } from '../../core/run/evolve.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'

export function xorGenomes(count: number, generation = 0): EvaluationBatch {
  const config = parseRunConfig({ seed: 5 + generation, neat: { populationSize: Math.max(2, count) } })
  if (!config.ok) throw new Error('the config of the test is wrong')
  const population = createPopulation(config.value.neat, { inputs: 2, outputs: 1 }, config.value.seed)
  const batch = batchOf(population, config.value)
  return { generation, items: batch.items.slice(0, count) }
}
