// A run without generations has many small batches under way; each goes back as soon as it is whole.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { genomeId } from '../../core/base/ids.ts'
import type { BatchEvaluator, EvaluationBatch } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import { evolveSteadily } from '../../core/run/evolve-steadily.ts'
import { evolutionOf, runConfigOf } from '../run/support.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

/** One batch for every genome. */
function apart({ generation, items }: EvaluationBatch): EvaluationBatch[] {
  return items.map((item) => ({ generation, items: [item] }))
}

test('B5: every batch goes back as soon as it is whole, with the results of one machine', async () => {
  const cluster = new MemoryCluster(xor)
  const [worker] = [cluster.join({ slots: 2 }), cluster.join({ slots: 2 })]
  cluster.settle()
  const batches = apart(xorGenomes(20))
  const settled = new Set<number>()
  const results = batches.map(async (batch, at) => {
    const result = await cluster.evaluate(batch)
    settled.add(at)
    return result
  })
  worker.isHung = true
  cluster.settle()
  await Promise.resolve()
  expect(settled.size).toBeGreaterThan(10)
  expect(settled.size).toBeLessThan(20)
  worker.isHung = false
  cluster.settle()
  const alone = await new SerialEvaluator(xor).evaluate(xorGenomes(20), new Cancellation().signal)
  expect((await Promise.all(results)).flat()).toEqual(alone)
  expect(cluster.master.work.waiting).toBe(0)
})

test('what a lost worker held, others do; nothing is kept of what went back', async () => {
  const cluster = new MemoryCluster(xor, 1, { verifyPercent: 50 })
  const workers = [1, 2, 3].map(() => cluster.join({ slots: 1 }))
  cluster.settle()
  const done: Promise<unknown>[] = []
  for (let generation = 0; generation < 5; generation++) {
    // The number of the generation stays: there are none.
    for (const { items } of apart(xorGenomes(8, generation))) {
      const own = items.map((item) => ({ ...item, genomeId: genomeId(item.genomeId + 100 * generation) }))
      done.push(cluster.evaluate({ generation: 0, items: own }))
    }
    cluster.step()
    if (generation === 2) workers[0]?.cut()
  }
  cluster.settle()
  expect((await Promise.all(done)).flat()).toHaveLength(40)
  expect(cluster.master.work).toMatchObject({ waiting: 0, busySlots: 0 })
})

test('a run without generations goes on where workers come and go, and its order repeats it', async () => {
  const cluster = new MemoryCluster(xor)
  const workers = [cluster.join({ slots: 3 }), cluster.join({ slots: 1 })]
  cluster.settle()
  const pumped: BatchEvaluator = {
    evaluate(batch) {
      const result = cluster.evaluate(batch)
      setImmediate(() => cluster.step())
      return result
    },
  }
  const pump = setInterval(() => cluster.step(), 0)
  const config = runConfigOf({ mode: 'steady-state', seed: 4, neat: { populationSize: 40 } })
  const slots: number[] = []
  const looks = []
  const inFlight = () => {
    slots.push(2 * cluster.master.work.slots)
    return Math.max(1, slots.at(-1) ?? 0)
  }
  for await (const look of evolveSteadily({ ...evolutionOf(config), evaluator: pumped, inFlight })) {
    looks.push(look)
    if (looks.length === 3) workers[0]?.cut()
    if (looks.length === 6) break
  }
  clearInterval(pump)
  expect(slots).toContain(8)
  expect(slots).toContain(2)

  const recorded = looks.flatMap(({ steady }) => [...(steady?.order ?? [])])
  const flights = looks.map(({ steady }) => steady?.inFlight ?? 0)
  const again = []
  const evolution = { ...evolutionOf(config), recorded, inFlight: () => flights[again.length] ?? 0 }
  for await (const look of evolveSteadily(evolution)) {
    again.push(look)
    if (again.length === 6) break
  }
  expect(again.map(({ snapshot }) => snapshot.populationHash)).toEqual(
    looks.map(({ snapshot }) => snapshot.populationHash),
  )
})
