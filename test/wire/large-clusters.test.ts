// What keeps a master's work independent of the number of its workers, each part held against the plain way to say it.
import { expect, test } from 'vitest'
import { SimulatedCluster } from '../../bench/cluster/simulated-cluster.ts'
import { waitingGenomes } from '../../bench/cluster/waits.ts'
import { tooMany } from '../../bench/scale/simulate-scale.ts'
import { batchId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { xor } from '../../core/problems/xor.ts'
import { Attention } from '../../core/wire/attention.ts'
import { DueLeases } from '../../core/wire/due-leases.ts'
import { Heartbeats } from '../../core/wire/heartbeats.ts'
import type { Lease } from '../../core/wire/lease.ts'
import { isAble, type Member, newMember } from '../../core/wire/member.ts'
import { newStanding, noteSpeed } from '../../core/wire/standing.ts'
import { Workforce } from '../../core/wire/workforce.ts'
import { hello } from './memory-cluster.ts'

const SEED = 20261125
/** Made once: it works the problem's fingerprint out. */
const INTRODUCTION = hello(xor, { slots: 1 })

function someMember(number: number, random: Random): Member {
  const arrival = { connection: `c${number}`, address: 'x', local: random.nextChance(0.1), nowMs: 0 }
  const introduction = { ...INTRODUCTION, slots: 1 + random.nextInt(4), key: `key-of-worker-${number}` }
  return newMember(arrival, introduction, newStanding(), { label: `w${number}`, warning: null })
}

function change(member: Member, random: Random): void {
  const what = random.nextInt(5)
  if (what === 0) member.isOverdue = !member.isOverdue
  else if (what === 1) member.slots = random.nextInt(4)
  else if (what === 2) member.standing.setAside = random.nextChance(0.3) ? 'it lies' : null
  else if (what === 3) member.draining = random.nextChance(0.3) ? 'it was asked to' : null
  else noteSpeed(member.standing, 'xor', 1, 1 + random.nextInt(100))
}

test.each([SEED, SEED + 1, SEED + 2])(
  'a workforce kept up to date one worker at a time is the one counted anew: seed %i',
  (seed) => {
    const random = Random.fromSeed(seed)
    const workforce = new Workforce()
    workforce.setProblem('xor')
    const here: Member[] = []
    for (let turn = 0; turn < 3000; turn++) {
      const member = here[random.nextInt(Math.max(1, here.length))]
      if (member === undefined || random.nextChance(0.1)) {
        here.push(someMember(turn, random))
        workforce.note(here.at(-1) as Member)
      } else if (random.nextChance(0.08)) {
        here.splice(here.indexOf(member), 1)
        workforce.leave(member)
      } else {
        change(member, random)
        workforce.note(member)
      }
    }
    const able = here.filter(isAble)
    const punctual = able.filter(({ isOverdue }) => !isOverdue)
    const given = punctual.length > 0 ? punctual : able
    expect(new Set(workforce.able)).toEqual(new Set(given.map(({ key }) => key)))
    const useful = here.filter(({ standing, draining }) => standing.setAside === null && draining === null)
    expect(workforce.useful.local + workforce.useful.remote).toBe(useful.length)
    expect(workforce.useful.local).toBe(useful.filter(({ local }) => local).length)
    const shares = given.map((member) => workforce.capacityOf(member).share * member.slots)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
  },
)

test('the speeds of another problem are taken anew', () => {
  const random = Random.fromSeed(SEED)
  const [fast, slow] = [someMember(1, random), someMember(2, random)]
  fast.standing.speeds.set('maze', 1)
  slow.standing.speeds.set('maze', 9)
  const workforce = new Workforce()
  for (const member of [fast, slow]) workforce.note(member)
  expect(workforce.capacityOf(slow).estimatedMs).toBeNull()
  workforce.setProblem('maze')
  expect(workforce.capacityOf(slow).share * 9).toBeCloseTo(workforce.capacityOf(fast).share, 12)
})

test('whom to look at: first who has news, then everybody in turn, never more than there is use for', () => {
  const attention = new Attention()
  const keys = Array.from({ length: 1000 }, (_, number) => `w${number}`)
  for (const key of keys) attention.note(key, true)
  expect(attention.next(2000).size).toBe(1000)
  for (const key of keys) attention.isFull(key)
  attention.note('w700', true)
  expect(attention.next(1).has('w700')).toBe(true)
  const seen = new Set(Array.from({ length: 80 }, () => [...attention.next(1)]).flat())
  expect(seen.size).toBe(1000)
  for (const key of keys) attention.isBusy(key)
  expect(attention.idle()).toEqual([])
  attention.note('w3', true)
  expect(attention.idle()).toEqual(['w3'])
  attention.forget('w3')
  expect(attention.next(1).has('w3')).toBe(false)
})

test.each([SEED, SEED + 1, SEED + 2])('leases are found by when they are due: seed %i', (seed) => {
  const random = Random.fromSeed(seed)
  const due = new DueLeases()
  let leases: Lease[] = []
  for (let turn = 0; turn < 2000; turn++) {
    const dueAtMs = random.nextChance(0.1) ? Number.POSITIVE_INFINITY : random.nextInt(50)
    const lease = { batchId: batchId(turn + 1), holder: 'w', indices: [], leasedUntilMs: 0, dueAtMs }
    const gone = leases[random.nextInt(Math.max(1, leases.length))]
    if (gone === undefined || random.nextChance(0.55)) {
      leases.push(lease)
      due.add(lease)
      if (random.nextChance(0.2)) due.add(lease)
    } else {
      leases = leases.filter((other) => other !== gone)
      due.delete(gone)
      if (random.nextChance(0.2)) due.delete(gone)
    }
  }
  const known = leases.filter(({ dueAtMs }) => dueAtMs !== Number.POSITIVE_INFINITY)
  const latestFirst = known.toSorted((a, b) => b.dueAtMs - a.dueAtMs || b.batchId - a.batchId)
  expect([...due.until(25)]).toEqual(latestFirst.filter(({ dueAtMs }) => dueAtMs <= 25))
  expect([...due.after(25)]).toEqual(latestFirst.filter(({ dueAtMs }) => dueAtMs > 25))
  expect(due.nextDueAfter(25)).toBe(latestFirst.filter(({ dueAtMs }) => dueAtMs > 25).at(-1)?.dueAtMs)
  expect(due.nextDueAfter(50)).toBe(Number.POSITIVE_INFINITY)
})

test('health checks of thousands go out in several turns, to everybody once in an interval', () => {
  const random = Random.fromSeed(SEED)
  const members = Array.from({ length: 30_000 }, (_, number) => someMember(number, random))
  const heartbeats = new Heartbeats({
    ...{ heartbeatIntervalMs: 5000, heartbeatTimeoutMs: 15_000, handshakeTimeoutMs: 5000 },
  })
  for (let interval = 0; interval < 2; interval++) {
    const turns = Array.from({ length: 50 }, (_, tick) =>
      heartbeats.due(members, 5000 * interval + 100 * tick),
    )
    expect(Math.max(...turns.map(({ length }) => length))).toBeLessThan(1500)
    expect(turns.flat()).toEqual(members)
  }
  // A master that was held up asks those whom it missed, too.
  expect(heartbeats.due(members, 10_000)).toHaveLength(1000)
  expect(heartbeats.due(members, 15_000)).toHaveLength(30_000)
  const few = members.slice(0, 900)
  expect(heartbeats.due(few, 20_000)).toHaveLength(29_000 + 900)
  expect(heartbeats.due(few, 20_100)).toEqual([])
  expect(heartbeats.due(few, 25_000)).toEqual(few)
})

test('a generation for thousands of workers is given out in several turns, whole', () => {
  const cluster = new SimulatedCluster(
    Array.from({ length: 2500 }, () => ({ slots: 1, slowness: 1 })),
    { delayMs: 0.5, verifyPercent: 2 },
  )
  const took = cluster.evaluate(waitingGenomes(5000, 1))
  expect(took).toBeGreaterThan(30)
  expect(took).toBeLessThan(200)
  expect(cluster.load.framesIn).toBeGreaterThan(2500)
})

test('churn that empties the cluster goes on, and never leaves more workers than there were', () => {
  const churn = { perHour: 50_000, silent: 0, absentMs: 100, seed: SEED }
  const kind = { slots: 1, slowness: 1 }
  const cluster = new SimulatedCluster([kind, kind, kind], { delayMs: 0.5, verifyPercent: 0, churn })
  let most = 0
  let fewest = 3
  for (let generation = 1; generation <= 10; generation++) {
    cluster.evaluate(waitingGenomes(50, generation))
    most = Math.max(most, cluster.alive)
    fewest = Math.min(fewest, cluster.alive)
  }
  expect(most).toBeLessThanOrEqual(3)
  expect(fewest).toBeLessThan(3)
})

test('workers that leave before they have evaluated anything: the simulation gives up in one sentence', () => {
  const churn = { perHour: 1_000_000, silent: 0, absentMs: 1000, seed: SEED }
  const cluster = new SimulatedCluster([{ slots: 1, slowness: 1e5 }], {
    ...{ delayMs: 0.5, verifyPercent: 0, churn, mostMs: 60_000 },
  })
  expect(() => cluster.evaluate(waitingGenomes(2, 1))).toThrow(
    'Given up after 0.0 simulated hours: workers leave sooner than they evaluate.',
  )
})

test('more workers than the memory holds are refused before they are made', () => {
  const heapBytes = 4.3e9
  expect(tooMany({ workers: 100_000, population: 400_000 }, heapBytes)).toBeNull()
  expect(tooMany({ workers: 1_000_000, population: 4_000_000 }, heapBytes)).toBe(
    '1,000,000 workers and 4,000,000 genomes take about 28.8 GB, and Node may use 4.3 GB here: take fewer, or set NODE_OPTIONS=--max-old-space-size=28800 on a machine that has as much.',
  )
})
