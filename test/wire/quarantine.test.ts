// Rules Q1–Q5 of docs/protocol.md: whose failure it was, and what becomes of the genome.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import type { Evaluation, EvaluationBatch, FailureCause } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const serial = (batch: EvaluationBatch) => new SerialEvaluator(xor).evaluate(batch, new Cancellation().signal)

function failing(evaluation: Evaluation, cause: FailureCause = 'threw'): Evaluation {
  return { kind: 'failed', genomeId: evaluation.genomeId, cause, reason: 'no fuel' }
}

test('Q1: a genome that fails everywhere is given up after maxRetries, and the others keep their scores', async () => {
  const cluster = new MemoryCluster(xor)
  const tries: string[] = []
  for (const label of ['a', 'b', 'c']) {
    const worker = cluster.join({ label })
    worker.twist = (evaluation) => {
      if (evaluation.genomeId !== 3) return evaluation
      tries.push(label)
      return failing(evaluation)
    }
  }
  cluster.settle()
  const batch = xorGenomes(20)
  const done = cluster.evaluate(batch)
  cluster.settle()
  const results = await done
  expect(results[3]).toMatchObject({ kind: 'failed', cause: 'threw', reason: 'no fuel (3 tries)' })
  expect(results.toSpliced(3, 1)).toEqual((await serial(batch)).toSpliced(3, 1))
  expect(tries.toSorted()).toEqual(['a', 'b', 'c'])
})

test('Q1: where there is one worker it tries again itself; success at any time counts', async () => {
  const cluster = new MemoryCluster(xor)
  const worker = cluster.join()
  let left = 2
  worker.twist = (evaluation) => (evaluation.genomeId === 3 && left-- > 0 ? failing(evaluation) : evaluation)
  cluster.settle()
  const batch = xorGenomes(20)
  const done = cluster.evaluate(batch)
  cluster.settle()
  expect(await done).toEqual(await serial(batch))
  expect(left).toBeLessThanOrEqual(0)
})

test('Q2: a batch that failed whole counts against nobody: its genomes go out one by one', async () => {
  const cluster = new MemoryCluster(xor, 1, { batchSize: 10 })
  const worker = cluster.join({ slots: 1 })
  const batchSizes: number[] = []
  worker.onBatch = (evaluations) => {
    batchSizes.push(evaluations.length)
    return evaluations.map((one) => (evaluations.length > 1 ? failing(one, 'batch') : one))
  }
  cluster.settle()
  const batch = xorGenomes(20)
  const done = cluster.evaluate(batch)
  cluster.settle()
  expect(await done).toEqual(await serial(batch))
  expect(batchSizes).toEqual([10, 10, ...Array(20).fill(1)])
})

test('Q3: lost workers, expired leases and connections never count against a genome', async () => {
  const cluster = new MemoryCluster(xor, 0, { maxRetries: 1 })
  const batch = xorGenomes(5)
  cluster.join({ slots: 8 })
  cluster.settle()
  const done = cluster.evaluate(batch)
  for (let round = 0; round < 4; round++) {
    cluster.workers.at(-1)?.kill({ silently: round % 2 === 0 })
    cluster.join({ slots: 8 })
    for (let tick = 0; tick < 5; tick++) cluster.advance(1000)
  }
  cluster.settle()
  expect(await done).toEqual(await serial(batch))
})

test('Q4: a worker that fails far more than its peers is set aside, told so, and its failures count for nothing', async () => {
  const cluster = new MemoryCluster(xor, 1, { maxRetries: 2 })
  const sound = [cluster.join({ label: 'a' }), cluster.join({ label: 'b' })]
  const broken = cluster.join({ label: 'broken' })
  broken.twist = (evaluation) => failing(evaluation)
  cluster.settle()
  for (let generation = 0; generation < 3; generation++) {
    const batch = xorGenomes(60, generation)
    const done = cluster.evaluate(batch)
    cluster.settle()
    expect(await done).toEqual(await serial(batch))
  }
  const view = cluster.master.workers().find(({ label }) => label === 'broken')
  expect(view).toMatchObject({ state: 'set-aside', warning: expect.stringContaining('evaluations failed') })
  expect(broken.session.warning).toContain('no more work')
  expect(cluster.log.join()).toContain('Worker "broken" is set aside')
  const counted = cluster.master.workers().reduce((sum, { genomesEvaluated }) => sum + genomesEvaluated, 0)
  expect(counted).toBe(180)
  expect(sound.every(({ session }) => session.warning === null)).toBe(true)
})

test('Q5: what a set-aside worker comes back as is set aside still', async () => {
  const cluster = new MemoryCluster(xor)
  cluster.join()
  cluster.join()
  const broken = cluster.join()
  broken.twist = (evaluation) => failing(evaluation)
  cluster.settle()
  const done = cluster.evaluate(xorGenomes(100))
  cluster.settle()
  await done
  broken.cut()
  cluster.advance(20_000)
  cluster.settle()
  expect(broken.session.connection(cluster.nowMs)).toEqual({ kind: 'idle' })
  expect(broken.session.warning).toContain('no more work')
})
