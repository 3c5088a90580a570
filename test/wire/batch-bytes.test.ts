// Where a carrier's messages have a limit, no batch is larger, and none is lost.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { batchId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitting } from '../../core/wire/batch-bytes.ts'
import { encodeBatch } from '../../core/wire/batch-codec.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { randomItem } from './random-item.ts'
import { xorGenomes } from './xor-batch.ts'

test('the first genomes that fit are never more than the limit, unless it is one alone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.integer({ min: 2000, max: 60_000 }),
      (seed, limit) => {
        const random = Random.fromSeed(seed)
        const items = Array.from({ length: 20 }, (_, at) => randomItem(random, at))
        const count = fitting(items, limit)
        const frame = encodeBatch(
          { batchId: batchId(1), generation: 0, problem: 'x'.repeat(200) },
          items.slice(0, count),
        )
        expect(count).toBeGreaterThan(0)
        expect(count === 1 || frame.length <= limit).toBe(true)
      },
    ),
  )
})

test('batches are cut to the limit of a message, and every genome is evaluated', async () => {
  const cluster = new MemoryCluster(xor, 1, { batchSize: 50, maxMessageBytes: 12_000 })
  const worker = cluster.join()
  const sizes: number[] = []
  worker.onBatch = (evaluations) => {
    sizes.push(evaluations.length)
    return evaluations
  }
  const done = cluster.evaluate(xorGenomes(100))
  cluster.settle()
  expect(await done).toHaveLength(100)
  expect(Math.max(...sizes)).toBeLessThan(6)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100)
})
