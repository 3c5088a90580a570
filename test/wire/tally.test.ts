// What a master counts: every number by what makes it.
import { expect, test } from 'vitest'
import type { Evaluation } from '../../core/evaluate/batch.ts'
import { xor } from '../../core/problems/xor.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

function evaluated(cluster: MemoryCluster, genomes: number): void {
  void cluster.evaluate(xorGenomes(genomes))
  cluster.settle()
}

const CALM = { genomes: 20, retries: 0, quarantined: 0, verified: 0, differing: 0, ignored: 0 }

test('a calm generation is counted once, and nothing is left to do', () => {
  const cluster = new MemoryCluster(xor)
  cluster.join()
  cluster.settle()
  evaluated(cluster, 20)
  expect(cluster.master.work).toEqual({ tally: CALM, waiting: 0, busySlots: 0, slots: 2 })
})

test('what waits and who is busy is told while a generation is under way', () => {
  const cluster = new MemoryCluster(xor, 1, { batchSize: 5 })
  const worker = cluster.join({ slots: 3 })
  cluster.settle()
  worker.isHung = true
  evaluated(cluster, 40)
  expect(cluster.master.work).toMatchObject({ waiting: 40, busySlots: 3 })
})

test('genomes of a lost worker are tried again', () => {
  const cluster = new MemoryCluster(xor, 1, { batchSize: 5 })
  const [lost] = [cluster.join({ slots: 1 }), cluster.join({ slots: 1 })]
  cluster.settle()
  lost.isHung = true
  evaluated(cluster, 20)
  const held = lost.jobs * 5
  expect(held).toBeGreaterThan(0)
  lost.kill()
  cluster.settle()
  expect(cluster.master.work.tally).toMatchObject({ genomes: 20, retries: held })
})

test('failures are tries, and a genome that always fails is quarantined', () => {
  const cluster = new MemoryCluster(xor, 1, { maxRetries: 3 })
  const worker = cluster.join()
  cluster.settle()
  const poisoned = xorGenomes(20).items[4]?.genomeId
  worker.twist = (evaluation): Evaluation =>
    evaluation.genomeId === poisoned
      ? { kind: 'failed', genomeId: evaluation.genomeId, cause: 'threw', reason: 'no' }
      : evaluation
  evaluated(cluster, 20)
  expect(cluster.master.work.tally).toMatchObject({ genomes: 20, retries: 3, quarantined: 1 })
})

test('verified results are counted, and those that differ', () => {
  const cluster = new MemoryCluster(xor, 1, { verifyPercent: 100 })
  cluster.join()
  cluster.join()
  cluster.settle()
  evaluated(cluster, 20)
  expect(cluster.master.work.tally).toEqual({ ...CALM, verified: 20 })
  const liar = cluster.workers[1]
  if (liar !== undefined) {
    liar.twist = (evaluation) => ({ kind: 'scored', genomeId: evaluation.genomeId, fitness: 99 })
  }
  evaluated(cluster, 4)
  const { verified, differing } = cluster.master.work.tally
  expect([verified, differing]).toEqual([24, 4])
})
