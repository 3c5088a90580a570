// A feed-forward network flattened for speed: nodes renumbered in topological order, one array of whole numbers that
// says what to read, one array of doubles with the values first and the constants after them. Two arrays, as every
// further one costs loads on each activation. Typed-array reads are in range by construction, hence the casts.
import { invariant } from '../base/invariant.ts'
import { groupByTarget } from './incoming.ts'
import { ACTIVATIONS, AGGREGATIONS, type NetworkSpec } from './network-spec.ts'
import { topologicalOrder } from './topological-order.ts'

/** Summed and squashed by the sigmoid: the commonest node. */
export const STEEPENED_SUM = -1
/** Any other activation of a sum is the activation's code; other aggregations begin here. */
export const GENERAL_FROM = ACTIVATIONS.length

const SUM = AGGREGATIONS.indexOf('sum')
const SIGMOID = ACTIVATIONS.indexOf('sigmoid')

export interface FlatProgram {
  readonly inputCount: number
  /** Values: inputs and nodes. */
  readonly valueCount: number
  /** Most connections into one node. */
  readonly widest: number
  /** For each node in order: its operation, its number of connections n, and the n places to read. */
  readonly program: Int32Array
  /** For each node in order: bias, response and the n weights. */
  readonly constants: Float64Array
  /** Place of each output among the values. */
  readonly outputs: Int32Array
}

/** Linear in nodes and connections. Throws {@link InvariantError} when there is a cycle. */
export function flatten(spec: NetworkSpec): FlatProgram {
  const incoming = groupByTarget(spec)
  const order = topologicalOrder(incoming, spec.inputCount)
  invariant(order !== null, 'a feed-forward network has a cycle')
  const { inputCount, outputCount } = spec
  const place = new Int32Array(inputCount + order.length)
  for (let input = 0; input < inputCount; input++) place[input] = input
  for (let at = 0; at < order.length; at++) place[inputCount + (order[at] as number)] = inputCount + at

  const program = new Int32Array(2 * order.length + spec.weight.length)
  const constants = new Float64Array(program.length)
  let widest = 0
  let at = 0
  for (const node of order) {
    const from = incoming.start[node] as number
    const count = (incoming.start[node + 1] as number) - from
    widest = Math.max(widest, count)
    program[at] = operationOf(spec, node)
    program[at + 1] = count
    constants[at] = spec.bias[node] as number
    constants[at + 1] = spec.response[node] as number
    for (let c = 0; c < count; c++) {
      program[at + 2 + c] = place[incoming.source[from + c] as number] as number
      constants[at + 2 + c] = incoming.weight[from + c] as number
    }
    at += 2 + count
  }
  const outputs = place.slice(inputCount, inputCount + outputCount)
  return { inputCount, valueCount: place.length, widest, program, constants, outputs }
}

function operationOf(spec: NetworkSpec, node: number): number {
  const activation = spec.activation[node] as number
  const aggregation = spec.aggregation[node] as number
  invariant(activation < ACTIVATIONS.length, `there is no activation with the code ${activation}`)
  invariant(aggregation < AGGREGATIONS.length, `there is no aggregation with the code ${aggregation}`)
  if (aggregation !== SUM) return GENERAL_FROM + aggregation * ACTIVATIONS.length + activation
  return activation === SIGMOID ? STEEPENED_SUM : activation
}
