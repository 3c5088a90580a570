// Rule W6 of docs/protocol.md: whatever arrives, sessions and decoders neither throw nor hang, and hold on to nothing. The
// long form, with a million frames, is `npm run test:fuzz`.
import { cpuUsage, env, memoryUsage } from 'node:process'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { xor } from '../../core/problems/xor.ts'
import { decodeBatch } from '../../core/wire/batch-codec.ts'
import { HEADER_BYTES, MAX_FRAME_BYTES, readHeader } from '../../core/wire/frame.ts'
import { MasterSession } from '../../core/wire/master-session.ts'
import { decodeControl } from '../../core/wire/messages.ts'
import { problemIdentity } from '../../core/wire/problem-identity.ts'
import { decodeResults } from '../../core/wire/results-codec.ts'
import { WorkerSession } from '../../core/wire/worker-session.ts'
import { badFrame, helloFrame, soundFrames, welcomeFrames } from './fuzz-frames.ts'
import { hello, SETTINGS } from './memory-cluster.ts'
import { xorGenomes } from './xor-batch.ts'

const FRAMES = env['NEATWORK_FUZZ'] === 'long' ? 1_000_000 : 10_000
const SEED = Number(env['NEATWORK_SEED'] ?? 20261123)
/** One frame may cost so much of the processor, garbage collection included: the clock would measure the machine's load. */
const LONGEST_MS = 1000
const MOST_GROWTH_BYTES = 32 * 1024 * 1024

const OWN_HELLO = hello(xor)
const RUN_PROBLEM = problemIdentity(xor)
const BATCHES = [0, 1, 2, 3, 4].map((generation) => xorGenomes(10, generation))

/** Somebody to whom frames are sent. */
interface Target {
  receive(frame: Uint8Array, nowMs: number): void
}

/** A master with a run and a member; whoever was thrown out comes back. */
class FuzzedMaster implements Target {
  readonly #session = new MasterSession(SETTINGS)
  #connection = 0
  #generation = 0
  #isMember = false

  constructor() {
    const run = { problem: RUN_PROBLEM, deterministic: true, runId: 'run', minWorkers: 1, options: {} }
    this.#session.handle({ kind: 'beginRun', ...run }, 0)
    this.#begin(0)
  }

  receive(frame: Uint8Array, nowMs: number): void {
    if (!this.#isMember) this.#join(nowMs)
    this.#take({ kind: 'received', connection: `c${this.#connection}`, bytes: frame }, nowMs)
    this.#take({ kind: 'tick' }, nowMs)
    const strange = { kind: 'connected', connection: 'stranger', address: 'x', local: false } as const
    this.#take(strange, nowMs)
    this.#take({ kind: 'received', connection: 'stranger', bytes: frame }, nowMs)
    this.#take({ kind: 'disconnected', connection: 'stranger' }, nowMs)
  }

  #join(nowMs: number): void {
    const connection = `c${++this.#connection}`
    this.#isMember = true
    this.#take({ kind: 'connected', connection, address: 'x', local: false }, nowMs)
    this.#take({ kind: 'received', connection, bytes: helloFrame }, nowMs)
  }

  #begin(nowMs: number): void {
    const batch = BATCHES[this.#generation++ % BATCHES.length]
    if (batch !== undefined) this.#take({ kind: 'evaluate', batch }, nowMs)
  }

  #take(input: Parameters<MasterSession['handle']>[0], nowMs: number): void {
    for (const effect of this.#session.handle(input, nowMs)) {
      if (effect.kind === 'close' && effect.connection === `c${this.#connection}`) this.#isMember = false
      if (effect.kind !== 'evaluated') continue
      this.#begin(nowMs)
    }
    if (!this.#session.workers().some(({ state }) => state !== 'gone')) this.#isMember = false
  }
}

/** A worker in a run; when it gives its master up, it joins again. */
class FuzzedWorker implements Target {
  #session = this.#joined()

  receive(frame: Uint8Array, nowMs: number): void {
    const effects = this.#session.handle({ kind: 'received', bytes: frame }, nowMs)
    for (const effect of effects) {
      if (effect.kind !== 'evaluate') continue
      const results = { kind: 'evaluated', batchId: effect.batchId, genomes: 0, frame: helloFrame } as const
      this.#session.handle(results, nowMs)
    }
    this.#session.handle({ kind: 'tick' }, nowMs)
    const { kind } = this.#session.connection(nowMs)
    if (kind !== 'idle' && kind !== 'working') this.#session = this.#joined()
  }

  #joined(): WorkerSession {
    const rules = { once: false, connectionTimeoutMs: 5000, chance: () => 0.5, declaredHash: () => null }
    const session = new WorkerSession({ hello: OWN_HELLO, ...rules })
    session.handle({ kind: 'start' }, 0)
    session.handle({ kind: 'opened' }, 0)
    for (const bytes of welcomeFrames) session.handle({ kind: 'received', bytes }, 0)
    return session
  }
}

const decoders: Target = {
  receive(frame) {
    readHeader(frame, MAX_FRAME_BYTES)
    decodeBatch(frame)
    decodeResults(frame)
    const body = frame.subarray(HEADER_BYTES)
    for (const type of ['hello', 'welcome', 'beginRun', 'cancel'] as const) decodeControl(type, body)
  },
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

test.each([
  { name: 'master session', target: () => new FuzzedMaster() },
  { name: 'worker session', target: () => new FuzzedWorker() },
  { name: 'set of decoders', target: () => decoders },
])(
  `W6: the $name survives ${FRAMES} mutated and random frames: seed ${SEED}`,
  { timeout: 1_800_000 },
  ({ name, target: make }) => {
    const random = Random.fromSeed(SEED)
    const sound = soundFrames(random)
    const target = make()
    let longestMs = 0
    let heapBefore = 0
    for (let count = 0; count < FRAMES; count++) {
      // After a tenth everything that is kept for good has been made.
      if (count === FRAMES / 10) heapBefore = heap()
      const frame = badFrame(sound, random)
      const begun = cpuUsage()
      target.receive(frame, count)
      const { user, system } = cpuUsage(begun)
      longestMs = Math.max(longestMs, (user + system) / 1000)
    }
    const growth = heap() - heapBefore
    process.stdout.write(
      `${name}: ${FRAMES} frames, the longest took ${longestMs.toFixed(0)} ms of the processor, memory ${(growth / 1e6).toFixed(1)} MB\n`,
    )
    expect(longestMs).toBeLessThan(LONGEST_MS)
    expect(growth).toBeLessThan(MOST_GROWTH_BYTES)
  },
)

function heap(): number {
  collectGarbage()
  const { heapUsed, external } = memoryUsage()
  return heapUsed + external
}
