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
  const flat = flatten(spec)
  const { inputCount, outputs } = flat
  const network: Network = {
    inputCount,
    outputCount: outputs.length,
    activate: isPlain(flat) ? activatePlain(flat) : activateAny(flat),
    activateAll: (inputs, rows) =>
      rows < FEW_ROWS ? activateRowByRow(network, inputs, rows) : activateRows(flat, inputs, rows),
    reset() {},
  }
  return network
}

/** Values first, constants after them. */
function memoryOf({ valueCount, constants }: FlatProgram): Float64Array {
  const memory = new Float64Array(valueCount + constants.length)
  memory.set(constants, valueCount)
  return memory
}

function activateAny(flat: FlatProgram): Network['activate'] {
  const { program, inputCount, outputs: places } = flat
  const memory = memoryOf(flat)
  const scratch = new Float64Array(flat.widest)
  const outputs = new Float64Array(places.length)
  return (inputs) => {
    for (let i = 0; i < inputCount; i++) memory[i] = inputs[i] as number
    runProgram(program, memory, inputCount, scratch)
    for (let o = 0; o < outputs.length; o++) outputs[o] = memory[places[o] as number] as number
    return outputs
  }
}

/** Whether all nodes sum up and squash by the sigmoid, with responses of 1: what most genomes are made of. */
function isPlain({ program, constants }: FlatProgram): boolean {
  for (let at = 0; at < program.length; at += 2 + (program[at + 1] as number)) {
    if (program[at] !== STEEPENED_SUM || constants[at + 1] !== 1) return false
  }
  return true
}

/** The same bits as {@link activateAny}, without asking each node what it is: a factor of 1 changes none. */
function activatePlain(flat: FlatProgram): Network['activate'] {
  const { program, inputCount, outputs: places, valueCount } = flat
  const memory = memoryOf(flat)
  const length = program.length
  const outputs = new Float64Array(places.length)
  return (inputs) => {
    for (let i = 0; i < inputCount; i++) memory[i] = inputs[i] as number
    let value = inputCount
    let at = 0
    while (at < length) {
      const bias = memory[valueCount + at] as number
      const end = at + 2 + (program[at + 1] as number)
      at += 2
      let sum = 0
      for (; at < end; at++) {
        sum += (memory[valueCount + at] as number) * (memory[program[at] as number] as number)
      }
      memory[value++] = sigmoid(bias + sum)
    }
    for (let o = 0; o < outputs.length; o++) outputs[o] = memory[places[o] as number] as number
    return outputs
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
