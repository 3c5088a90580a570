// The bytes of every type of frame, pinned: whoever changes one of them changes the protocol, and has to raise its version.
// `UPDATE_GOLDEN=1 npx vitest run --project unit test/wire/golden-frames.test.ts` writes the file anew.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, test } from 'vitest'
import { xor } from '../../core/problems/xor.ts'
import { ADAM_DEFAULTS } from '../../core/tune/adam.ts'
import { decodeBatch, encodeBatch } from '../../core/wire/batch-codec.ts'
import { FRAME_TYPES, HEADER_BYTES, PROTOCOL_VERSION } from '../../core/wire/frame.ts'
import { type ControlType, decodeControl, encodeControl } from '../../core/wire/messages.ts'
import { decodeResults, encodeResults } from '../../core/wire/results-codec.ts'
import { MemoryCluster } from './memory-cluster.ts'
import {
  behavingEvaluations,
  measuredEvaluations,
  meetingItems,
  sampleBodies,
  sampleEvaluations,
  sampleHeader,
  sampleItems,
} from './sample-messages.ts'

const FOLDER = join(import.meta.dirname, '../golden')
const fileOf = (version: number) => join(FOLDER, `frames-protocol-${version}.json`)

const TUNING = { ...ADAM_DEFAULTS, epochs: 7, limit: 8, inherit: true }
const controlTypes = Object.keys(sampleBodies) as readonly ControlType[] // their type says that these are all

const control = <Type extends ControlType>(type: Type) => encodeControl(type, sampleBodies[type])

const frames: Readonly<Record<string, Uint8Array>> = {
  ...Object.fromEntries(controlTypes.map((type) => [type, control(type)])),
  batch: encodeBatch(sampleHeader, sampleItems),
  'batch, tuned': encodeBatch({ ...sampleHeader, tuning: TUNING }, sampleItems),
  'batch, meeting': encodeBatch(sampleHeader, meetingItems),
  results: encodeResults({ ...sampleHeader, elapsedMs: 12.5, evaluations: sampleEvaluations }),
  'results, behaving': encodeResults({ ...sampleHeader, elapsedMs: 12.5, evaluations: behavingEvaluations }),
  'results, measured': encodeResults({ ...sampleHeader, elapsedMs: 12.5, evaluations: measuredEvaluations }),
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const written = (version: number): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(fileOf(version), 'utf8'))

if (env['UPDATE_GOLDEN'] === '1') {
  const all = Object.fromEntries(Object.entries(frames).map(([name, bytes]) => [name, hex(bytes)]))
  writeFileSync(fileOf(PROTOCOL_VERSION), `${JSON.stringify(all, null, 2)}\n`)
}

test('every type of frame has golden bytes', () => {
  const types = new Set(Object.keys(frames).map((name) => name.split(',')[0]))
  expect([...types].sort()).toEqual(Object.keys(FRAME_TYPES).sort())
  expect(Object.keys(written(PROTOCOL_VERSION)).sort()).toEqual(Object.keys(frames).sort())
})

test.each(Object.keys(frames))('W7: %s is written as its golden bytes', (name) => {
  expect(hex(frames[name] ?? new Uint8Array())).toBe(written(PROTOCOL_VERSION)[name])
})

test.each(controlTypes)('W7: the golden bytes of %s mean what they meant', (type) => {
  const body = bytesOf(written(PROTOCOL_VERSION)[type] ?? '').subarray(HEADER_BYTES)
  expect(decodeControl(type, body)).toEqual({ ok: true, value: sampleBodies[type] })
})

test('W7: the golden bytes of batches and results mean what they meant', () => {
  const golden = written(PROTOCOL_VERSION)
  const batch = decodeBatch(bytesOf(golden['batch, tuned'] ?? ''))
  expect(batch).toEqual({
    ok: true,
    value: { ...sampleHeader, count: 2, tuning: TUNING, items: sampleItems },
  })
  const meeting = decodeBatch(bytesOf(golden['batch, meeting'] ?? ''))
  expect(meeting).toEqual({ ok: true, value: { ...sampleHeader, count: 2, items: meetingItems } })
  const results = decodeResults(bytesOf(golden['results'] ?? ''))
  expect(results).toMatchObject({ ok: true, value: { elapsedMs: 12.5, evaluations: sampleEvaluations } })
  const behaving = decodeResults(bytesOf(golden['results, behaving'] ?? ''))
  expect(behaving).toMatchObject({ ok: true, value: { evaluations: behavingEvaluations } })
  const measured = decodeResults(bytesOf(golden['results, measured'] ?? ''))
  expect(measured).toMatchObject({ ok: true, value: { evaluations: measuredEvaluations } })
})

/** Versions of before of which frames are kept. */
const older = readdirSync(FOLDER)
  .map((name) => Number(/^frames-protocol-(\d+)\.json$/.exec(name)?.[1] ?? PROTOCOL_VERSION))
  .filter((version) => version !== PROTOCOL_VERSION)

test.each(older)(
  'S2: a worker of protocol %i is refused politely, with both versions and what to do',
  (version) => {
    const cluster = new MemoryCluster(xor)
    cluster.toMaster({ kind: 'connected', connection: 'old', address: '10.0.0.9', local: false })
    const bytes = bytesOf(written(version)['hello'] ?? '')
    const effects = cluster.master.handle({ kind: 'received', connection: 'old', bytes }, 0)
    const sent = effects.flatMap((effect) => (effect.kind === 'send' ? [effect.frame] : []))
    expect(sent).toHaveLength(1)
    const refusal = decodeControl('refusal', (sent[0] ?? new Uint8Array()).subarray(HEADER_BYTES))
    expect(refusal).toEqual({
      ok: true,
      value: {
        code: 'protocol',
        message: `The worker speaks protocol version ${version}, this master version ${PROTOCOL_VERSION}. Install the same Neatwork on both machines.`,
      },
    })
    expect(effects.at(-1)).toMatchObject({ kind: 'close', connection: 'old' })
    expect(cluster.master.workers()).toEqual([])
  },
)

test.each(older)(
  'S2: a worker that meets a master of protocol %i leaves for good with both versions',
  (version) => {
    const cluster = new MemoryCluster(xor)
    const worker = cluster.join()
    worker.inbox.length = 0
    worker.take({ kind: 'received', bytes: bytesOf(written(version)['welcome'] ?? '') })
    expect(worker.end).toEqual({
      kind: 'refused',
      code: 'protocol',
      message: `The master speaks protocol version ${version}, this worker version ${PROTOCOL_VERSION}. Install the same Neatwork on both machines.`,
    })
  },
)

test('frames of an older protocol are kept', () => {
  expect(older.length).toBeGreaterThan(0)
  expect(existsSync(fileOf(PROTOCOL_VERSION))).toBe(true)
})
