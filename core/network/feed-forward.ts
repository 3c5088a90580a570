// Feed-forward networks, one activation at a time or a whole data set at once. Refuses cycles; keeps no state.
// Typed-array reads are in range by construction, hence the casts.
import { type Activation, activationByCode, sigmoid } from './activation.ts'
import { activateRows } from './feed-forward-rows.ts'
import { type FlatProgram, flatten, GENERAL_FROM, STEEPENED_SUM } from './flat-program.ts'
import { generalValue } from './general-value.ts'
import type { Network, NetworkSpec } from './network-spec.ts'
import { activateRowByRow } from './recurrent.ts'

/** Below this a block of rows costs more than it saves. */
const FEW_ROWS = 8

export function compileFeedForward(spec: NetworkSpec): Network {
  return new FeedForwardNetwork(flatten(spec))
}

/** Two loops, as one that meets arrays of both kinds is slow for both. */
function load(memory: Float64Array, inputs: ArrayLike<number>, count: number): void {
  if (inputs instanceof Float64Array) loadFloats(memory, inputs, count)
  else for (let i = 0; i < count; i++) memory[i] = inputs[i] as number
}

function loadFloats(memory: Float64Array, inputs: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) memory[i] = inputs[i] as number
}

/** Values first, constants after them. */
function memoryOf({ valueCount, constants }: FlatProgram): Float64Array {
  const memory = new Float64Array(valueCount + constants.length)
  memory.set(constants, valueCount)
  return memory
}

class FeedForwardNetwork implements Network {
  readonly inputCount: number
  readonly outputCount: number
  readonly #flat: FlatProgram
  readonly #isPlain: boolean
  readonly #memory: Float64Array
  readonly #scratch: Float64Array
  readonly #outputs: Float64Array

  constructor(flat: FlatProgram) {
    this.inputCount = flat.inputCount
    this.outputCount = flat.outputs.length
    this.#flat = flat
    this.#isPlain = isPlain(flat)
    this.#memory = memoryOf(flat)
    this.#scratch = new Float64Array(flat.widest)
    this.#outputs = new Float64Array(flat.outputs.length)
  }

  activate(inputs: ArrayLike<number>): Float64Array {
    const memory = this.#memory
    const { program, outputs: places } = this.#flat
    load(memory, inputs, this.inputCount)
    if (this.#isPlain) runPlain(program, memory, this.inputCount)
    else runProgram(program, memory, this.inputCount, this.#scratch)
    const outputs = this.#outputs
    for (let o = 0; o < outputs.length; o++) outputs[o] = memory[places[o] as number] as number
    return outputs
  }

  activateAll(inputs: Float64Array, rows: number): Float64Array {
    return rows < FEW_ROWS ? activateRowByRow(this, inputs, rows) : activateRows(this.#flat, inputs, rows)
  }

  reset(): void {}
}

/** Whether all nodes sum up and squash by the sigmoid, with responses of 1: what most genomes are made of. */
function isPlain({ program, constants }: FlatProgram): boolean {
  for (let at = 0; at < program.length; at += 2 + (program[at + 1] as number)) {
    if (program[at] !== STEEPENED_SUM || constants[at + 1] !== 1) return false
  }
  return true
}

/** {@link runProgram} for plain networks: the same bits, as a factor of 1 changes none. */
function runPlain(program: Int32Array, memory: Float64Array, inputCount: number): void {
  const length = program.length
  const shift = memory.length - length
  let value = inputCount
  let at = 0
  while (at < length) {
    const bias = memory[shift + at] as number
    const end = at + 2 + (program[at + 1] as number)
    at += 2
    let sum = 0
    for (; at < end; at++) sum += (memory[shift + at] as number) * (memory[program[at] as number] as number)
    memory[value++] = sigmoid(bias + sum)
  }
}

/** Values of all nodes, in topological order. Sums run in the order of the connections: it is part of the bits. */
function runProgram(
  program: Int32Array,
  memory: Float64Array,
  inputCount: number,
  scratch: Float64Array,
): void {
  const length = program.length
  let value = inputCount
  // Constants stand at the program's own positions, behind the values.
  const shift = memory.length - length
  let at = 0
  while (at < length) {
    const operation = program[at] as number
    const bias = memory[shift + at] as number
    const response = memory[shift + at + 1] as number
    const end = at + 2 + (program[at + 1] as number)
    at += 2
    if (operation < GENERAL_FROM) {
      let sum = 0
      for (; at < end; at++) sum += (memory[shift + at] as number) * (memory[program[at] as number] as number)
      const x = bias + response * sum
      memory[value++] =
        operation === STEEPENED_SUM ? sigmoid(x) : (activationByCode[operation] as Activation)(x)
    } else {
      const first = at
      for (; at < end; at++) {
        scratch[at - first] = (memory[shift + at] as number) * (memory[program[at] as number] as number)
      }
      memory[value++] = generalValue(operation, bias, response, scratch.subarray(0, end - first))
    }
  }
}
