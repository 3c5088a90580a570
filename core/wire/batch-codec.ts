// Batches as bytes: per genome at most 40 bytes, 12 per connection and 10 per node, 8 more where a response isn't 1, and
// in a ctrnn 8 more per node.
// The decoder answers any bytes with a value or a typed error and allocates nothing before lengths are checked.
import { ByteReader, BytesError, ByteWriter } from '../base/bytes.ts'
import { type BatchId, batchId, genomeId } from '../base/ids.ts'
import type { EvaluationItem, Tuning } from '../evaluate/batch.ts'
import { ACTIVATIONS, AGGREGATIONS, type NetworkSpec } from '../network/network-spec.ts'
import { type Decoded, type Frame, HEADER_BYTES, wireError, writeHeader } from './frame.ts'

const RECURRENT = 1
const WIDE = 2
const RESPONSES = 4
/** A ctrnn: its time constants follow the connections. */
const CTRNN = 8
/** Node numbers above this need four bytes. */
const NARROW_NODES = 65_535

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
  writeTuning(writer, header.tuning)
  for (const item of items) writeItem(writer, item)
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
    const tuning = readTuning(reader)
    ensureLeft(reader, header.count, SMALLEST_ITEM_BYTES)
    const items: EvaluationItem[] = []
    for (let i = 0; i < header.count; i++) items.push(readItem(reader))
    reader.end()
    return { ok: true, value: { ...header, problem, ...(tuning !== null && { tuning }), items } }
  } catch (error) {
    if (error instanceof BytesError || error instanceof BadNetwork)
      return wireError('malformed', error.message)
    throw error
  }
}

class BadNetwork extends Error {}

const SMALLEST_ITEM_BYTES = 21
const MAX_PROBLEM_NAME_BYTES = 1000

function readBatchHeader(reader: ByteReader): BatchHeader {
  return { batchId: batchId(reader.u32()), generation: reader.u32(), count: reader.u32() }
}

function writeTuning(writer: ByteWriter, tuning: Tuning | undefined): void {
  writer.u8(tuning === undefined ? 0 : 1)
  if (tuning === undefined) return
  const { epochs, learningRate, beta1, beta2, epsilon, limit, inherit } = tuning
  writer.u32(epochs)
  for (const value of [learningRate, beta1, beta2, epsilon, limit]) writer.f64(value)
  writer.u8(inherit ? 1 : 0)
}

function readTuning(reader: ByteReader): Tuning | null {
  const has = below(reader.u8(), 2, 'flag of fine-tuning')
  if (has === 0) return null
  const epochs = reader.u32()
  const [learningRate, beta1, beta2, epsilon, limit] = [0, 0, 0, 0, 0].map(() =>
    finite(reader.f64(), 'setting of fine-tuning'),
  ) as [number, number, number, number, number]
  const inherit = below(reader.u8(), 2, 'flag of inheritance') === 1
  return { epochs, learningRate, beta1, beta2, epsilon, limit, inherit }
}

function writeItem(writer: ByteWriter, { genomeId: id, seed, network }: EvaluationItem): void {
  const nodes = network.bias.length
  const wide = network.inputCount + nodes > NARROW_NODES
  const hasResponses = network.response.some((response) => response !== 1)
  writer.u32(id)
  writer.u32(seed)
  writer.u8(
    (network.kind === 'recurrent' ? RECURRENT : 0) |
      (wide ? WIDE : 0) |
      (hasResponses ? RESPONSES : 0) |
      (network.kind === 'ctrnn' ? CTRNN : 0),
  )
  writer.u16(network.inputCount)
  writer.u16(network.outputCount)
  writer.u32(nodes)
  writer.u32(network.weight.length)
  for (let node = 0; node < nodes; node++) {
    writer.u8(network.activation[node] as number)
    writer.u8(network.aggregation[node] as number)
    writer.f64(network.bias[node] as number)
    if (hasResponses) writer.f64(network.response[node] as number)
  }
  for (let c = 0; c < network.weight.length; c++) {
    writeNode(writer, network.source[c] as number, wide)
    writeNode(writer, network.target[c] as number, wide)
    writer.f64(network.weight[c] as number)
  }
  if (network.kind === 'ctrnn') writer.float64s(network.timeConstant ?? new Float64Array(nodes))
}

