// Builds an ONNX graph and writes it (onnx.proto3 of ONNX 1.16; numbers of fields as there). It knows operators by name
// only; what they compute is the caller's business.
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** TensorProto.DataType */
const FLOAT64 = 11
const INT64 = 7
/** AttributeProto.AttributeType */
const INT = 2
const INTS = 7
const IR_VERSION = 8
const OPSET = 17

export interface Port {
  readonly name: string
  /** Numbers in every row. */
  readonly width: number
}

type Attributes = Readonly<Record<string, number | readonly number[]>>

export class OnnxGraph {
  readonly #nodes: Uint8Array[] = []
  readonly #constants = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>()
  #fresh = 0

  /** One more operation; returns the name of its only output. */
  add(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    output = `v${this.#fresh++}`,
  ): string {
    const writer = new BinaryWriter()
    for (const input of inputs) writer.tag(1, WireType.LengthDelimited).string(input)
    writer.tag(2, WireType.LengthDelimited).string(output)
    writer.tag(4, WireType.LengthDelimited).string(operator)
    for (const [name, value] of Object.entries(attributes)) {
      message(writer, 5, (inner) => writeAttribute(inner, name, value))
    }
    this.#nodes.push(writer.finish())
    return output
  }

  /** The name of a constant of numbers with these dimensions; none for a single number. */
  floats(values: readonly number[], dimensions: readonly number[] = []): string {
    return this.#constant(FLOAT64, dimensions, new Uint8Array(Float64Array.from(values).buffer))
  }

  /** The name of a list of whole numbers. */
  integers(values: readonly number[]): string {
    const list = BigInt64Array.from(values, BigInt)
    return this.#constant(INT64, [values.length], new Uint8Array(list.buffer))
  }

  #constant(type: number, dimensions: readonly number[], raw: Uint8Array): string {
    const key = `${type} ${dimensions.join('x')} ${raw.join(' ')}`
    const known = this.#constants.get(key)
    if (known !== undefined) return known.name
    const name = `c${this.#constants.size}`
    const writer = new BinaryWriter()
    for (const size of dimensions) writer.tag(1, WireType.Varint).int64(size)
    writer.tag(2, WireType.Varint).int32(type)
    writer.tag(8, WireType.LengthDelimited).string(name)
    writer.tag(9, WireType.LengthDelimited).bytes(raw)
    this.#constants.set(key, { name, bytes: writer.finish() })
    return name
  }

  /** The whole model; rows of inputs and outputs are as many as whoever runs it likes. */
  finish(inputs: readonly Port[], outputs: readonly Port[], description: string): Uint8Array {
    const model = new BinaryWriter()
    model.tag(1, WireType.Varint).int64(IR_VERSION)
    model.tag(2, WireType.LengthDelimited).string('Neatwork')
    model.tag(6, WireType.LengthDelimited).string(description)
    message(model, 7, (graph) => {
      for (const node of this.#nodes) graph.tag(1, WireType.LengthDelimited).bytes(node)
      graph.tag(2, WireType.LengthDelimited).string('network')
      for (const { bytes } of this.#constants.values()) graph.tag(5, WireType.LengthDelimited).bytes(bytes)
      for (const port of inputs) message(graph, 11, (info) => writePort(info, port))
      for (const port of outputs) message(graph, 12, (info) => writePort(info, port))
    })
    message(model, 8, (opset) => {
      opset.tag(1, WireType.LengthDelimited).string('')
      opset.tag(2, WireType.Varint).int64(OPSET)
    })
    return model.finish()
  }
}

function message(writer: BinaryWriter, field: number, write: (inner: BinaryWriter) => void): void {
  const inner = new BinaryWriter()
  write(inner)
  writer.tag(field, WireType.LengthDelimited).bytes(inner.finish())
}

function writeAttribute(writer: BinaryWriter, name: string, value: number | readonly number[]): void {
  writer.tag(1, WireType.LengthDelimited).string(name)
  if (typeof value === 'number') {
    writer.tag(3, WireType.Varint).int64(value)
    writer.tag(20, WireType.Varint).int32(INT)
    return
  }
  for (const one of value) writer.tag(8, WireType.Varint).int64(one)
  writer.tag(20, WireType.Varint).int32(INTS)
}

function writePort(writer: BinaryWriter, { name, width }: Port): void {
  writer.tag(1, WireType.LengthDelimited).string(name)
  message(writer, 2, (type) => {
    message(type, 1, (tensor) => {
      tensor.tag(1, WireType.Varint).int32(FLOAT64)
      message(tensor, 2, (shape) => {
        message(shape, 1, (dimension) => dimension.tag(2, WireType.LengthDelimited).string('rows'))
        message(shape, 1, (dimension) => dimension.tag(1, WireType.Varint).int64(width))
      })
    })
  })
}
