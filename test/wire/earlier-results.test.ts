// Results that a master before this one asked for: taken where their work is what is wanted now, and counted once.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { batchId } from '../../core/base/ids.ts'
import type { Evaluation, EvaluationBatch } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { xor } from '../../core/problems/xor.ts'
import { encodeBatch } from '../../core/wire/batch-codec.ts'
import type { Frame } from '../../core/wire/frame.ts'
import { beginRunFrame, type MasterInput } from '../../core/wire/master-events.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const serial = (batch: EvaluationBatch) => new SerialEvaluator(xor).evaluate(batch, new Cancellation().signal)
const problem = { name: xor.name, version: xor.version, hash: problemHash(xor) }
const BEGUN = beginRunFrame({ problem, runId: 'run', options: {} })
const isEqual = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/** What a worker answered to a master that is gone: the first ten genomes of `batch`. */
async function earlier(
  batch: EvaluationBatch,
  change: (one: Evaluation) => Evaluation = (one) => one,
): Promise<MasterInput> {
  const items = batch.items.slice(0, 10)
  const { generation } = batch
  const header = { batchId: batchId(77), generation, problem: xor.name }
  const work = encodeBatch(header, items)
  const evaluations = (await serial({ ...batch, items })).map(change)
  const bytes = encodeResults({ ...header, elapsedMs: 1, evaluations })
  const isOfWork = (begun: Frame, frame: Frame) => isEqual(begun, BEGUN) && isEqual(frame, work)
  return { kind: 'earlier', holder: 'a-worker-that-left', bytes, isOfWork }
}

function clusterOfOne() {
  const cluster = new MemoryCluster(xor, 1, { batchSize: 5 })
  return { cluster, worker: cluster.join() }
}

test.each(['before', 'after'])(
  'they count, and are not asked for again, told %s the generation begins',
  async (when) => {
    const { cluster, worker } = clusterOfOne()
    const batch = xorGenomes(20)
    if (when === 'before') cluster.toMaster(await earlier(batch))
    worker.isHung = when === 'after'
    const done = cluster.evaluate(batch)
    if (when === 'after') cluster.toMaster(await earlier(batch))
    worker.isHung = false
    cluster.settle()
    expect(await done).toEqual(await serial(batch))
    expect(worker.evaluated).toBe(10)
    expect(cluster.master.work.tally).toMatchObject({ genomes: 20, ignored: 0 })
    expect(cluster.log.join()).toContain('Took 10 results')
  },
)

test('told twice they count once', async () => {
  const { cluster, worker } = clusterOfOne()
  const batch = xorGenomes(20)
  cluster.toMaster(await earlier(batch))
  cluster.toMaster(await earlier(batch))
  const done = cluster.evaluate(batch)
  cluster.settle()
  expect(await done).toEqual(await serial(batch))
  expect(worker.evaluated).toBe(10)
  expect(cluster.master.work.tally.genomes).toBe(20)
})

test('results of other networks, another generation or other options count for nothing', async () => {
  const batch = xorGenomes(20)
  const others = batch.items.map((item, at) => ({ ...item, network: (batch.items[at + 1] ?? item).network }))
  for (const other of [
    { ...batch, items: others },
    { ...batch, generation: 3 },
  ]) {
    const { cluster, worker } = clusterOfOne()
    cluster.toMaster(await earlier(other))
    const done = cluster.evaluate(batch)
    cluster.settle()
    expect(await done).toEqual(await serial(batch))
    expect(worker.evaluated).toBe(20)
  }
  const { cluster, worker } = clusterOfOne()
  cluster.toMaster(await earlier(batch))
  void cluster.evaluate({ ...batch, options: { changed: true } })
  cluster.settle()
  expect(worker.evaluated).toBe(20)
})

test("an earlier master's failures are tried again", async () => {
  const { cluster, worker } = clusterOfOne()
  const batch = xorGenomes(20)
  const failed = await earlier(batch, ({ genomeId }) => ({
    kind: 'failed',
    genomeId,
    cause: 'threw',
    reason: 'x',
  }))
  cluster.toMaster(failed)
  const done = cluster.evaluate(batch)
  cluster.settle()
  expect(await done).toEqual(await serial(batch))
  expect(worker.evaluated).toBe(20)
})