function writeNode(writer: ByteWriter, node: number, wide: boolean): void {
  if (wide) writer.u32(node)
  else writer.u16(node)
}

function readItem(reader: ByteReader): EvaluationItem {
  const id = genomeId(reader.u32())
  const seed = reader.u32()
  const flags = reader.u8()
  const twoKinds = (flags & RECURRENT) !== 0 && (flags & CTRNN) !== 0
  if (twoKinds || flags > (CTRNN | WIDE | RESPONSES)) throw new BadNetwork(`genome ${id} has unknown flags`)
  const inputCount = reader.u16()
  const outputCount = reader.u16()
  const nodes = reader.u32()
  const connections = reader.u32()
  if (nodes < outputCount) throw new BadNetwork(`genome ${id} has fewer nodes than outputs`)
  const genes = readNodes(reader, nodes, (flags & RESPONSES) !== 0)
  const links = readConnections(reader, connections, { inputCount, nodes, wide: (flags & WIDE) !== 0 })
  const network = { inputCount, outputCount, ...genes, ...links }
  if ((flags & CTRNN) !== 0) {
    const timeConstant = readTimeConstants(reader, nodes)
    return { genomeId: id, seed, network: { kind: 'ctrnn', ...network, timeConstant } }
  }
  const kind = (flags & RECURRENT) !== 0 ? 'recurrent' : 'feed-forward'
  return { genomeId: id, seed, network: { kind, ...network } }
}

function readTimeConstants(reader: ByteReader, nodes: number): Float64Array {
  ensureLeft(reader, nodes, 8)
  const timeConstant = reader.float64s(nodes)
  for (const constant of timeConstant) {
    if (finite(constant, 'time constant') < 1) throw new BadNetwork('a time constant is below 1')
  }
  return timeConstant
}

type NodePart = Pick<NetworkSpec, 'activation' | 'aggregation' | 'bias' | 'response'>

function readNodes(reader: ByteReader, nodes: number, hasResponses: boolean): NodePart {
  ensureLeft(reader, nodes, hasResponses ? 18 : 10)
  const activation = new Uint8Array(nodes)
  const aggregation = new Uint8Array(nodes)
  const bias = new Float64Array(nodes)
  const response = new Float64Array(nodes).fill(1)
  for (let node = 0; node < nodes; node++) {
    activation[node] = below(reader.u8(), ACTIVATIONS.length, 'activation')
    aggregation[node] = below(reader.u8(), AGGREGATIONS.length, 'aggregation')
    bias[node] = finite(reader.f64(), 'bias')
    if (hasResponses) response[node] = finite(reader.f64(), 'response')
  }
  return { activation, aggregation, bias, response }
}

type ConnectionPart = Pick<NetworkSpec, 'source' | 'target' | 'weight'>

function readConnections(
  reader: ByteReader,
  count: number,
  { inputCount, nodes, wide }: { inputCount: number; nodes: number; wide: boolean },
): ConnectionPart {
  ensureLeft(reader, count, wide ? 16 : 12)
  const source = new Uint32Array(count)
  const target = new Uint32Array(count)
  const weight = new Float64Array(count)
  for (let c = 0; c < count; c++) {
    source[c] = below(wide ? reader.u32() : reader.u16(), inputCount + nodes, 'source')
    const to = below(wide ? reader.u32() : reader.u16(), inputCount + nodes, 'target')
    if (to < inputCount) throw new BadNetwork('a connection leads to an input')
    target[c] = to
    weight[c] = finite(reader.f64(), 'weight')
  }
  return { source, target, weight }
}

function below(value: number, limit: number, what: string): number {
  if (value >= limit) throw new BadNetwork(`there is no ${what} ${value}`)
  return value
}

function finite(value: number, what: string): number {
  if (!Number.isFinite(value)) throw new BadNetwork(`a ${what} is not finite`)
  return value
}

/** Nothing is allocated for more than was sent. */
function ensureLeft(reader: ByteReader, count: number, size: number): void {
  if (count * size > reader.left)
    throw new BadNetwork(`${count} items are announced and ${reader.left} bytes are left`)
}
