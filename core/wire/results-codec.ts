// Results as bytes: 12 per scored genome, and a short list with reasons for the failed ones.
import { decode, encode } from 'cborg'
import * as z from 'zod'
import { ByteReader, ByteWriter } from '../base/bytes.ts'
import { type BatchId, batchId, genomeId } from '../base/ids.ts'
import type { Evaluation } from '../evaluate/batch.ts'
import { type Decoded, type Frame, HEADER_BYTES, wireError, writeHeader } from './frame.ts'

export interface Results {
  readonly batchId: BatchId
  readonly generation: number
  /** Time that the evaluations took where they were made, in milliseconds. */
  readonly elapsedMs: number
  readonly evaluations: readonly Evaluation[]
}

const MAX_REASON_LENGTH = 2000
const failuresSchema = z.array(z.tuple([z.int().min(0), z.string().max(MAX_REASON_LENGTH)]))

export function encodeResults({ batchId: id, generation, elapsedMs, evaluations }: Results): Frame {
  const scored = evaluations.filter((one) => one.kind === 'scored')
  const failed = evaluations.filter((one) => one.kind === 'failed')
  const writer = new ByteWriter(32 + 12 * scored.length)
  writeHeader(writer, 'results')
  writer.u32(id)
  writer.u32(generation)
  writer.f64(elapsedMs)
  writer.u32(scored.length)
  for (const one of scored) {
    writer.u32(one.genomeId)
    writer.f64(one.fitness)
  }
  writer.bytes(encode(failed.map((one) => [one.genomeId, one.reason.slice(0, MAX_REASON_LENGTH)])))
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
    const evaluations: Evaluation[] = []
    for (let i = 0; i < count; i++) {
      evaluations.push({ kind: 'scored', genomeId: genomeId(reader.u32()), fitness: reader.f64() })
    }
    const failures = failuresSchema.safeParse(decode(reader.bytes(reader.left), { strict: true }))
    if (!failures.success) return wireError('malformed', 'the list of failed genomes is wrong')
    for (const [id_, reason] of failures.data) {
      evaluations.push({ kind: 'failed', genomeId: genomeId(id_), reason })
    }
    return { ok: true, value: { batchId: id, generation, elapsedMs, evaluations } }
  } catch (error) {
    // BytesError from the reader; cborg throws plain Errors for bytes that are no CBOR.
    if (error instanceof Error) return wireError('malformed', error.message)
    throw error
  }
}
