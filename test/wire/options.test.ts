// Options of the problem on their way to the workers: rule S16 of docs/protocol.md.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const scaled: Problem = {
  ...xor,
  name: 'scaled',
  options: { gain: { kind: 'number', default: 1, low: 0, high: 9, description: 'Factor of all outputs.' } },
  evaluate: (network, { options }) =>
    (network.activate([0, 1, 1])[0] ?? 0) *
    (typeof options['gain'] === 'number' ? options['gain'] : Number.NaN),
}

const batch = (generation: number, gain: number) => ({
  ...xorGenomes(12),
  generation,
  options: { gain },
})

test('S16: every worker evaluates with the options of the generation, whenever it joined', async () => {
  const cluster = new MemoryCluster(scaled)
  cluster.join({ label: 'a' })
  cluster.settle()
  const serial = new SerialEvaluator(scaled)
  for (const [generation, gain] of [3, 3, 5].entries()) {
    if (generation === 2) cluster.join({ label: 'b' })
    cluster.settle()
    const evaluated = cluster.evaluate(batch(generation, gain))
    cluster.settle()
    const alone = await serial.evaluate(batch(generation, gain), new Cancellation().signal)
    expect(await evaluated).toEqual(alone)
  }
  expect(cluster.workers.map(({ options }) => options)).toEqual([{ gain: 5 }, { gain: 5 }])
  expect(cluster.workers.every(({ evaluated }) => evaluated > 0)).toBe(true)
})

test('S16: a worker that comes back in mid-run is told the options in force', async () => {
  const cluster = new MemoryCluster(scaled)
  const worker = cluster.join({ label: 'a' })
  cluster.settle()
  const first = cluster.evaluate(batch(0, 4))
  cluster.settle()
  await first
  worker.options = undefined
  worker.cut()
  cluster.advance(60_000)
  cluster.settle()
  expect(worker.options).toEqual({ gain: 4 })
})
