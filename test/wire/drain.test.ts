// Rules S14 and S17 of docs/protocol.md: workers that pause, and workers that finish what they have and leave.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import type { EvaluationBatch } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const serial = (batch: EvaluationBatch) => new SerialEvaluator(xor).evaluate(batch, new Cancellation().signal)

/** One worker that holds batches it can't finish yet, another that only takes what comes next, and a generation. */
function atWork(minWorkers = 1) {
  const cluster = new MemoryCluster(xor, minWorkers, { batchSize: 5 })
  const [leaving, staying] = [cluster.join({ label: 'leaving' }), cluster.join({ label: 'staying' })]
  cluster.settle()
  leaving.isHung = true
  staying.isHung = true
  const done = cluster.evaluate(xorGenomes(60))
  cluster.settle()
  return { cluster, leaving, staying, done, held: leaving.jobs }
}

test('S17: a worker that its owner drains finishes and delivers what it has, gets no more, and leaves', async () => {
  const { cluster, leaving, staying, done, held } = atWork()
  expect(held).toBeGreaterThan(0)
  leaving.take({ kind: 'drain', reason: 'it was told to end' })
  cluster.settle()
  expect(leaving.session.connection(0)).toEqual({ kind: 'draining', genomes: held * 5 })
  expect(cluster.master.workers()[0]).toMatchObject({
    state: 'draining',
    warning: 'leaves after its work: it was told to end',
  })
  leaving.isHung = false
  staying.isHung = false
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(60)))
  expect(leaving.evaluated).toBe(held * 5)
  expect(leaving.end).toEqual({ kind: 'drained', reason: 'it was told to end' })
  expect(leaving.log.join()).toContain('Draining: it was told to end.')
  expect(cluster.log.join()).toContain('Worker "leaving" has finished its work and left.')
  expect(cluster.master.work.tally.ignored).toBe(0)
  expect(cluster.master.workers()[0]).toMatchObject({ label: 'staying', genomesEvaluated: 60 - held * 5 })
})

test('S17: a worker that its master drains does the same', async () => {
  const { cluster, leaving, staying, done, held } = atWork()
  const key = cluster.master.workers().find(({ label }) => label === 'leaving')?.key ?? ''
  cluster.toMaster({ kind: 'drain', key })
  cluster.toMaster({ kind: 'drain', key }) // twice is once
  leaving.isHung = false
  staying.isHung = false
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(60)))
  expect(leaving.evaluated).toBe(held * 5)
  expect(leaving.end).toEqual({ kind: 'drained', reason: 'the people at the master have asked it to' })
  expect(cluster.log.filter((line) => line.includes('drains'))).toHaveLength(1)
})

test('S17: a worker with nothing to do leaves as soon as its master has heard, so that no batch is on its way', async () => {
  const cluster = new MemoryCluster(xor)
  const worker = cluster.join()
  cluster.settle()
  worker.take({ kind: 'drain', reason: 'enough' })
  expect(worker.end).toBeNull()
  const done = cluster.evaluate(xorGenomes(1))
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(1)))
  expect(worker.end).toEqual({ kind: 'drained', reason: 'enough' })
  cluster.settle()
  expect(cluster.master.workers()).toMatchObject([{ state: 'gone' }])
})

test('S17: a worker out of touch with its master ends at once, and others do its work', async () => {
  const { cluster, leaving, staying, done } = atWork()
  leaving.take({ kind: 'drain', reason: 'enough' })
  cluster.settle()
  expect(leaving.end).toBeNull()
  leaving.cut()
  expect(leaving.end).toEqual({ kind: 'drained', reason: 'enough' })
  staying.isHung = false
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(60)))

  const waiting = cluster.join()
  cluster.settle()
  waiting.cut()
  expect(waiting.end).toBeNull()
  waiting.take({ kind: 'drain', reason: 'enough' })
  expect(waiting.end).toMatchObject({ kind: 'drained' })
})

test('S17: work that is cancelled or whose run has ended is nothing to stay for', () => {
  for (const how of [{ kind: 'abandon' }, { kind: 'endRun', reason: 'solved' }] as const) {
    const { cluster, leaving } = atWork()
    leaving.take({ kind: 'drain', reason: 'enough' })
    cluster.settle()
    expect(leaving.end).toBeNull()
    cluster.toMaster(how)
    cluster.settle()
    expect(leaving.end).toMatchObject({ kind: 'drained' })
  }
})

test('S17: whoever drains does not count for minWorkers any more', () => {
  const { cluster, leaving } = atWork(2)
  expect(cluster.waits.at(-1)).not.toBe('1/2')
  leaving.take({ kind: 'drain', reason: 'enough' })
  cluster.settle()
  expect(cluster.waits.at(-1)).toBe('1/2')
})

test('S14: a pause has its reason on both sides, ends what is under way and takes nothing new', async () => {
  const { cluster, leaving: pausing, staying, done, held } = atWork()
  pausing.take({ kind: 'pause', reason: 'somebody uses this machine' })
  pausing.take({ kind: 'pause', reason: 'somebody uses this machine' }) // no news
  cluster.settle()
  const shown = { kind: 'paused', reason: 'somebody uses this machine', genomes: held * 5 }
  expect(pausing.session.connection(0)).toEqual(shown)
  expect(cluster.master.workers()[0]).toMatchObject({
    state: 'paused',
    slots: 0,
    warning: 'paused: somebody uses this machine',
  })
  expect(cluster.log.filter((line) => line.includes('pauses'))).toHaveLength(1)
  pausing.isHung = false
  staying.isHung = false
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(60)))
  expect(pausing.evaluated).toBe(held * 5)

  pausing.take({ kind: 'pause', reason: null })
  cluster.settle()
  expect(cluster.master.workers()[0]).toMatchObject({ state: 'idle', slots: 2, warning: null })
  void cluster.evaluate(xorGenomes(60, 1))
  cluster.settle()
  expect(pausing.evaluated).toBeGreaterThan(held * 5)
})

test('S14: a worker that comes back in its pause says so again', () => {
  const cluster = new MemoryCluster(xor)
  const worker = cluster.join()
  cluster.settle()
  worker.take({ kind: 'pause', reason: 'the machine is busy' })
  cluster.settle()
  worker.cut()
  cluster.advance(20_000)
  cluster.settle()
  expect(cluster.master.workers()).toMatchObject([{ state: 'paused', slots: 0 }])
})
