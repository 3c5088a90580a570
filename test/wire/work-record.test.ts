// What the master notes for whoever looks at its cluster, and what it makes of it.
import { describe, expect, test } from 'vitest'
import type { ClusterWork, TaskView } from '../../core/api/cluster-work.ts'
import { efficiencyOf } from '../../core/api/efficiency.ts'
import type { PhaseTimes } from '../../core/api/phases.ts'
import type { Evaluation } from '../../core/evaluate/batch.ts'
import { xor } from '../../core/problems/xor.ts'
import { WorkRecord } from '../../core/wire/work-record.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const FROM_START = { afterTask: 0, afterFailure: 0 }
const look = (cluster: MemoryCluster, after = FROM_START): ClusterWork =>
  cluster.master.lately(after, cluster.nowMs)

function evaluated(cluster: MemoryCluster, genomes: number): void {
  void cluster.evaluate(xorGenomes(genomes))
  cluster.settle()
}

const genomesOf = (tasks: readonly TaskView[]) => tasks.reduce((sum, { genomes }) => sum + genomes, 0)

describe('a master that somebody looks at', () => {
  test('tells every batch with its worker, and goes on from where the last answer ended', () => {
    const cluster = new MemoryCluster(xor)
    cluster.join()
    cluster.settle()
    expect(look(cluster)).toMatchObject({ tasks: [], failures: [], slots: 2 })
    evaluated(cluster, 20)
    const first = look(cluster)
    expect(genomesOf(first.tasks)).toBe(20)
    expect(new Set(first.tasks.map(({ worker }) => worker))).toEqual(new Set(['worker-key-0']))
    expect(first.tasks.every(({ startMs, endMs }) => startMs <= endMs && endMs <= first.nowMs)).toBe(true)
    const after = { afterTask: first.tasks.at(-1)?.number ?? 0, afterFailure: 0 }
    expect(look(cluster, after).tasks).toEqual([])
  })

  test('notes nothing while nobody does, and forgets what it had noted', () => {
    const cluster = new MemoryCluster(xor)
    cluster.join()
    cluster.settle()
    evaluated(cluster, 20)
    expect(look(cluster).tasks).toEqual([])
    evaluated(cluster, 10)
    cluster.nowMs += 10_001
    evaluated(cluster, 5)
    expect(look(cluster).tasks).toEqual([])
  })

  test('names the genomes that failed, and where, even before anybody looked', () => {
    const cluster = new MemoryCluster(xor, 1, { maxRetries: 1 })
    const worker = cluster.join({ label: 'pc-7' })
    cluster.settle()
    const batch = xorGenomes(6)
    const poisoned = batch.items[2]?.genomeId
    worker.twist = (evaluation): Evaluation =>
      evaluation.genomeId === poisoned
        ? { kind: 'failed', genomeId: evaluation.genomeId, cause: 'threw', reason: 'Traceback: no brain' }
        : evaluation
    void cluster.evaluate(batch)
    cluster.settle()
    const { failures } = look(cluster)
    expect(failures).toMatchObject([
      { number: 1, genomeId: poisoned, worker: 'pc-7', cause: 'threw', reason: 'Traceback: no brain' },
    ])
    expect(look(cluster, { afterTask: 0, afterFailure: 1 }).failures).toEqual([])
  })

  test('tells how long it bred and how long it waited for workers', () => {
    const cluster = new MemoryCluster(xor, 1)
    look(cluster)
    cluster.nowMs += 300
    const worker = cluster.join()
    cluster.settle()
    cluster.nowMs += 500
    expect(look(cluster).phases.breeding).toBeGreaterThanOrEqual(500)
    worker.isHung = true
    evaluated(cluster, 20)
    cluster.nowMs += 200
    const { phases } = look(cluster)
    expect(phases.giving + phases.awaiting).toBe(200)
    worker.kill()
    cluster.settle()
    cluster.nowMs += 700
    expect(look(cluster).phases.waiting).toBeGreaterThanOrEqual(700)
  })

  test('stays small however much is evaluated', () => {
    const record = new WorkRecord()
    record.look(FROM_START, 0)
    for (let at = 0; at < 20_000; at++) {
      record.addTask({ worker: 'w', startMs: at, endMs: at + 1, generation: 0, genomes: 1, failed: 0 })
    }
    const { tasks } = record.look(FROM_START, 9000)
    expect(tasks.length).toBeLessThanOrEqual(2048)
    expect(tasks.at(-1)?.number).toBe(20_000)
  })
})

describe('efficiency', () => {
  const NONE: PhaseTimes = { waiting: 0, breeding: 0, giving: 0, awaiting: 0 }
  const task = (startMs: number, endMs: number): TaskView => ({
    ...{ number: 1, worker: 'w', generation: 0, genomes: 1, failed: 0 },
    ...{ startMs, endMs },
  })
  const stretch = (tasks: readonly TaskView[], phases: Partial<PhaseTimes>) =>
    efficiencyOf({ fromMs: 0, toMs: 1000, slots: 2, tasks, phases: { ...NONE, ...phases } })

  test('is the part of the slots’ time in which they evaluate', () => {
    const found = stretch([task(0, 1000), task(-500, 900)], { giving: 1000 })
    expect(found?.used).toBeCloseTo(0.95)
    expect(found?.limit).toBe('travel')
    expect(stretch([task(0, 1000), task(0, 980)], { giving: 1000 })?.limit).toBeNull()
  })

  test.each([
    ['waiting', { waiting: 600, giving: 400 }],
    ['breeding', { breeding: 600, giving: 400 }],
    ['stragglers', { awaiting: 600, giving: 400 }],
    ['travel', { giving: 1000 }],
  ] as const)('is limited by %s where that takes most of what is lost', (limit, phases) => {
    const found = stretch([task(0, 400), task(0, 400)], phases)
    expect(found?.limit).toBe(limit)
    expect(found?.lost[limit]).toBeCloseTo(0.6)
    const parts = Object.values(found?.lost ?? {}).reduce((sum, part) => sum + part, found?.used ?? 0)
    expect(parts).toBeCloseTo(1)
  })

  test('says nothing of a cluster without slots, or of no time', () => {
    expect(efficiencyOf({ fromMs: 0, toMs: 9, slots: 0, tasks: [], phases: NONE })).toBeNull()
    expect(efficiencyOf({ fromMs: 9, toMs: 9, slots: 1, tasks: [], phases: NONE })).toBeNull()
  })
})
