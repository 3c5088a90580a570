// The sessions of master and workers in memory, with a clock set by hand: rules S1–S12 of docs/protocol.md.
import { describe, expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { batchId, genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import type { EvaluationBatch } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import { PROTOCOL_VERSION } from '../../core/wire/frame.ts'
import { encodeControl } from '../../core/wire/messages.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import type { MemoryWorker } from './memory-cluster.ts'
import { hello, MemoryCluster } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const serial = (batch: EvaluationBatch) => new SerialEvaluator(xor).evaluate(batch, new Cancellation().signal)

function keyOf(cluster: MemoryCluster, label: string): string {
  return cluster.master.workers().find((worker) => worker.label === label)?.key ?? ''
}

describe('the handshake', () => {
  test('S1: a wrong token gets one refusal, and nothing on the run', () => {
    const cluster = new MemoryCluster(xor)
    const worker = cluster.join({ token: 'a-wrong-token-of-somebody' })
    cluster.settle()
    expect(worker.end).toMatchObject({ kind: 'refused', code: 'token' })
    expect(cluster.master.workers()).toEqual([])
    expect(JSON.stringify(worker.end)).not.toContain('xor')
  })

  test('S15: a removed worker is told so, ends for good, and may be started again', () => {
    const cluster = new MemoryCluster(xor)
    const [worker, other] = [cluster.join({ label: 'a' }), cluster.join({ label: 'b' })]
    cluster.settle()
    cluster.toMaster({ kind: 'remove', key: keyOf(cluster, 'a'), bar: false })
    cluster.settle()
    expect(worker.end).toMatchObject({ kind: 'refused', code: 'removed' })
    expect(other.end).toBeNull()
    const again = cluster.join({ label: 'a' })
    cluster.settle()
    expect(again.end).toBeNull()
  })

  test('S15: a barred machine is shut out with all its workers, whatever they call themselves', () => {
    const cluster = new MemoryCluster(xor)
    const workers = [cluster.join({ label: 'a' }), cluster.join({ label: 'b' })]
    cluster.settle()
    cluster.toMaster({ kind: 'remove', key: keyOf(cluster, 'a'), bar: true })
    const again = cluster.join({ label: 'c' })
    cluster.settle()
    const barred = (worker: MemoryWorker) => worker.end?.kind === 'refused' && worker.end.code === 'barred'
    expect([...workers, again].map(barred)).toEqual([true, true, true])
  })

  test('S2: a worker of another protocol is refused with both versions', () => {
    const cluster = new MemoryCluster(xor)
    cluster.toMaster({ kind: 'connected', connection: 'old', address: 'x', local: false })
    const frame = Uint8Array.from(encodeControl('hello', hello(xor)))
    frame[1] = PROTOCOL_VERSION + 1
    cluster.toMaster({ kind: 'received', connection: 'old', bytes: frame })
    expect(cluster.log.join()).toContain(
      `protocol version ${PROTOCOL_VERSION + 1}, this master version ${PROTOCOL_VERSION}`,
    )
  })

  test('S3: another problem hash is refused with both hashes', () => {
    const cluster = new MemoryCluster(xor)
    const worker = cluster.join({ problems: [{ name: 'xor', version: 1, hash: 'f'.repeat(32) }] })
    cluster.settle()
    const message = worker.end?.kind === 'refused' ? worker.end.message : ''
    expect(message).toContain('ffffffffffff')
    expect(message).toMatch(/master version 1, hash [0-9a-f]{12}/)
  })

  test('S4: a second worker of the same name is let in under another label, with a warning on both sides', () => {
    const cluster = new MemoryCluster(xor)
    cluster.join({ label: '1' })
    const second = cluster.join({ label: '1' })
    cluster.settle()
    expect(cluster.master.workers().map(({ label }) => label)).toEqual(['1', '1-2'])
    expect(second.session.warning).toContain('shown as "1-2"')
    expect(cluster.master.workers()[1]?.warning).toContain('shown as "1-2"')
  })

  test('S5: another app version is let in with a warning that names both', () => {
    const cluster = new MemoryCluster(xor)
    const worker = cluster.join({ appVersion: '0.9.0' })
    cluster.settle()
    expect(worker.session.warning).toContain('0.9.0')
    expect(worker.session.warning).toContain('1.0.0')
  })

  test('S5: another engine or processor is let in with a warning that names both', () => {
    const cluster = new MemoryCluster(xor)
    const runtime = { processor: 'p', platform: 'test', release: '1', arch: 'arm64', node: '0', v8: '14.2' }
    const worker = cluster.join({ runtime })
    cluster.settle()
    expect(worker.session.warning).toContain('V8 14.2 on arm64, the master with V8 0 on test')
  })

  test('garbage before the handshake is refused, silence is cut off', () => {
    const cluster = new MemoryCluster(xor)
    cluster.toMaster({ kind: 'connected', connection: 'g', address: 'x', local: false })
    cluster.toMaster({ kind: 'received', connection: 'g', bytes: Uint8Array.of(1, 2, 3) })
    expect(cluster.log.at(-1)).toContain('not a Neatwork frame')
    cluster.toMaster({ kind: 'connected', connection: 's', address: 'x', local: false })
    cluster.nowMs = 6000
    const closed = cluster.master.handle({ kind: 'tick' }, 6000).filter(({ kind }) => kind === 'close')
    expect(closed).toEqual([{ kind: 'close', connection: 's' }])
  })
})

describe('a generation', () => {
  test('S6: results are merged in genome order and equal the serial ones', async () => {
    const cluster = new MemoryCluster(xor)
    const workers = [cluster.join(), cluster.join({ slots: 4 }), cluster.join({ slots: 1 })]
    cluster.settle()
    const batch = xorGenomes(100)
    const done = cluster.evaluate(batch)
    cluster.settle()
    expect(await done).toEqual(await serial(batch))
    expect(workers.every(({ evaluated }) => evaluated > 0)).toBe(true)
    expect(workers.reduce((sum, { evaluated }) => sum + evaluated, 0)).toBe(100)
  })

  test('S7: below minWorkers the run waits, and goes on by itself', async () => {
    const cluster = new MemoryCluster(xor, 2)
    cluster.join()
    cluster.settle()
    const done = cluster.evaluate(xorGenomes(10))
    cluster.settle()
    expect(cluster.workers[0]?.evaluated).toBe(0)
    expect(cluster.waits.at(-1)).toBe('1/2')
    cluster.join()
    cluster.settle()
    expect(cluster.waits.at(-1)).toBe('enough')
    expect(await done).toHaveLength(10)
  })

  test("S8: a dead socket gives its work back at once, a silent worker's after the heartbeat timeout", async () => {
    const cluster = new MemoryCluster(xor)
    const [dying, silent] = [cluster.join(), cluster.join()]
    cluster.settle()
    const batch = xorGenomes(60)
    const done = cluster.evaluate(batch)
    dying?.kill()
    silent?.kill({ silently: true })
    const healthy = cluster.join()
    cluster.settle()
    for (let tick = 0; tick < 8; tick++) {
      cluster.advance(500)
      cluster.settle()
    }
    expect(cluster.log.join()).toContain('was silent for 3 s')
    expect(await done).toEqual(await serial(batch))
    expect(healthy.evaluated).toBe(60)
  })

  test('S9: a batch that takes longer than taskTimeoutMs is given to others', async () => {
    const cluster = new MemoryCluster(xor)
    const hung = cluster.join()
    cluster.settle()
    const batch = xorGenomes(20)
    const done = cluster.evaluate(batch)
    hung.step = () => false // alive, and deaf to everything
    hung.take = () => {}
    const healthy = cluster.join()
    for (let tick = 0; tick < 60; tick++) {
      cluster.advance(400)
      const bytes = encodeControl('pong', null)
      cluster.toMaster({ kind: 'received', connection: hung.connection ?? '', bytes })
      cluster.settle()
    }
    expect(cluster.log.join()).toContain('raise taskTimeoutMs')
    expect(healthy.evaluated).toBe(20)
    expect(await done).toEqual(await serial(batch))
  })

  test('S10: results that come twice, late, or for genomes never given are ignored', async () => {
    const cluster = new MemoryCluster(xor)
    const liar = cluster.join()
    cluster.settle()
    const batch = xorGenomes(10)
    const done = cluster.evaluate(batch)
    const connection = liar.connection ?? ''
    const evaluations = [{ kind: 'scored' as const, genomeId: genomeId(999_999), fitness: 1e9 }]
    for (const id of [1, 77_777]) {
      const frame = encodeResults({ batchId: batchId(id), generation: 0, elapsedMs: 0, evaluations })
      cluster.toMaster({ kind: 'received', connection, bytes: frame })
    }
    cluster.settle()
    expect(cluster.log.join()).toContain('never asked for')
    expect(await done).toEqual(await serial(batch))
  })

  test('S11: a fitness that is not finite is a failure that names the worker', async () => {
    const cluster = new MemoryCluster({ ...xor, evaluate: () => 1 })
    const worker = cluster.join({ label: 'liar' })
    cluster.settle()
    const done = cluster.evaluate(xorGenomes(1))
    worker.twist = (evaluation) => ({ ...evaluation, kind: 'scored', fitness: Number.NaN })
    cluster.settle()
    expect(await done).toMatchObject([{ kind: 'failed', reason: expect.stringContaining('"liar"') }])
  })

  test('S11: so is one of its metrics, and finite ones arrive', async () => {
    const cluster = new MemoryCluster({ ...xor, evaluate: () => ({ fitness: 1, metrics: { laps: 2 } }) })
    const worker = cluster.join({ label: 'liar' })
    cluster.settle()
    const sound = cluster.evaluate(xorGenomes(1))
    cluster.settle()
    expect(await sound).toMatchObject([{ kind: 'scored', metrics: { laps: 2 } }])
    const unsound = cluster.evaluate(xorGenomes(1))
    worker.twist = (evaluation) => ({
      ...evaluation,
      kind: 'scored',
      fitness: 1,
      metrics: { laps: Number.NaN },
    })
    cluster.settle()
    expect(await unsound).toMatchObject([{ kind: 'failed', reason: expect.stringContaining('"liar"') }])
  })
})

describe('a worker', () => {
  test('S12: started with once leaves when the run ends; others wait for the next', () => {
    const cluster = new MemoryCluster(xor)
    const once = cluster.join({}, true)
    const patient = cluster.join()
    cluster.settle()
    cluster.toMaster({ kind: 'endRun', reason: 'solved' })
    cluster.settle()
    expect(once.end).toEqual({ kind: 'done' })
    expect(patient.end).toBeNull()
    expect(patient.session.connection(0)).toEqual({ kind: 'idle' })
  })

  test('comes back after a cut connection, under its own key, and takes work again', async () => {
    const cluster = new MemoryCluster(xor)
    const worker = cluster.join()
    cluster.settle()
    const batch = xorGenomes(30)
    const done = cluster.evaluate(batch)
    cluster.step()
    worker.cut()
    expect(worker.session.connection(0)).toMatchObject({ kind: 'retrying', attempt: 1 })
    for (let tick = 0; tick < 10; tick++) cluster.advance(500)
    cluster.settle()
    expect(await done).toEqual(await serial(batch))
    expect(cluster.master.workers()).toHaveLength(1)
  })
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'seed %d: whatever fails, the results are the serial ones',
  async (seed) => {
    const random = Random.fromSeed(seed)
    const cluster = new MemoryCluster(xor)
    for (let generation = 0; generation < 12; generation++) {
      const batch = xorGenomes(40, generation)
      const done = cluster.evaluate(batch)
      let result: unknown = null
      void done.then((value) => {
        result = value
      })
      for (let turn = 0; result === null; turn++) {
        expect(turn).toBeLessThan(5000)
        stir(cluster, random)
        await Promise.resolve()
      }
      expect(result).toEqual(await serial(batch))
    }
  },
)

/** One turn of a cluster that has no luck. */
function stir(cluster: MemoryCluster, random: Random): void {
  const alive = cluster.workers.filter(({ isDead }) => !isDead)
  const victim = alive[random.nextInt(Math.max(1, alive.length))]
  const chance = random.nextFloat()
  if (alive.length < 2 || chance < 0.01) cluster.join({ slots: 1 + random.nextInt(4) })
  else if (chance < 0.03) victim?.kill({ silently: random.nextChance(0.5) })
  else if (chance < 0.06) victim?.cut()
  else if (chance < 0.08 && victim !== undefined && victim.outbox.length > 0) {
    const copy = victim.outbox[0]
    if (copy !== undefined) victim.outbox.push(copy) // the same results twice
  } else if (chance < 0.1 && victim?.connection != null) {
    const garbage = Uint8Array.from({ length: 1 + random.nextInt(30) }, () => random.nextInt(256))
    cluster.toMaster({ kind: 'received', connection: victim.connection, bytes: garbage })
  } else if (chance < 0.2) cluster.advance(400)
  else cluster.step()
}
