// Rules V1–V5 of docs/protocol.md: results are compared, and a difference finds out who was wrong.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { batchId } from '../../core/base/ids.ts'
import { runToEnd } from '../../core/base/steps.ts'
import type { Evaluation, EvaluationBatch } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { withOpponents } from '../../core/run/opponents.ts'
import { GenerationSchedule } from '../../core/wire/generation-schedule.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const serial = (batch: EvaluationBatch) => new SerialEvaluator(xor).evaluate(batch, new Cancellation().signal)

const wrong = (evaluation: Evaluation): Evaluation =>
  evaluation.kind === 'scored' ? { ...evaluation, fitness: evaluation.fitness + 1e-12 } : evaluation

async function run(cluster: MemoryCluster, genomes: number, generation = 0): Promise<readonly Evaluation[]> {
  const done = cluster.evaluate(xorGenomes(genomes, generation))
  cluster.settle()
  return await done
}

test.each([
  { percent: 0, least: 200, most: 200 },
  { percent: 20, least: 215, most: 265 },
  { percent: 100, least: 400, most: 400 },
])('V1: of 100 genomes $percent are evaluated by two workers', async ({ percent, least, most }) => {
  const cluster = new MemoryCluster(xor, 1, { verifyPercent: percent })
  const workers = [cluster.join(), cluster.join()]
  cluster.settle()
  expect(await run(cluster, 200)).toEqual(await serial(xorGenomes(200)))
  const evaluated = workers.reduce((sum, worker) => sum + worker.evaluated, 0)
  expect(evaluated).toBeGreaterThanOrEqual(least)
  expect(evaluated).toBeLessThanOrEqual(most)
  expect(cluster.alarms).toEqual([])
})

test('V1: one worker by itself verifies nothing and waits for nobody', async () => {
  const cluster = new MemoryCluster(xor, 1, { verifyPercent: 100 })
  const worker = cluster.join()
  cluster.settle()
  await run(cluster, 50)
  expect(worker.evaluated).toBe(50)
})

test('V2: a difference between two raises an alarm that names both with their versions', async () => {
  const cluster = new MemoryCluster(xor, 1, { verifyPercent: 100 })
  cluster.join({ label: 'a' })
  const liar = cluster.join({
    label: 'liar',
    runtime: { processor: 'Old', platform: 'beos', release: '5', arch: 'ppc', node: '1', v8: '9.9' },
  })
  liar.twist = wrong
  cluster.settle()
  await run(cluster, 10)
  expect(cluster.alarms[0]).toMatch(/"a" \(Neatwork 1\.0\.0, V8 0.*"liar" \(.*V8 9\.9.*beos 5 ppc, Old/)
  expect(cluster.master.workers().map(({ warning }) => warning)).toEqual(
    Array(2).fill(expect.stringContaining('differs')),
  )
})

test('V6: whoever evaluates a genome for the second time has it in other company', () => {
  const batch = xorGenomes(40)
  const rules = {
    ...{ verifyPercent: 100, deterministic: true, batchSize: 8, maxRetries: 3, taskTimeoutMs: 1e4 },
  }
  const schedule = new GenerationSchedule(batch, rules, new Set(['a', 'b']))
  const companies = new Map<string, string[]>()
  let number = 1
  for (let turns = 0; turns < 100 && !schedule.isComplete; turns++) {
    for (const holder of ['a', 'b']) {
      const demand = { holder, share: 0.5, msPerGenome: 1, estimatedMs: 1, nowMs: 0, startsAtMs: 0 }
      const handout = schedule.lease({ ...demand, leasedUntilMs: 1e9 }, batchId(number++))
      if (handout === null) continue
      const ids = handout.items.map(({ genomeId }) => genomeId)
      for (const id of ids) companies.set(`${id}`, [...(companies.get(`${id}`) ?? []), ids.join()])
      const evaluations = ids.map((genomeId) => ({ kind: 'scored', genomeId, fitness: 1 }) as const)
      schedule.accept(handout.lease.batchId, holder, evaluations)
    }
  }
  expect(schedule.isComplete).toBe(true)
  expect(companies.size).toBe(40)
  for (const [id, [first, second]] of companies) {
    expect(second).toBeDefined()
    expect(first === second && first !== id, `genome ${id} among ${first}`).toBe(false)
  }
})

test('V3: a third evaluation decides, the minority is set aside and its results are made again', async () => {
  const cluster = new MemoryCluster(xor, 1, { verifyPercent: 30 })
  cluster.join({ label: 'a' })
  const liar = cluster.join({ label: 'liar' })
  cluster.join({ label: 'b' })
  liar.twist = wrong
  cluster.settle()
  expect(await run(cluster, 100)).toEqual(await serial(xorGenomes(100)))
  const views = cluster.master.workers()
  expect(views.map(({ state }) => state)).toEqual(['idle', 'set-aside', 'idle'])
  expect(views.map(({ genomesEvaluated }) => genomesEvaluated).reduce((a, b) => a + b)).toBe(100)
  const before = liar.evaluated
  expect(await run(cluster, 100, 1)).toEqual(await serial(xorGenomes(100, 1)))
  expect(liar.evaluated).toBe(before)
})

test('S18: opponents travel with a genome to whoever evaluates it again', async () => {
  const problem: Problem = {
    ...xor,
    opponents: 2,
    evaluate: (_, { opponents }) =>
      opponents.reduce((sum, one) => 2 * sum + (one.activate([1, 0])[0] ?? 0), 0),
  }
  const genomes = xorGenomes(40)
  const batch = { ...genomes, items: runToEnd(withOpponents(genomes.items, 2)) }
  const expected = await new SerialEvaluator(problem).evaluate(batch, new Cancellation().signal)
  const cluster = new MemoryCluster(problem, 1, { verifyPercent: 100 })
  cluster.join({ label: 'a' })
  const liar = cluster.join({ label: 'liar' })
  cluster.join({ label: 'b' })
  liar.twist = wrong
  cluster.settle()
  const done = cluster.evaluate(batch)
  cluster.settle()
  expect(await done).toEqual(expected)
  expect(cluster.master.workers().map(({ state }) => state)).toEqual(['idle', 'set-aside', 'idle'])
})

test('V4: results of a problem that is not deterministic are not compared', async () => {
  const cluster = new MemoryCluster({ ...xor, deterministic: false }, 1, { verifyPercent: 100 })
  const worker = cluster.join()
  worker.twist = wrong
  cluster.join()
  cluster.settle()
  await run(cluster, 30)
  expect(cluster.alarms).toEqual([])
})

test('V5: the second of two is lost on the way: the other result stands', async () => {
  const cluster = new MemoryCluster(xor, 1, { verifyPercent: 100 })
  cluster.join()
  const dying = cluster.join()
  cluster.settle()
  dying.isHung = true
  const done = cluster.evaluate(xorGenomes(20))
  cluster.settle()
  dying.kill()
  cluster.settle()
  expect(await done).toEqual(await serial(xorGenomes(20)))
})
