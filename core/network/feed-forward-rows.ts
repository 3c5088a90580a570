// A feed-forward network over a whole data set at once: node by node over blocks of rows, many rows abreast, so that
// indices and weights are read once for many sums that don't wait for each other. Each sum keeps its order, so the bits
// are those of one activation at a time. Typed-array reads are in range by construction, hence the casts.
import { type Activation, activationByCode, sigmoid } from './activation.ts'
import { type FlatProgram, GENERAL_FROM, STEEPENED_SUM } from './flat-program.ts'
import { generalValue } from './general-value.ts'
import { BLOCK, type SimdKernel, simdKernel } from './simd-kernel.ts'

const LANES = 8

/** Memory of all blocks of this thread: what is in it before doesn't matter, and nothing outlives its call. */
let sharedColumns = new Float64Array(0)

/** Column by column, one for each input and node, BLOCK rows each. */
function columns(count: number): Float64Array {
  if (sharedColumns.length < count * BLOCK) sharedColumns = new Float64Array(2 * count * BLOCK)
  return sharedColumns
}

/** Rows that are worked on together, and what they need. */
interface Block {
  readonly values: Float64Array
  readonly rows: number
  readonly scratch: Float64Array
}

/**
 * `inputs` holds `rows` rows of inputCount numbers; the result holds as many rows of outputs, and is the caller's.
 * Without a kernel the same is computed here.
 */
export function activateRows(
  flat: FlatProgram,
  inputs: Float64Array,
  rows: number,
  kernel: SimdKernel | null = simdKernel(),
): Float64Array {
  const result = new Float64Array(rows * flat.outputs.length)
  const values = kernel === null ? columns(flat.valueCount) : kernel.load(flat)
  const scratch = new Float64Array(flat.widest)
  for (let first = 0; first < rows; first += BLOCK) {
    const block = { values, rows: Math.min(BLOCK, rows - first), scratch }
    readRows(flat, inputs, first, block)
    if (kernel === null) runBlock(flat, block)
    else runBlockInKernel(flat, block, kernel)
    writeRows(flat, result, first, block)
  }
  return result
}

function readRows({ inputCount }: FlatProgram, inputs: Float64Array, first: number, block: Block): void {
  const { values, rows } = block
  for (let input = 0; input < inputCount; input++) {
    let from = first * inputCount + input
    const column = input * BLOCK
    for (let row = 0; row < rows; row++) {
      values[column + row] = inputs[from] as number
      from += inputCount
    }
  }
}

function writeRows({ outputs }: FlatProgram, result: Float64Array, first: number, block: Block): void {
  const { values, rows } = block
  for (let output = 0; output < outputs.length; output++) {
    let to = first * outputs.length + output
    const column = (outputs[output] as number) * BLOCK
    for (let row = 0; row < rows; row++) {
      result[to] = values[column + row] as number
      to += outputs.length
    }
  }
}

function runBlock(flat: FlatProgram, block: Block): void {
  const { program, inputCount } = flat
  let column = inputCount * BLOCK
  for (let at = 0; at < program.length; at += 2 + (program[at + 1] as number)) {
    const operation = program[at] as number
    if (operation < GENERAL_FROM) {
      sumRows(flat, at, block, column)
      squashRows(operation, block, column)
    } else {
      generalRows(flat, at, block, column)
    }
    column += BLOCK
  }
}

/** The kernel does sums and sigmoids, and leaves the rest here, node by node. */
function runBlockInKernel(flat: FlatProgram, block: Block, kernel: SimdKernel): void {
  const { program, inputCount } = flat
  let at = kernel.run(0, inputCount * BLOCK, block.rows)
  while (at < program.length) {
    const operation = program[at] as number
    const column = kernel.column
    if (operation < GENERAL_FROM) squashRows(operation, block, column)
    else generalRows(flat, at, block, column)
    at = kernel.run(at + 2 + (program[at + 1] as number), column + BLOCK, block.rows)
  }
}

/** bias + response · Σ for each row; rows beyond the last, up to a multiple of eight, hold nothing of interest. */
function sumRows(
  { program, constants }: FlatProgram,
  at: number,
  { values, rows }: Block,
  column: number,
): void {
  const bias = constants[at] as number
  const response = constants[at + 1] as number
  const from = at + 2
  const end = from + (program[at + 1] as number)
  for (let row = 0; row < rows; row += LANES) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    let e = 0
    let f = 0
    let g = 0
    let h = 0
    for (let q = from; q < end; q++) {
      const weight = constants[q] as number
      const source = (program[q] as number) * BLOCK + row
      a += weight * (values[source] as number)
      b += weight * (values[source + 1] as number)
      c += weight * (values[source + 2] as number)
      d += weight * (values[source + 3] as number)
      e += weight * (values[source + 4] as number)
      f += weight * (values[source + 5] as number)
      g += weight * (values[source + 6] as number)
      h += weight * (values[source + 7] as number)
    }
    const to = column + row
    values[to] = bias + response * a
    values[to + 1] = bias + response * b
    values[to + 2] = bias + response * c
    values[to + 3] = bias + response * d
    values[to + 4] = bias + response * e
    values[to + 5] = bias + response * f
    values[to + 6] = bias + response * g
    values[to + 7] = bias + response * h
  }
}

function squashRows(operation: number, { values, rows }: Block, column: number): void {
  if (operation === STEEPENED_SUM) {
    for (let at = column; at < column + rows; at++) values[at] = sigmoid(values[at] as number)
  } else {
    const activate = activationByCode[operation] as Activation
    for (let at = column; at < column + rows; at++) values[at] = activate(values[at] as number)
  }
}

function generalRows({ program, constants }: FlatProgram, at: number, block: Block, column: number): void {
  const { values, rows, scratch } = block
  const count = program[at + 1] as number
  const weighted = scratch.subarray(0, count)
  const operation = program[at] as number
  const bias = constants[at] as number
  const response = constants[at + 1] as number
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < count; c++) {
      const source = (program[at + 2 + c] as number) * BLOCK + row
      weighted[c] = (constants[at + 2 + c] as number) * (values[source] as number)
    }
    values[column + row] = generalValue(operation, bias, response, weighted)
  }
}
