// Rules S13 and S14 of docs/protocol.md, and a master's own sleep: connections come and go, work stays.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import type { EvaluationBatch } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const serial = (batch: EvaluationBatch) => new SerialEvaluator(xor).evaluate(batch, new Cancellation().signal)

/** A worker that has all of a generation under way, and its master waiting. */
function working(runId = 'run') {
  const cluster = new MemoryCluster(xor, 0, { batchSize: 10 })
  cluster.beginRun(runId)
  const worker = cluster.join({ slots: 2 })
  cluster.settle()
  worker.isHung = true
  const done = cluster.evaluate(xorGenomes(20))
  cluster.settle()
  return { cluster, worker, done }
}

test('S13: what a worker evaluated while it was cut off is delivered when it comes back', async () => {
  const { cluster, worker, done } = working()
  worker.cut()
  worker.isHung = false
  worker.step() // both batches end while there is no connection
  worker.step()
  expect(worker.evaluated).toBe(20)
  cluster.advance(20_000)
  worker.isHung = true // nothing new is evaluated
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(20)))
  expect(worker.evaluated).toBe(20)
})

test('S13: what was evaluated for another run is dropped', async () => {
  const { cluster, worker } = working()
  worker.isHung = false
  worker.twist = (evaluation) => ({ ...evaluation, kind: 'scored', fitness: 99 })
  worker.cut()
  worker.step()
  worker.step()
  cluster.restartMaster('another run', 1) // numbers its batches as the one before
  worker.twist = (evaluation) => evaluation
  const done = cluster.evaluate(xorGenomes(20))
  cluster.advance(20_000)
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(20)))
})

test('S13: a master that is started again is found by its workers and goes on', async () => {
  const { cluster, worker } = working()
  cluster.join()
  cluster.settle()
  cluster.restartMaster()
  worker.isHung = false
  const done = cluster.evaluate(xorGenomes(20))
  for (let tick = 0; tick < 40; tick++) {
    cluster.advance(500)
    cluster.settle()
  }
  expect(await done).toEqual(await serial(xorGenomes(20)))
  expect(cluster.master.workers()).toHaveLength(2)
})

test('S13: work of an earlier generation is cancelled when the next one comes', async () => {
  const { cluster, worker } = working()
  const before = cluster.master
  expect(worker.session.connection(0)).toMatchObject({ kind: 'working', genomes: 20 })
  cluster.toMaster({ kind: 'abandon' })
  worker.inbox.length = 0 // the word that it is over gets lost with an old connection
  const done = cluster.evaluate(xorGenomes(10, 1))
  worker.isHung = false
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(10, 1)))
  expect(worker.evaluated).toBe(10)
  expect(cluster.master).toBe(before)
})

test("S14: a worker's pause and change of slots are honoured", async () => {
  const cluster = new MemoryCluster(xor)
  const [pausing, steady] = [cluster.join(), cluster.join()]
  cluster.settle()
  pausing.take({ kind: 'slots', slots: 0 })
  cluster.settle()
  const done = cluster.evaluate(xorGenomes(30))
  cluster.settle()
  await done
  expect([pausing.evaluated, steady.evaluated]).toEqual([0, 30])
  pausing.take({ kind: 'slots', slots: 4 })
  cluster.settle()
  expect(cluster.master.workers().map(({ slots }) => slots)).toEqual([4, 2])
  const next = cluster.evaluate(xorGenomes(30, 1))
  cluster.settle()
  await next
  expect(pausing.evaluated).toBeGreaterThan(0)
})

test("S8: the master's own sleep is not the workers' silence", () => {
  const cluster = new MemoryCluster(xor)
  cluster.join()
  cluster.settle()
  cluster.advance(500)
  cluster.settle()
  cluster.advance(3_600_000)
  cluster.settle()
  expect(cluster.log.join()).not.toContain('was silent')
  expect(cluster.master.workers()).toMatchObject([{ state: 'idle' }])
})
