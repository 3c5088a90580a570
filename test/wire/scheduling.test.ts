// Rules B1–B4 of docs/protocol.md: who gets how much, with speeds and times set by hand.
import { describe, expect, test } from 'vitest'
import { batchId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import type { Evaluation, EvaluationItem } from '../../core/evaluate/batch.ts'
import { xor } from '../../core/problems/xor.ts'
import { batchSize } from '../../core/wire/batch-size.ts'
import { GenerationSchedule } from '../../core/wire/generation-schedule.ts'
import type { Demand, Handout } from '../../core/wire/schedule-types.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const RULES = { batchSize: 0, taskTimeoutMs: 300_000, maxRetries: 3, verifyPercent: 0, deterministic: true }

describe('B1: the size of a batch', () => {
  test('is half the fair part, and shrinks towards the end of a generation', () => {
    const sizes: number[] = []
    for (let waiting = 1000; waiting > 0; ) {
      const size = batchSize(waiting, { share: 1 / 4, msPerGenome: 1 }, RULES)
      sizes.push(size)
      waiting -= size
    }
    expect(sizes[0]).toBe(125)
    expect(sizes.toSorted((a, b) => b - a)).toEqual(sizes)
    expect(sizes.at(-1)).toBe(1)
  })

  test('is no longer than 250 ms, nor than a quarter of the time it has', () => {
    expect(batchSize(10_000, { share: 1 / 2, msPerGenome: 10 }, RULES)).toBe(25)
    expect(batchSize(10_000, { share: 1 / 2, msPerGenome: 10 }, { ...RULES, taskTimeoutMs: 400 })).toBe(10)
  })

  test('is at least one genome however slow, and worth a message however fast', () => {
    expect(batchSize(100, { share: 1, msPerGenome: 100_000 }, RULES)).toBe(1)
    expect(batchSize(150, { share: 1 / 2, msPerGenome: 0.01 }, RULES)).toBe(75)
  })

  test('is a probe while the speed is unknown, and what batchSize says where it says something', () => {
    expect(batchSize(1000, { share: 1 / 2, msPerGenome: null }, RULES)).toBe(4)
    expect(batchSize(1000, { share: 1 / 2, msPerGenome: null }, { ...RULES, batchSize: 70 })).toBe(70)
    expect(batchSize(30, { share: 1 / 2, msPerGenome: null }, { ...RULES, batchSize: 70 })).toBe(30)
  })

  test('is smaller for a slower worker', () => {
    expect(batchSize(310, { share: 0.1 / 3.1, msPerGenome: 20 }, RULES)).toBe(5)
    expect(batchSize(310, { share: 1 / 3.1, msPerGenome: 2 }, RULES)).toBe(50)
  })
})

function demand(holder: string, nowMs: number, ms: number | null = 10): Demand {
  const times = { nowMs, startsAtMs: nowMs, leasedUntilMs: nowMs + 1e6 }
  return { holder, share: 1 / 2, msPerGenome: ms, estimatedMs: ms, ...times }
}

const scoredItems = (items: readonly EvaluationItem[]): Evaluation[] =>
  items.map(({ genomeId }) => ({ kind: 'scored', genomeId, fitness: genomeId }))

describe('B4: stragglers', () => {
  function withStraggler() {
    const schedule = new GenerationSchedule(xorGenomes(2), RULES, new Set(['slow', 'fast']))
    schedule.lease({ ...demand('slow', 0, 1000), share: 1 }, batchId(1))
    const own = schedule.lease(demand('fast', 0), batchId(2))
    schedule.accept(batchId(2), 'fast', scoredItems(own?.items ?? []))
    return schedule
  }

  test('what is due much later than a copy is copied at once; the first result counts, the other is useless', () => {
    const schedule = withStraggler()
    const copy = schedule.copy(demand('fast', 10), batchId(3))
    expect(copy?.items).toHaveLength(1)
    const accepted = schedule.accept(batchId(3), 'fast', scoredItems(copy?.items ?? []))
    expect(accepted).toMatchObject({ counted: 1, useless: [{ batchId: 1, holder: 'slow' }] })
    expect(schedule.isComplete).toBe(true)
  })

  test('nobody copies what is done soon, nor his own, nor twice', () => {
    const schedule = withStraggler()
    expect(schedule.copy(demand('fast', 990), batchId(3))).toBeNull()
    expect(schedule.nextCopyAtMs).toBe(1020)
    expect(schedule.copy(demand('slow', 1030), batchId(4))).toBeNull()
    expect(schedule.copy(demand('fast', 1030), batchId(5))).not.toBeNull()
    expect(schedule.copy(demand('third', 1030), batchId(6))).toBeNull()
  })

  test('a late copy that agrees changes nothing, one that differs asks a third', () => {
    const schedule = withStraggler()
    const copy = schedule.copy(demand('fast', 10), batchId(3))
    schedule.accept(batchId(3), 'fast', scoredItems(copy?.items ?? []))
    schedule.setAble(new Set(['slow', 'fast', 'third']))
    const late = scoredItems(copy?.items ?? []).map((one) => ({ ...one, fitness: -1 }))
    const { disagreements } = schedule.accept(batchId(1), 'slow', late)
    expect(disagreements).toMatchObject([{ holders: ['fast', 'slow'], outvoted: null }])
    expect(schedule.isComplete).toBe(false)
    const third = schedule.lease(demand('third', 20), batchId(9))
    const decided = schedule.accept(batchId(9), 'third', scoredItems(third?.items ?? []))
    expect(decided.disagreements).toMatchObject([{ outvoted: 'slow' }])
    expect(schedule.isComplete).toBe(true)
    expect(schedule.takeWhole().flat()).toEqual(scoredItems(xorGenomes(2).items))
  })
})

test('results of an earlier master take only their own genomes out of the queue', () => {
  const batch = xorGenomes(6)
  const schedule = new GenerationSchedule(batch, { ...RULES, batchSize: 2 }, new Set(['a']))
  const first = schedule.lease(demand('a', 0), batchId(1))
  schedule.adopt(batchId(900), 'earlier', scoredItems([0, 3].flatMap((at) => batch.items[at] ?? [])))
  const given = [first]
  for (let id = 2; schedule.waiting > 0; id++) given.push(schedule.lease(demand('a', 0), batchId(id)))
  expect(given.flatMap((handout) => handout?.lease.indices ?? [])).toEqual([0, 1, 2, 4, 5])
})

test('B4: whose work is not wanted any more is told so', async () => {
  const cluster = new MemoryCluster(xor)
  const [fast, slow] = [cluster.join({ slots: 1 }), cluster.join({ slots: 1 })]
  fast.msPerGenome = 1
  slow.msPerGenome = 100
  cluster.settle()
  for (let generation = 0; generation < 2; generation++) {
    slow.isHung = generation === 1
    const done = cluster.evaluate(xorGenomes(40, generation))
    for (let tick = 0; tick < 20; tick++) {
      cluster.settle()
      cluster.advance(50)
    }
    expect(await done).toHaveLength(40)
  }
  expect(slow.jobs).toBe(0)
  expect(slow.session.connection(cluster.nowMs)).toEqual({ kind: 'idle' })
})

const SEED = 20261123
test.each(Array.from({ length: 60 }, (_, run) => SEED + run))(
  'random schedules end with every genome right, whatever is lost, late, copied or wrong: seed %i',
  (seed) => {
    const random = Random.fromSeed(seed)
    const batch = xorGenomes(1 + random.nextInt(60))
    const holders = ['a', 'b', 'c', 'd', 'liar', 'faulty'].slice(0, 3 + random.nextInt(4))
    const rules = { ...RULES, verifyPercent: random.nextInt(101), batchSize: random.nextInt(4) }
    const schedule = new GenerationSchedule(batch, rules, new Set(holders))
    const out: (Handout & { readonly holder: string })[] = []
    let able = new Set(holders)
    for (let turn = 0; !schedule.isComplete; turn++) {
      expect(turn).toBeLessThan(20_000)
      const holder = [...able][random.nextInt(able.size)] ?? 'a'
      const ask = demand(holder, turn, random.nextChance(0.3) ? null : 1 + random.nextInt(20))
      const chance = random.nextFloat()
      if (chance < 0.4) {
        const handout = schedule.lease(ask, batchId(turn + 1)) ?? schedule.copy(ask, batchId(turn + 1))
        if (handout !== null) out.push({ ...handout, holder })
      } else if (chance < 0.45) schedule.revokeAll(holder)
      else if (out.length > 0) {
        const at = random.nextInt(out.length)
        const [job] = random.nextChance(0.9) ? out.splice(at, 1) : [out[at]]
        if (job === undefined || !able.has(job.holder)) continue
        const answers = answersOf(job.items, job.holder, random)
        const { disagreements } = schedule.accept(job.lease.batchId, job.holder, answers)
        for (const { outvoted } of disagreements) {
          if (outvoted === null) continue
          expect(outvoted).toBe('liar')
          able = new Set([...able].filter((one) => one !== outvoted))
          schedule.revokeAll(outvoted)
          schedule.forget(outvoted)
          schedule.setAble(able)
        }
      }
    }
    const results = schedule.takeWhole().flat()
    const wrong = results.filter((one) => one.kind !== 'scored' || one.fitness !== one.genomeId)
    const isFound = rules.verifyPercent === 100 || !holders.includes('liar')
    if (isFound) expect(wrong).toEqual([])
    expect(results.map(({ genomeId }) => genomeId)).toEqual(batch.items.map(({ genomeId }) => genomeId))
  },
)

/** A liar lies, the faulty one fails, everybody leaves something out now and then. */
function answersOf(items: readonly EvaluationItem[], holder: string, random: Random): Evaluation[] {
  const answers = items.map(({ genomeId }): Evaluation => {
    if (holder === 'liar') return { kind: 'scored', genomeId, fitness: -1 }
    if (holder === 'faulty') return { kind: 'failed', genomeId, cause: 'threw', reason: 'it is broken' }
    return { kind: 'scored', genomeId, fitness: genomeId }
  })
  if (random.nextChance(0.05)) answers.pop()
  return answers
}
