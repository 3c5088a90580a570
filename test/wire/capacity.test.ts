// Rules B2 and B3 of docs/protocol.md: speeds are remembered, and queues hide round trips.
import { expect, test } from 'vitest'
import { xor } from '../../core/problems/xor.ts'
import { type Capacity, queueDepth } from '../../core/wire/capacity.ts'
import { type Member, newMember } from '../../core/wire/member.ts'
import { newStanding } from '../../core/wire/standing.ts'
import { Workforce } from '../../core/wire/workforce.ts'
import { hello, MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

let keys = 0

function memberWith(slots: number, ms: number | null, roundTripMs: number | null = 1): Member {
  const arrival = { connection: 'c', address: 'x', local: false, nowMs: 0 }
  const key = `key-of-worker-${++keys}`
  const member = newMember(arrival, hello(xor, { slots, key }), newStanding(), { label: 'w', warning: null })
  if (ms !== null) member.standing.speeds.set('xor', ms)
  member.roundTripMs = roundTripMs
  return member
}

function capacities(members: readonly Member[]): readonly Capacity[] {
  const workforce = new Workforce()
  workforce.setProblem('xor')
  for (const member of members) workforce.note(member)
  return members.map((member) => workforce.capacityOf(member))
}

test("B1: a slot's share is its part of the speed of all; the unknown are taken for average", () => {
  const shares = capacities([memberWith(2, 10), memberWith(1, null), memberWith(1, 40)])
  expect(shares.map(({ estimatedMs }) => estimatedMs)).toEqual([10, 25, 40])
  const total = shares.reduce((sum, { share, member }) => sum + share * member.slots, 0)
  expect(total).toBeCloseTo(1, 12)
  expect((shares[0]?.share ?? 0) / (shares[2]?.share ?? 1)).toBeCloseTo(4, 12)
  expect(shares[1]?.msPerGenome).toBeNull()
})

test('B3: a queue is as long as the round trip makes it, at least one batch and at most the slots', () => {
  const depth = (roundTripMs: number, batchMs: number | null) => {
    const [capacity] = capacities([memberWith(20, 10, roundTripMs)])
    return capacity === undefined ? null : queueDepth(capacity, batchMs)
  }
  expect(depth(1, 250)).toBe(1)
  expect(depth(98, 250)).toBe(8)
  expect(depth(1000, 250)).toBe(20)
  expect(depth(1, null)).toBe(20)
})

test('B3: a worker of one slot holds a second batch, so that it need not wait for the next', () => {
  const cluster = new MemoryCluster(xor)
  const worker = cluster.join({ slots: 1 })
  cluster.settle()
  worker.isHung = true
  void cluster.evaluate(xorGenomes(100))
  cluster.settle()
  expect(worker.jobs).toBe(2)
})

test('B2: speeds are kept from generation to generation, and when a worker comes back', async () => {
  const cluster = new MemoryCluster(xor)
  const [fast, slow] = [cluster.join({ slots: 1 }), cluster.join({ slots: 1 })]
  slow.msPerGenome = 100
  fast.msPerGenome = 1
  cluster.settle()
  const learning = cluster.evaluate(xorGenomes(300))
  cluster.settle()
  await learning
  slow.cut()
  for (let tick = 0; tick < 10; tick++) {
    cluster.advance(500)
    cluster.settle()
  }
  const first = new Map<unknown, number>()
  for (const worker of [fast, slow]) {
    worker.onBatch = (evaluations) => {
      if (!first.has(worker)) first.set(worker, evaluations.length)
      return evaluations
    }
  }
  const next = cluster.evaluate(xorGenomes(300, 1))
  cluster.settle()
  await next
  expect(first.get(fast)).toBeGreaterThan(100)
  expect(first.get(slow)).toBeLessThan(3)
})
