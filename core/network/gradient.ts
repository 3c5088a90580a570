// The gradient of the mean squared error of a feed-forward network by reverse-mode differentiation (Rumelhart, Hinton &
// Williams 1986), in the order of the connections, so that its bits are the same everywhere.
// Typed-array accesses are in range by construction, hence the casts.
import { invariant } from '../base/invariant.ts'
import { type Activation, activationByCode } from './activation.ts'
import { aggregationByCode } from './aggregation.ts'
import { aggregationSlopesByCode, derivativeByCode } from './derivative.ts'
import { groupByTarget } from './incoming.ts'
import { AGGREGATIONS, type NetworkSpec } from './network-spec.ts'
import { topologicalOrder } from './topological-order.ts'

const SUM = AGGREGATIONS.indexOf('sum')

/** Rows of inputs and of the outputs wanted for them. */
export interface DataSet {
  readonly rows: number
  readonly inputs: Float64Array
  readonly wanted: Float64Array
}

export interface Gradient {
  /** Σ over rows and outputs of error², divided by their number. */
  readonly loss: number
  /** d(loss)/d(weight) in the order of the spec's connections. */
  readonly weight: Float64Array
  /** d(loss)/d(bias) of each non-input node. */
  readonly bias: Float64Array
}

/** Gradients for one structure: weights and biases may change between calls. */
export class GradientTape {
  readonly #spec: NetworkSpec
  readonly #order: Uint32Array
  readonly #start: Uint32Array
  readonly #source: Uint32Array
  /** Place of each connection, grouped by target, among the spec's. */
  readonly #place: Uint32Array
  readonly #values: Float64Array
  /** What goes into each node's activation. */
  readonly #totals: Float64Array
  /** d(loss)/d(value) of every node, inputs included. */
  readonly #slopes: Float64Array
  readonly #weighted: Float64Array
  readonly #aggregationSlopes: Float64Array

  /** Throws {@link InvariantError} for a spec that is not feed-forward or has a cycle. */
  constructor(spec: NetworkSpec) {
    invariant(spec.kind === 'feed-forward', 'only feed-forward networks have a gradient here')
    const incoming = groupByTarget({ ...spec, weight: Float64Array.from(spec.weight, (_, index) => index) })
    const order = topologicalOrder(incoming, spec.inputCount)
    invariant(order !== null, 'a feed-forward network has a cycle')
    this.#spec = spec
    this.#order = order
    this.#start = incoming.start
    this.#source = incoming.source
    // Grouping carried the connections' indices along in place of their weights.
    this.#place = Uint32Array.from(incoming.weight)
    this.#values = new Float64Array(spec.inputCount + spec.bias.length)
    this.#totals = new Float64Array(spec.bias.length)
    this.#slopes = new Float64Array(this.#values.length)
    this.#weighted = new Float64Array(spec.weight.length)
    this.#aggregationSlopes = new Float64Array(spec.weight.length)
  }

  /** The gradient at `weight` and `bias`, which have the spec's lengths. */
  gradient(data: DataSet, weight: Float64Array, bias: Float64Array): Gradient {
    const { inputCount, outputCount } = this.#spec
    const result = { weight: new Float64Array(weight.length), bias: new Float64Array(bias.length) }
    const count = data.rows * outputCount
    let loss = 0
    for (let row = 0; row < data.rows; row++) {
      for (let i = 0; i < inputCount; i++) this.#values[i] = data.inputs[row * inputCount + i] as number
      this.#forward(weight, bias)
      this.#slopes.fill(0)
      for (let output = 0; output < outputCount; output++) {
        const error =
          (this.#values[inputCount + output] as number) - (data.wanted[row * outputCount + output] as number)
        loss += (error * error) / count
        this.#slopes[inputCount + output] = (2 * error) / count
      }
      this.#backward(weight, result)
    }
    return { loss, ...result }
  }

  #forward(weight: Float64Array, bias: Float64Array): void {
    const { inputCount, activation, aggregation, response } = this.#spec
    for (const node of this.#order) {
      const activate = activationByCode[activation[node] as number] as Activation
      const total = this.#total(node, aggregation[node] as number, weight)
      const x = (bias[node] as number) + (response[node] as number) * total
      this.#totals[node] = x
      this.#values[inputCount + node] = activate(x)
    }
  }

  /** What a node's weighted inputs aggregate to; sums, which most are, without the scratch. */
  #total(node: number, code: number, weight: Float64Array): number {
    if (code !== SUM)
      return aggregationByCode[code]?.(this.#weighted, this.#weigh(node, weight)) ?? Number.NaN
    const to = this.#start[node + 1] as number
    let total = 0
    for (let c = this.#start[node] as number; c < to; c++) {
      total +=
        (weight[this.#place[c] as number] as number) * (this.#values[this.#source[c] as number] as number)
    }
    return total
  }

  /** Weighted inputs of a node into the scratch; their count. Aggregations may reorder them, so they are made anew. */
  #weigh(node: number, weight: Float64Array): number {
    const from = this.#start[node] as number
    const to = this.#start[node + 1] as number
    for (let c = from; c < to; c++) {
      this.#weighted[c - from] =
        (weight[this.#place[c] as number] as number) * (this.#values[this.#source[c] as number] as number)
    }
    return to - from
  }

  #backward(weight: Float64Array, result: { weight: Float64Array; bias: Float64Array }): void {
    const { inputCount, activation, response } = this.#spec
    for (let at = this.#order.length - 1; at >= 0; at--) {
      const node = this.#order[at] as number
      const derivative = derivativeByCode[activation[node] as number]
      const y = this.#values[inputCount + node] as number
      const slope =
        (this.#slopes[inputCount + node] as number) * (derivative?.(this.#totals[node] as number, y) ?? 0)
      result.bias[node] = (result.bias[node] as number) + slope
      if (slope === 0) continue
      this.#backThrough(node, slope * (response[node] as number), weight, result.weight)
    }
  }

  /** Passes a node's slope on to its connections and to what they come from. */
  #backThrough(node: number, slope: number, weight: Float64Array, gradient: Float64Array): void {
    const code = this.#spec.aggregation[node] as number
    const from = this.#start[node] as number
    const count = (this.#start[node + 1] as number) - from
    if (code !== SUM) {
      aggregationSlopesByCode[code]?.(this.#weighted, this.#weigh(node, weight), this.#aggregationSlopes)
    }
    for (let c = 0; c < count; c++) {
      const place = this.#place[from + c] as number
      const source = this.#source[from + c] as number
      const through = code === SUM ? slope : slope * (this.#aggregationSlopes[c] as number)
      gradient[place] = (gradient[place] as number) + through * (this.#values[source] as number)
      this.#slopes[source] = (this.#slopes[source] as number) + through * (weight[place] as number)
    }
  }
}
