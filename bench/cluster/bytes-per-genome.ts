// What the genomes of an XOR run take on the wire, against what the protocol allows.

import { Cancellation } from '../../core/base/abort.ts'
import { batchId } from '../../core/base/ids.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import { batchOf, evolve } from '../../core/run/evolve.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'
import { encodeBatch } from '../../core/wire/batch-codec.ts'

const GENERATIONS = 30

/** Of the generation that a run reaches after 30. */
export async function bytesPerGenome(): Promise<string> {
  const config = parseRunConfig({ problem: 'xor', seed: 1, neat: { populationSize: 1000 } })
  if (!config.ok) throw new Error('the config of the measurement is wrong')
  const evaluator = new SerialEvaluator(xor)
  const { signal } = new Cancellation()
  const run = evolve({ config: config.value, problem: xor, evaluator, resumeFrom: null, signal })
  for (let generation = 0; generation < GENERATIONS - 1; generation++) await run.next()
  const { value } = await run.next()
  const { items, generation } = batchOf(value.population, config.value)
  const frame = encodeBatch({ batchId: batchId(1), generation, problem: 'xor' }, items)
  const allowed = items.reduce(
    (sum, { network }) => sum + 40 + 12 * network.weight.length + 12 * network.bias.length,
    0,
  )
  const mean = (bytes: number) => (bytes / items.length).toFixed(1)
  return `${mean(frame.length)} (allowed for the same networks: ${mean(allowed)})`
}
