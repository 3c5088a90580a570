// Rules W1–W5 of docs/protocol.md: what is sent arrives bit for bit.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ByteWriter } from '../../core/base/bytes.ts'
import { batchId, genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { type Evaluation, type EvaluationItem, FAILURE_CAUSES } from '../../core/evaluate/batch.ts'
import { withOpponents } from '../../core/run/opponents.ts'
import { ADAM_DEFAULTS } from '../../core/tune/adam.ts'
import { decodeBatch, encodeBatch, peekBatch } from '../../core/wire/batch-codec.ts'
import {
  HEADER_BYTES,
  MAX_FRAME_BYTES,
  PROTOCOL_VERSION,
  readHeader,
  writeHeader,
} from '../../core/wire/frame.ts'
import { decodeControl, encodeControl } from '../../core/wire/messages.ts'
import { decodeResults, encodeResults } from '../../core/wire/results-codec.ts'
import { randomItem } from './random-item.ts'

const header = { batchId: batchId(7), generation: 3, problem: 'xor' }

describe('batches', () => {
  test('W1: every network arrives bit for bit', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 5 }), (seed, count) => {
        const random = Random.fromSeed(seed)
        const items = Array.from({ length: count }, (_, index) => randomItem(random, index))
        const decoded = decodeBatch(encodeBatch(header, items))
        expect(decoded).toEqual({ ok: true, value: { ...header, count, items } })
      }),
    )
  })

  test('W1: fine-tuning travels with the batch', () => {
    const tuning = { ...ADAM_DEFAULTS, epochs: 7, limit: 8, inherit: true }
    const items = [randomItem(Random.fromSeed(3), 1)]
    const decoded = decodeBatch(encodeBatch({ ...header, tuning }, items))
    expect(decoded).toEqual({ ok: true, value: { ...header, count: 1, tuning, items } })
  })

  test('W8: opponents arrive bit for bit, each of them once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 6 }), fc.nat(5), (seed, count, met) => {
        const random = Random.fromSeed(seed)
        const plain = Array.from({ length: count }, (_, index) => randomItem(random, index))
        const items = runToEnd(withOpponents(plain, met))
        const frame = encodeBatch(header, items)
        expect(decodeBatch(frame)).toEqual({ ok: true, value: { ...header, count, items } })
        const networks = encodeBatch(header, plain).length - encodeBatch(header, []).length
        const numbers = items.reduce((sum, { opponents }) => sum + 4 + 4 * (opponents?.length ?? 0), 0)
        expect(frame.length).toBeLessThanOrEqual(encodeBatch(header, plain).length + 4 + networks + numbers)
      }),
    )
  })

  test('W8: an opponent that is not in the table is refused', () => {
    const [item] = runToEnd(
      withOpponents(
        [1, 2].map((id) => randomItem(Random.fromSeed(id), id)),
        1,
      ),
    )
    if (item === undefined) throw new Error('there is no item')
    const frame = Uint8Array.from(encodeBatch(header, [item]))
    expect(decodeBatch(frame)).toMatchObject({ ok: true })
    frame[frame.length - 4] = 1
    expect(decodeBatch(frame)).toMatchObject({ ok: false, error: { message: 'there is no opponent 1' } })
  })

  test('W2: a genome takes at most 40 bytes, 12 per connection, 12 per node, 8 per response and time constant', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const item = randomItem(Random.fromSeed(seed), 1)
        const { network } = item
        const nodes = network.bias.length
        const constants = network.timeConstant?.length ?? 0
        const bound = 40 + 12 * network.weight.length + 12 * nodes + 8 * nodes + 8 * constants
        const size = encodeBatch(header, [item]).length - encodeBatch(header, []).length
        expect(size).toBeLessThanOrEqual(bound)
      }),
    )
  })

  test('W3: number, generation and size can be read without the genomes', () => {
    const frame = encodeBatch(header, [randomItem(Random.fromSeed(1), 1)])
    expect(peekBatch(frame.subarray(HEADER_BYTES))).toEqual({
      ok: true,
      value: { batchId: 7, generation: 3, count: 1 },
    })
  })

  test('a connection into an input, an unknown activation and a weight that is not finite are refused', () => {
    const item = randomItem(Random.fromSeed(5), 1)
    const broken: EvaluationItem[] = [
      { ...item, network: { ...item.network, target: item.network.target.map(() => 0) } },
      { ...item, network: { ...item.network, activation: item.network.activation.map(() => 250) } },
      { ...item, network: { ...item.network, weight: item.network.weight.map(() => Number.NaN) } },
    ]
    for (const one of broken) {
      expect(decodeBatch(encodeBatch(header, [one]))).toMatchObject({
        ok: false,
        error: { code: 'malformed' },
      })
    }
  })
})

