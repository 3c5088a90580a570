// Results as bytes: 12 per scored genome, what it did and what was tuned where the run asks for it, what else it measured
// where it did, and a short list with reasons for the failed ones.
import { decode, encode } from 'cborg'
import * as z from 'zod'
import { ByteReader, ByteWriter } from '../base/bytes.ts'
import { type BatchId, batchId, genomeId } from '../base/ids.ts'
import { type Evaluation, FAILURE_CAUSES, LONGEST_TRACE, type TunedNumbers } from '../evaluate/batch.ts'
import { type Decoded, type Frame, HEADER_BYTES, wireError, writeHeader } from './frame.ts'
import { MetricNames, readMetricNames, readMetrics } from './metrics-codec.ts'

export interface Results {
  readonly batchId: BatchId
  readonly generation: number
  /** Time that the evaluations took where they were made, in milliseconds. */
  readonly elapsedMs: number
  readonly evaluations: readonly Evaluation[]
}

/** Bits of the byte that says what scored genomes carry besides their fitness. */
const BEHAVIOURS = 1
const TUNED = 2
const METRICS = 4

type Scored = Extract<Evaluation, { kind: 'scored' }>

export const MAX_REASON_LENGTH = 2000
const genomeNumber = z.int().min(0).max(0xffff_ffff)
const reasonText = z.string().max(MAX_REASON_LENGTH)
const failuresSchema = z.array(
  z.union([
    z.tuple([genomeNumber, z.enum(FAILURE_CAUSES), reasonText]),
    z.tuple([genomeNumber, z.enum(FAILURE_CAUSES), reasonText, z.string().min(1).max(LONGEST_TRACE)]),
  ]),
)

export function encodeResults({ batchId: id, generation, elapsedMs, evaluations }: Results): Frame {
  const scored = evaluations.filter((one) => one.kind === 'scored')
  const failed = evaluations.filter((one) => one.kind === 'failed')
  const writer = new ByteWriter(32 + 12 * scored.length)
  writeHeader(writer, 'results')
  writer.u32(id)
  writer.u32(generation)
  writer.f64(elapsedMs)
  writer.u32(scored.length)
  const names = new MetricNames(scored)
  const flags =
    (scored.some((one) => one.behaviour !== undefined) ? BEHAVIOURS : 0) |
    (scored.some((one) => one.tuned !== undefined) ? TUNED : 0) |
    (names.isEmpty ? 0 : METRICS)
  writer.u8(flags)
  if ((flags & METRICS) !== 0) names.write(writer)
  for (const one of scored) {
    writer.u32(one.genomeId)
    writer.f64(one.fitness)
    if ((flags & BEHAVIOURS) !== 0) writeNumbers(writer, one.behaviour)
    if ((flags & TUNED) !== 0) {
      writeNumbers(writer, one.tuned?.weight)
      writeNumbers(writer, one.tuned?.bias)
    }
    if ((flags & METRICS) !== 0) names.writeMetrics(writer, one.metrics ?? {})
  }
  const failures = failed.map(({ genomeId: id, cause, reason, trace }) => [
    ...[id, cause, reason.slice(0, MAX_REASON_LENGTH)],
    ...(trace === undefined ? [] : [trace.slice(0, LONGEST_TRACE)]),
  ])
  writer.bytes(encode(failures))
  return writer.finish() as Frame
}

/** `bytes` is a whole frame. Fitness that isn't finite is kept as it came: the master says whose it was. */
export function decodeResults(bytes: Uint8Array): Decoded<Results> {
  const reader = new ByteReader(bytes.subarray(HEADER_BYTES))
  try {
    const id = batchId(reader.u32())
    const generation = reader.u32()
    const elapsedMs = reader.f64()
    const count = reader.u32()
    if (count * 12 > reader.left)
      return wireError('malformed', `${count} results are announced, too many for the frame`)
    const flags = reader.u8()
    if (flags > (BEHAVIOURS | TUNED | METRICS))
      return wireError('malformed', 'the results have unknown flags')
    const names = (flags & METRICS) !== 0 ? readMetricNames(reader) : []
    const evaluations: Evaluation[] = []
    for (let i = 0; i < count; i++) evaluations.push(readScored(reader, flags, names))
    const failed = readFailed(reader.bytes(reader.left))
    if (failed === null) return wireError('malformed', 'the list of failed genomes is wrong')
    for (const failure of failed) evaluations.push(failure)
    return { ok: true, value: { batchId: id, generation, elapsedMs, evaluations } }
  } catch (error) {
    // BytesError from the reader; cborg throws plain Errors for bytes that are no CBOR.
    if (error instanceof Error) return wireError('malformed', error.message)
    throw error
  }
}

/** CBOR of an empty list: what nearly all results end with. */
const NONE_FAILED = 0x80

function readFailed(bytes: Uint8Array): readonly Evaluation[] | null {
  if (bytes.length === 1 && bytes[0] === NONE_FAILED) return []
  const failures = failuresSchema.safeParse(decode(bytes, { strict: true }))
  if (!failures.success) return null
  return failures.data.map(([id, cause, reason, trace]) => ({
    ...{ kind: 'failed', genomeId: genomeId(id), cause, reason },
    ...(trace !== undefined && { trace }),
  }))
}

function readScored(reader: ByteReader, flags: number, names: readonly string[]): Scored {
  const scored: Scored = { kind: 'scored', genomeId: genomeId(reader.u32()), fitness: reader.f64() }
  const behaviour = (flags & BEHAVIOURS) !== 0 ? readNumbers(reader) : null
  const tuned = (flags & TUNED) !== 0 ? readTuned(reader) : null
  const metrics = (flags & METRICS) !== 0 ? readMetrics(reader, names) : null
  return {
    ...scored,
    ...(behaviour !== null && { behaviour }),
    ...(tuned !== null && { tuned }),
    ...(metrics !== null && { metrics }),
  }
}

function readTuned(reader: ByteReader): TunedNumbers | null {
  const weight = readNumbers(reader)
  const bias = readNumbers(reader)
  return weight === null || bias === null ? null : { weight, bias }
}

/** Their number plus one before them; 0 where there are none. */
function writeNumbers(writer: ByteWriter, numbers: Float64Array | undefined): void {
  writer.u32(numbers === undefined ? 0 : numbers.length + 1)
  if (numbers !== undefined) writer.float64s(numbers)
}

function readNumbers(reader: ByteReader): Float64Array | null {
  const length = reader.u32()
  return length === 0 ? null : reader.float64s(length - 1)
}
