// A network as bytes: only expressed genes, connections in order of innovation, which is the order of summation.
// The reader allocates nothing before lengths are checked.
import type { ByteReader, ByteWriter } from '../base/bytes.ts'
import { ACTIVATIONS, AGGREGATIONS, type NetworkSpec } from '../network/network-spec.ts'

const RECURRENT = 1
const WIDE = 2
const RESPONSES = 4
/** A ctrnn: its time constants follow the connections. */
const CTRNN = 8
/** Node numbers above this need four bytes. */
const NARROW_NODES = 65_535

/** Bytes of a network without nodes and connections. */
export const SMALLEST_NETWORK_BYTES = 13

/** The bytes are those of no batch. */
export class BadBatch extends Error {}

export function writeNetwork(writer: ByteWriter, network: NetworkSpec): void {
  const nodes = network.bias.length
  const wide = network.inputCount + nodes > NARROW_NODES
  const hasResponses = network.response.some((response) => response !== 1)
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

export function readNetwork(reader: ByteReader): NetworkSpec {
  const flags = reader.u8()
  const twoKinds = (flags & RECURRENT) !== 0 && (flags & CTRNN) !== 0
  if (twoKinds || flags > (CTRNN | WIDE | RESPONSES)) throw new BadBatch('a network has unknown flags')
  const inputCount = reader.u16()
  const outputCount = reader.u16()
  const nodes = reader.u32()
  const connections = reader.u32()
  if (nodes < outputCount) throw new BadBatch('a network has fewer nodes than outputs')
  const genes = readNodes(reader, nodes, (flags & RESPONSES) !== 0)
  const links = readConnections(reader, connections, { inputCount, nodes, wide: (flags & WIDE) !== 0 })
  const network = { inputCount, outputCount, ...genes, ...links }
  if ((flags & CTRNN) !== 0) {
    return { kind: 'ctrnn', ...network, timeConstant: readTimeConstants(reader, nodes) }
  }
  return { kind: (flags & RECURRENT) !== 0 ? 'recurrent' : 'feed-forward', ...network }
}

function readTimeConstants(reader: ByteReader, nodes: number): Float64Array {
  ensureLeft(reader, nodes, 8)
  const timeConstant = reader.float64s(nodes)
  for (const constant of timeConstant) {
    if (finite(constant, 'time constant') < 1) throw new BadBatch('a time constant is below 1')
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
    if (to < inputCount) throw new BadBatch('a connection leads to an input')
    target[c] = to
    weight[c] = finite(reader.f64(), 'weight')
  }
  return { source, target, weight }
}

export function below(value: number, limit: number, what: string): number {
  if (value >= limit) throw new BadBatch(`there is no ${what} ${value}`)
  return value
}

export function finite(value: number, what: string): number {
  if (!Number.isFinite(value)) throw new BadBatch(`a ${what} is not finite`)
  return value
}

/** Nothing is allocated for more than was sent. */
export function ensureLeft(reader: ByteReader, count: number, size: number): void {
  if (count * size > reader.left)
    throw new BadBatch(`${count} items are announced and ${reader.left} bytes are left`)
}