describe('results', () => {
  test('W4: metrics are taken only as they may be', () => {
    const sent = (name: string, count: number) => {
      const writer = new ByteWriter(64)
      writeHeader(writer, 'results')
      writer.u32(1).u32(2).f64(1.5).u32(1).u8(4)
      writer.u32(1).text(name)
      writer.u32(7).f64(1).u8(count)
      for (let at = 0; at < count; at++) writer.u32(at === 0 ? 0 : 1).f64(2)
      return decodeResults(writer.bytes(Uint8Array.of(0x80)).finish())
    }
    const whole = sent('laps', 1)
    expect(whole).toMatchObject({ ok: true, value: { evaluations: [{ fitness: 1, metrics: { laps: 2 } }] } })
    const malformed = { ok: false, error: { code: 'malformed' } }
    for (const name of ['', 'x'.repeat(61), '\u001b[2J', '__proto__']) {
      expect(sent(name, 1)).toMatchObject(malformed)
    }
    // A name that is not there, and more numbers than anybody may have.
    for (const count of [2, 33]) expect(sent('laps', count)).toMatchObject(malformed)
  })

  test('W4: fitness, behaviour, metrics and tuned numbers arrive bit for bit, and failures with their reasons', () => {
    const evaluation = fc.oneof(
      fc.record({ kind: fc.constant('scored' as const), id: fc.nat(), fitness: fc.double() }),
      fc.record({
        kind: fc.constant('scored' as const),
        id: fc.nat(),
        fitness: fc.double(),
        behaviour: fc.float64Array({ maxLength: 3 }),
        metrics: fc.dictionary(fc.constantFrom('laps', 'größte Nähe', '2', 'constructor'), fc.double(), {
          minKeys: 1,
          noNullPrototype: true,
        }),
        tuned: fc.record({
          weight: fc.float64Array({ maxLength: 3 }),
          bias: fc.float64Array({ maxLength: 2 }),
        }),
      }),
      fc.record({
        kind: fc.constant('failed' as const),
        id: fc.nat(),
        cause: fc.constantFrom(...FAILURE_CAUSES),
        reason: fc.string({ maxLength: 50 }),
        trace: fc.string({ minLength: 1, maxLength: 50 }),
      }),
    )
    fc.assert(
      fc.property(fc.array(evaluation), (list) => {
        const evaluations: Evaluation[] = list.map(({ id, ...rest }) => ({ ...rest, genomeId: genomeId(id) }))
        const sent = { batchId: batchId(1), generation: 2, elapsedMs: 1.5, evaluations }
        const decoded = decodeResults(encodeResults(sent))
        if (!decoded.ok) throw new Error(decoded.error.message)
        const scoredFirst = [...evaluations].sort(
          (a, b) => Number(b.kind === 'scored') - Number(a.kind === 'scored'),
        )
        expect(decoded.value).toEqual({ ...sent, evaluations: scoredFirst })
      }),
    )
  })
})

describe('control messages', () => {
  test('W5: a message is read only as what its schema says', () => {
    const frame = encodeControl('refusal', { code: 'token', message: 'No.' })
    const body = frame.subarray(HEADER_BYTES)
    expect(decodeControl('refusal', body)).toEqual({ ok: true, value: { code: 'token', message: 'No.' } })
    expect(decodeControl('welcome', body)).toMatchObject({ ok: false, error: { code: 'malformed' } })
  })

  test('the header tells a foreign protocol from garbage', () => {
    const frame = Uint8Array.from(encodeControl('ping', null))
    frame[1] = PROTOCOL_VERSION + 1
    expect(readHeader(frame, MAX_FRAME_BYTES)).toMatchObject({
      ok: true,
      value: { protocolVersion: PROTOCOL_VERSION + 1 },
    })
    expect(readHeader(Uint8Array.of(1, 2, 3), MAX_FRAME_BYTES)).toMatchObject({
      ok: false,
      error: { code: 'not-a-frame' },
    })
    expect(readHeader(new Uint8Array(100), 99)).toMatchObject({ ok: false, error: { code: 'too-large' } })
  })
})
