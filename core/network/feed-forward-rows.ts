// A feed-forward network over a whole data set at once: node by node over blocks of rows, four rows abreast, so that
// indices and weights are read once for four sums that don't wait for each other. Each sum keeps its order, so the bits
// are those of one activation at a time. Typed-array reads are in range by construction, hence the casts.
import { type Activation, activationByCode, sigmoid } from './activation.ts'
import { type FlatProgram, GENERAL_FROM, STEEPENED_SUM } from './flat-program.ts'
import { generalValue } from './general-value.ts'

/** Rows of a block: a few hundred nodes of it stay in the first-level cache. */
const BLOCK = 64
const LANES = 4

/** `inputs` holds `rows` rows of inputCount numbers; the result holds as many rows of outputs, and is the caller's. */
export function activateRows(flat: FlatProgram, inputs: Float64Array, rows: number): Float64Array {
  const { inputCount, outputs } = flat
  const result = new Float64Array(rows * outputs.length)
  const block = new RowBlock(flat)
  for (let first = 0; first < rows; first += BLOCK) {
    const here = Math.min(BLOCK, rows - first)
    for (let input = 0; input < inputCount; input++) {
      for (let row = 0; row < here; row++) {
        block.values[input * BLOCK + row] = inputs[(first + row) * inputCount + input] as number
      }
    }
    block.run(here)
    for (let output = 0; output < outputs.length; output++) {
      const column = (outputs[output] as number) * BLOCK
      for (let row = 0; row < here; row++) {
        result[(first + row) * outputs.length + output] = block.values[column + row] as number
      }
    }
  }
  return result
}

class RowBlock {
  /** Column by column, one for each input and node, BLOCK rows each. */
  readonly values: Float64Array
  readonly #flat: FlatProgram
  readonly #scratch: Float64Array

  constructor(flat: FlatProgram) {
    this.values = new Float64Array(flat.valueCount * BLOCK)
    this.#flat = flat
    this.#scratch = new Float64Array(flat.widest)
  }

  run(rows: number): void {
    const { program, inputCount } = this.#flat
    let column = inputCount * BLOCK
    for (let at = 0; at < program.length; at += 2 + (program[at + 1] as number)) {
      const operation = program[at] as number
      if (operation < GENERAL_FROM) {
        this.#sum(at, column, rows)
        this.#squash(operation, column, rows)
      } else {
        this.#general(at, column, rows)
      }
      column += BLOCK
    }
  }

  /** bias + response · Σ for each row; rows beyond the last, up to a multiple of four, hold nothing of interest. */
  #sum(at: number, column: number, rows: number): void {
    const { program, constants } = this.#flat
    const values = this.values
    const bias = constants[at] as number
    const response = constants[at + 1] as number
    const from = at + 2
    const end = from + (program[at + 1] as number)
    for (let row = 0; row < rows; row += LANES) {
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      for (let q = from; q < end; q++) {
        const weight = constants[q] as number
        const source = (program[q] as number) * BLOCK + row
        a += weight * (values[source] as number)
        b += weight * (values[source + 1] as number)
        c += weight * (values[source + 2] as number)
        d += weight * (values[source + 3] as number)
      }
      const to = column + row
      values[to] = bias + response * a
      values[to + 1] = bias + response * b
      values[to + 2] = bias + response * c
      values[to + 3] = bias + response * d
    }
  }

  #squash(operation: number, column: number, rows: number): void {
    const values = this.values
    const end = column + rows
    if (operation === STEEPENED_SUM) {
      for (let at = column; at < end; at++) values[at] = sigmoid(values[at] as number)
    } else {
      const activate = activationByCode[operation] as Activation
      for (let at = column; at < end; at++) values[at] = activate(values[at] as number)
    }
  }

  #general(at: number, column: number, rows: number): void {
    const { program, constants } = this.#flat
    const count = program[at + 1] as number
    const weighted = this.#scratch.subarray(0, count)
    const operation = program[at] as number
    const bias = constants[at] as number
    const response = constants[at + 1] as number
    for (let row = 0; row < rows; row++) {
      for (let c = 0; c < count; c++) {
        const source = (program[at + 2 + c] as number) * BLOCK + row
        weighted[c] = (constants[at + 2 + c] as number) * (this.values[source] as number)
      }
      this.values[column + row] = generalValue(operation, bias, response, weighted)
    }
  }
}
