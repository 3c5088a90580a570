// Derivatives of the activations and aggregations, for gradients through a network. At kinks the side towards 0 counts.
// Typed-array accesses are in range by construction, hence the casts.
import { cos, exp } from '../base/portable-math.ts'
import { SELU_ALPHA, SELU_SCALE, SIGMOID_SLOPE } from './activation.ts'
import { ACTIVATIONS, type ActivationName, AGGREGATIONS, type AggregationName } from './network-spec.ts'

/** dy/dx from x and y = activation(x). */
type Derivative = (x: number, y: number) => number

const within = (x: number, limit: number, slope: number): number => (Math.abs(x) < limit ? slope : 0)

const derivatives: Readonly<Record<ActivationName, Derivative>> = {
  sigmoid: (_x, y) => SIGMOID_SLOPE * y * (1 - y),
  tanh: (_x, y) => 1 - y * y,
  relu: (x) => (x > 0 ? 1 : 0),
  identity: () => 1,
  sin: (x) => (Math.abs(x) < 12 ? 5 * cos(5 * x) : 0),
  gauss: (x, y) => within(x, 3.4, -10 * x * y),
  'leaky-relu': (x) => (x > 0 ? 1 : 0.005),
  elu: (x, y) => (x > 0 ? 1 : y + 1),
  selu: (x, y) => (x > 0 ? SELU_SCALE : y + SELU_SCALE * SELU_ALPHA),
  softplus: (x) => (Math.abs(x) < 12 ? 1 / (1 + exp(-5 * x)) : 0),
  clamped: (x) => within(x, 1, 1),
  inv: (_x, y) => -y * y,
  log: (x) => (x > 1e-7 ? 1 / x : 0),
  exp: (x, y) => within(x, 60, y),
  abs: (x) => Math.sign(x),
  hat: (x) => within(x, 1, -Math.sign(x)),
  square: (x) => 2 * x,
  cube: (x) => 3 * x * x,
}

/** By the code that a NetworkSpec carries. */
export const derivativeByCode: readonly Derivative[] = ACTIVATIONS.map((name) => derivatives[name])

/** Writes d(aggregate)/d(value) of the first `count` values into `slopes`. */
type Slopes = (values: Float64Array, count: number, slopes: Float64Array) => void

const slopesOf: Readonly<Record<AggregationName, Slopes>> = {
  sum: (_values, count, slopes) => void slopes.fill(1, 0, count),
  mean: (_values, count, slopes) => void slopes.fill(1 / count, 0, count),
  product: productSlopes,
  max: (values, count, slopes) => chosenSlope(values, count, slopes, (a, b) => a > b),
  min: (values, count, slopes) => chosenSlope(values, count, slopes, (a, b) => a < b),
  maxabs: (values, count, slopes) => chosenSlope(values, count, slopes, (a, b) => Math.abs(a) > Math.abs(b)),
  median: medianSlopes,
}

export const aggregationSlopesByCode: readonly Slopes[] = AGGREGATIONS.map((name) => slopesOf[name])

/** For each value the product of all others: no division, as a value may be 0. */
function productSlopes(values: Float64Array, count: number, slopes: Float64Array): void {
  let before = 1
  for (let i = 0; i < count; i++) {
    slopes[i] = before
    before *= values[i] as number
  }
  let after = 1
  for (let i = count - 1; i >= 0; i--) {
    slopes[i] = (slopes[i] as number) * after
    after *= values[i] as number
  }
}

function chosenSlope(
  values: Float64Array,
  count: number,
  slopes: Float64Array,
  better: (a: number, b: number) => boolean,
): void {
  slopes.fill(0, 0, count)
  let best = 0
  for (let i = 1; i < count; i++) if (better(values[i] as number, values[best] as number)) best = i
  if (count > 0) slopes[best] = 1
}

/** The middle value, or half of each of the two middle ones. */
function medianSlopes(values: Float64Array, count: number, slopes: Float64Array): void {
  slopes.fill(0, 0, count)
  if (count === 0) return
  const order = Array.from({ length: count }, (_, i) => i)
  order.sort((a, b) => (values[a] as number) - (values[b] as number))
  const middles = count % 2 === 1 ? [order[count >> 1]] : [order[(count >> 1) - 1], order[count >> 1]]
  for (const at of middles) slopes[at as number] = 1 / middles.length
}
