// Frames that nobody should send: sound ones of every type with bytes changed, cut or added, random bytes, and bodies
// made to cost more than they weigh.
import { batchId, genomeId } from '../../core/base/ids.ts'
import type { Random } from '../../core/base/random.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { xor } from '../../core/problems/xor.ts'
import { withOpponents } from '../../core/run/opponents.ts'
import { encodeBatch } from '../../core/wire/batch-codec.ts'
import { FRAME_TYPES, PROTOCOL_VERSION } from '../../core/wire/frame.ts'
import { encodeControl } from '../../core/wire/messages.ts'
import { problemIdentity } from '../../core/wire/problem-identity.ts'
import { encodeResults } from '../../core/wire/results-codec.ts'
import { hello } from './memory-cluster.ts'
import { randomItem } from './random-item.ts'
import { xorGenomes } from './xor-batch.ts'

const WELCOME = {
  ...{ label: 'w', masterVersion: '1.0.0', warning: null },
  ...{ heartbeatIntervalMs: 1000, heartbeatTimeoutMs: 3000, taskTimeoutMs: 1000 },
}
const BEGIN_RUN = { problem: problemIdentity(xor), runId: 'run', options: {} }

/** What a worker needs to be in a run. */
export const welcomeFrames = [encodeControl('welcome', WELCOME), encodeControl('beginRun', BEGIN_RUN)]
/** What a master needs to let somebody in. */
export const helloFrame = encodeControl('hello', hello(xor))

/** One of every type, batches and results of several kinds. */
export function soundFrames(random: Random): readonly Uint8Array[] {
  const header = { batchId: batchId(1), generation: 0, problem: 'xor' }
  const scored = xorGenomes(4).items.map((item) => ({
    kind: 'scored' as const,
    genomeId: item.genomeId,
    fitness: 1,
  }))
  const failed = { kind: 'failed', genomeId: genomeId(2), cause: 'time', reason: 'too long' } as const
  const behaving = { ...scored[0], behaviour: Float64Array.of(1, 2) } as (typeof scored)[0]
  return [
    helloFrame,
    ...welcomeFrames,
    encodeControl('refusal', { code: 'token', message: 'No.' }),
    encodeControl('endRun', { reason: 'solved' }),
    encodeControl('cancel', { batchIds: [1, 2, 3] }),
    encodeControl('ping', null),
    encodeControl('pong', null),
    encodeControl('goodbye', { reason: 'stopped' }),
    encodeControl('setAside', { reason: 'it fails' }),
    encodeControl('slots', { slots: 0, reason: 'somebody is here' }),
    encodeControl('drain', { reason: 'asked to' }),
    encodeBatch(header, xorGenomes(3).items),
    encodeBatch(
      header,
      [1, 2, 3, 4].map((id) => randomItem(random, id)),
    ),
    encodeBatch(header, runToEnd(withOpponents(xorGenomes(3).items, 2))),
    encodeResults({ ...header, elapsedMs: 1, evaluations: [...scored, failed] }),
    encodeResults({ ...header, elapsedMs: 1, evaluations: [behaving] }),
  ]
}

export function badFrame(sound: readonly Uint8Array[], random: Random): Uint8Array {
  const chance = random.nextFloat()
  if (chance < 0.8) return mutated(sound[random.nextInt(sound.length)] ?? new Uint8Array(), random)
  if (chance < 0.9) return randomBytes(random, random.nextInt(200))
  const type = Object.values(FRAME_TYPES)[random.nextInt(Object.keys(FRAME_TYPES).length)] ?? 1
  const body = chance < 0.99 ? randomBytes(random, random.nextInt(200)) : costly(random)
  return Uint8Array.from([0x4e, PROTOCOL_VERSION, type, ...body])
}

function mutated(frame: Uint8Array, random: Random): Uint8Array {
  const bytes = [...frame]
  for (let changes = 1 + random.nextInt(4); changes > 0; changes--) {
    // The header stays whole most of the time, so that what is behind it is reached.
    const at = random.nextChance(0.9) ? 3 + random.nextInt(Math.max(1, bytes.length - 3)) : random.nextInt(3)
    const value = [random.nextInt(256), 0xff, 0, 0x7f, (bytes[at] ?? 0) ^ (1 << random.nextInt(8))]
    bytes[at] = value[random.nextInt(value.length)] ?? 0
  }
  const chance = random.nextFloat()
  if (chance < 0.1) bytes.length = random.nextInt(bytes.length + 1)
  else if (chance < 0.2) bytes.push(...randomBytes(random, random.nextInt(50)))
  return Uint8Array.from(bytes, (byte) => byte ?? 0)
}

function randomBytes(random: Random, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => random.nextInt(256))
}

/** CBOR within CBOR within CBOR, or of lengths that nobody could send. */
function costly(random: Random): Uint8Array {
  const nested = [0x81, 0xa1, 0xc1, 0x9f][random.nextInt(4)] ?? 0x81
  if (random.nextChance(0.5)) return new Uint8Array(3000).fill(nested)
  const announced = [0x5b, 0x7b, 0x9b, 0xbb][random.nextInt(4)] ?? 0x9b
  return Uint8Array.of(announced, 0, 0, random.nextInt(4), 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3)
}
