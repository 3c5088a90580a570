// What a broker keeps: results of workers whose master is away, and genomes that were given up.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { jetstreamManager } from '@nats-io/jetstream'
import { Kvm } from '@nats-io/kv'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Cancellation } from '../../../core/base/abort.ts'
import type { EvaluationBatch } from '../../../core/evaluate/batch.ts'
import { evaluateItem } from '../../../core/evaluate/evaluate-item.ts'
import { SerialEvaluator } from '../../../core/evaluate/serial.ts'
import { newToken } from '../../../core/node/cluster/token.ts'
import type { Runner } from '../../../core/node/threads/batch-runner.ts'
import type { Problem } from '../../../core/problems/problem.ts'
import { xor } from '../../../core/problems/xor.ts'
import { decodeBatch } from '../../../core/wire/batch-codec.ts'
import type { Frame } from '../../../core/wire/frame.ts'
import { encodeResults } from '../../../core/wire/results-codec.ts'
import { batchOf } from '../../contract/batch-evaluator.ts'
import { masterHere, untilConnection } from '../cluster-here.ts'
import { evaluatedBoth, workerAt } from './meet.ts'
import { NatsServer, noBroker, notNow } from './nats-server.ts'

const serial = (batch: EvaluationBatch) => new SerialEvaluator(xor).evaluate(batch, new Cancellation().signal)

/** Evaluates in place, and holds what is finished back until it is let go. */
class HeldRunner implements Runner {
  readonly slots = 1
  readonly #problem: Problem
  readonly #finished: (() => void)[] = []

  constructor(problem: Problem) {
    this.#problem = problem
  }

  get held(): number {
    return this.#finished.length
  }

  letGo(): void {
    for (const done of this.#finished.splice(0)) done()
  }

  prepare(): void {}

  run(bytes: Uint8Array, _limitMs: number, done: (frame: Frame, genomes: number) => void): () => void {
    const batch = decodeBatch(bytes)
    if (!batch.ok) throw new Error(batch.error.message)
    const { items, batchId, generation } = batch.value
    const evaluations = items.map((item) => evaluateItem(this.#problem, item))
    const frame = encodeResults({ batchId, generation, elapsedMs: 1, evaluations })
    this.#finished.push(() => done(frame, items.length))
    return () => {}
  }

  async close(): Promise<void> {}
}

async function clientOf(server: NatsServer): Promise<NatsConnection> {
  const nats = await connect({ servers: server.url })
  onTestFinished(() => nats.close())
  return nats
}

/** Looks again now and then, for what happens at the broker tells nobody here. */
async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20))
}

if (notNow !== null) console.log(`not here: a broker that has lost what it stored (${notNow})`)

describe.skipIf(noBroker !== null)('at nats-server', () => {
  test('what a worker finishes while there is no master is taken by the next, although the worker has gone', async () => {
    const server = await NatsServer.start()
    const admin = await jetstreamManager(await clientOf(server))
    const rules = { broker: server.url, token: newToken(), batchSize: 5, heartbeatIntervalMs: 100 }
    const first = await masterHere(rules)
    first.beginRun(xor, { runId: 'r', minWorkers: 1 })
    const runner = new HeldRunner(xor)
    const worker = workerAt({ broker: server.url }, { runner })
    const cancellation = new Cancellation()
    const batch = batchOf(5)
    const given = first.evaluate(batch, cancellation.signal).catch(() => 'given up')
    await until(() => runner.held > 0)
    await first.close()
    await untilConnection(worker, 'retrying')
    runner.letGo()
    await until(async () => {
      const { state } = await admin.streams.info('NEATWORK_RESULTS', { subjects_filter: '>' })
      return Object.keys(state.subjects ?? {}).some((subject) => subject.endsWith('.results'))
    })
    await worker.stop()
    const lines: string[] = []
    const second = await masterHere({ ...rules, log: (_level, message) => lines.push(message) })
    second.beginRun(xor, { runId: 'r', minWorkers: 0 })
    expect(await second.evaluate(batch, new Cancellation().signal)).toEqual(await serial(batch))
    expect(lines.join('\n')).toContain('Took 5 results that were asked for earlier.')
    cancellation.abort()
    expect(await given).toBe('given up')
  })

  test.skipIf(notNow !== null)(
    'a broker that has lost everything it stored is filled anew, and the run goes on',
    async () => {
      const server = await NatsServer.start()
      const master = await masterHere({ broker: server.url, heartbeatIntervalMs: 100 })
      master.beginRun(xor, { runId: 'r', minWorkers: 1 })
      workerAt({ broker: server.url })
      const before = await evaluatedBoth(master, batchOf(20))
      expect(before.cluster).toEqual(before.serial)
      await server.kill()
      rmSync(join(server.folder, 'store'), { recursive: true })
      await server.start()
      const after = await evaluatedBoth(master, batchOf(20, 1))
      expect(after.cluster).toEqual(after.serial)
    },
  )

  test('a master that finds another in its place ends its run', async () => {
    const server = await NatsServer.start()
    const master = await masterHere({ broker: `${server.url}?run=mine`, heartbeatIntervalMs: 100 })
    master.beginRun(xor, { runId: 'r', minWorkers: 1 })
    const never = master.evaluate(batchOf(2), new Cancellation().signal)
    const bucket = await new Kvm(await clientOf(server)).open('NEATWORK_PRESENCE')
    const other = {
      version: 1,
      instance: 'other',
      label: 'lab-7',
      problem: null,
      heartbeatMs: 100,
      leaseMs: 1,
    }
    await bucket.put('mine.master', JSON.stringify(other))
    const sentence = 'Another master, on lab-7, has taken over the run "mine" at the broker. This one ends.'
    await expect(never).rejects.toThrow(sentence)
    await expect(master.evaluate(batchOf(2), new Cancellation().signal)).rejects.toThrow(sentence)
  })

  test('a genome that fails maxRetries times is a dead letter, with its reason and what was to be evaluated', async () => {
    const server = await NatsServer.start()
    const failing: Problem = { ...xor, evaluate: () => Number.NaN }
    const master = await masterHere({ broker: server.url, maxRetries: 2 })
    master.beginRun(xor, { runId: 'r', minWorkers: 1 })
    const runner = new HeldRunner(failing)
    workerAt({ broker: server.url }, { runner })
    const batch = batchOf(1, 4)
    const done = master.evaluate(batch, new Cancellation().signal)
    for (let tries = 0; tries < 2; tries++) {
      await until(() => runner.held > 0)
      runner.letGo()
    }
    expect(await done).toMatchObject([{ kind: 'failed', cause: 'value' }])
    const admin = await jetstreamManager(await clientOf(server))
    await until(async () => (await admin.streams.info('NEATWORK_DEAD')).state.messages > 0)
    const letter = await admin.streams.getMessage('NEATWORK_DEAD', { seq: 1 })
    const told = ['Generation', 'Genome', 'Cause', 'Reason'].map((name) =>
      letter?.header.get(`Neatwork-${name}`),
    )
    expect(told).toEqual(['4', '4000', 'value', expect.stringContaining('(2 tries)')])
    const work = decodeBatch(letter?.data ?? new Uint8Array())
    expect(work).toMatchObject({ ok: true, value: { generation: 4, items: batch.items } })
  })
})
