// Batches as bytes: per genome at most 40 bytes, 12 per connection and 10 per node, 8 more where a response isn't 1, and
// in a ctrnn 8 more per node.
// The decoder answers any bytes with a value or a typed error and allocates nothing before lengths are checked.
import { ByteReader, BytesError, ByteWriter } from '../base/bytes.ts'
import { type BatchId, batchId, genomeId } from '../base/ids.ts'
import type { EvaluationItem, Tuning } from '../evaluate/batch.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import { type Decoded, type Frame, HEADER_BYTES, wireError, writeHeader } from './frame.ts'
import {
  BadBatch,
  below,
  ensureLeft,
  finite,
  readNetwork,
  SMALLEST_NETWORK_BYTES,
  writeNetwork,
} from './network-codec.ts'

/** What follows the problem's name: fine-tuning, and a table of opponents. */
const TUNED = 1
const OPPONENTS = 2

export interface BatchHeader {
  readonly batchId: BatchId
  readonly generation: number
  readonly count: number
}

export interface Batch extends BatchHeader {
  readonly problem: string
  readonly tuning?: Tuning
  readonly items: readonly EvaluationItem[]
}

/** Bytes of the header inside the body, before the problem's name. */
const BATCH_HEADER_BYTES = 12

export function encodeBatch(
  header: Pick<Batch, 'batchId' | 'generation' | 'problem' | 'tuning'>,
  items: readonly EvaluationItem[],
): Frame {
  const writer = new ByteWriter(64 + 256 * items.length)
  writeHeader(writer, 'batch')
  writer.u32(header.batchId)
  writer.u32(header.generation)
  writer.u32(items.length)
  writer.text(header.problem)
  const opponents = opponentsOf(items)
  writer.u8((header.tuning === undefined ? 0 : TUNED) | (opponents === null ? 0 : OPPONENTS))
  if (header.tuning !== undefined) writeTuning(writer, header.tuning)
  if (opponents !== null) writeTable(writer, opponents)
  for (const item of items) writeItem(writer, item, opponents)
  return writer.finish() as Frame
}

/** Number, generation and size of a batch without decoding its genomes. */
export function peekBatch(body: Uint8Array): Decoded<BatchHeader> {
  if (body.length < BATCH_HEADER_BYTES) return wireError('malformed', 'the batch ends within its header')
  return { ok: true, value: readBatchHeader(new ByteReader(body)) }
}

/** `bytes` is a whole frame. */
export function decodeBatch(bytes: Uint8Array): Decoded<Batch> {
  const reader = new ByteReader(bytes.subarray(HEADER_BYTES))
  try {
    const header = readBatchHeader(reader)
    const problem = reader.text(MAX_PROBLEM_NAME_BYTES)
    const flags = below(reader.u8(), (TUNED | OPPONENTS) + 1, 'flag of a batch')
    const tuning = (flags & TUNED) === 0 ? null : readTuning(reader)
    const opponents = (flags & OPPONENTS) === 0 ? null : readTable(reader)
    ensureLeft(reader, header.count, SMALLEST_ITEM_BYTES)
    const items: EvaluationItem[] = []
    for (let i = 0; i < header.count; i++) items.push(readItem(reader, opponents))
    reader.end()
    return { ok: true, value: { ...header, problem, ...(tuning !== null && { tuning }), items } }
  } catch (error) {
    if (error instanceof BytesError || error instanceof BadBatch) return wireError('malformed', error.message)
    throw error
  }
}

/** Number, seed and network of a genome. */
const SMALLEST_ITEM_BYTES = 8 + SMALLEST_NETWORK_BYTES
const MAX_PROBLEM_NAME_BYTES = 1000

function readBatchHeader(reader: ByteReader): BatchHeader {
  return { batchId: batchId(reader.u32()), generation: reader.u32(), count: reader.u32() }
}

function writeTuning(writer: ByteWriter, tuning: Tuning): void {
  const { epochs, learningRate, beta1, beta2, epsilon, limit, inherit } = tuning
  writer.u32(epochs)
  for (const value of [learningRate, beta1, beta2, epsilon, limit]) writer.f64(value)
  writer.u8(inherit ? 1 : 0)
}

function readTuning(reader: ByteReader): Tuning {
  const epochs = reader.u32()
  const [learningRate, beta1, beta2, epsilon, limit] = [0, 0, 0, 0, 0].map(() =>
    finite(reader.f64(), 'setting of fine-tuning'),
  ) as [number, number, number, number, number]
  const inherit = below(reader.u8(), 2, 'flag of inheritance') === 1
  return { epochs, learningRate, beta1, beta2, epsilon, limit, inherit }
}

/** Whom the genomes of a batch meet, each network once, with its place in the table. */
type OpponentTable = ReadonlyMap<NetworkSpec, number>

/** Null where nobody meets anybody. One network is one object, however many meet it. */
function opponentsOf(items: readonly EvaluationItem[]): OpponentTable | null {
  const table = new Map<NetworkSpec, number>()
  let hasOpponents = false
  for (const { opponents } of items) {
    hasOpponents ||= opponents !== undefined
    for (const network of opponents ?? []) if (!table.has(network)) table.set(network, table.size)
  }
  return hasOpponents ? table : null
}

function writeTable(writer: ByteWriter, table: OpponentTable): void {
  writer.u32(table.size)
  for (const network of table.keys()) writeNetwork(writer, network)
}

function readTable(reader: ByteReader): readonly NetworkSpec[] {
  const count = reader.u32()
  ensureLeft(reader, count, SMALLEST_NETWORK_BYTES)
  return Array.from({ length: count }, () => readNetwork(reader))
}

function writeItem(writer: ByteWriter, item: EvaluationItem, table: OpponentTable | null): void {
  writer.u32(item.genomeId)
  writer.u32(item.seed)
  writeNetwork(writer, item.network)
  if (table === null) return
  const opponents = item.opponents ?? []
  writer.u32(opponents.length)
  for (const network of opponents) writer.u32(table.get(network) as number)
}

function readItem(reader: ByteReader, table: readonly NetworkSpec[] | null): EvaluationItem {
  const item = { genomeId: genomeId(reader.u32()), seed: reader.u32(), network: readNetwork(reader) }
  if (table === null) return item
  const count = reader.u32()
  ensureLeft(reader, count, 4)
  const numbers = Array.from({ length: count }, () => below(reader.u32(), table.length, 'opponent'))
  return { ...item, opponents: numbers.map((at) => table[at] as NetworkSpec) }
}
