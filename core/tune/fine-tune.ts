// Fine-tuning of a feed-forward network's weights and biases on a data set, as NEATify offers it: full-batch gradient
// descent by Adam. A network as data in, a better one out; whether genomes inherit it is not decided here.
import { type DataSet, GradientTape } from '../network/gradient.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import { Adam, type AdamSettings } from './adam.ts'

export interface FineTuning extends AdamSettings {
  /** Passes over the whole data set. */
  readonly epochs: number
  /** Weights and biases are kept within ± this. */
  readonly limit: number
}

export interface FineTuned {
  /** The same structure; the weights and biases with the least loss seen. */
  readonly spec: NetworkSpec
  readonly lossBefore: number
  readonly loss: number
}

/** Never worse than it came. Throws {@link InvariantError} for networks that are not feed-forward. */
export function fineTune(spec: NetworkSpec, data: DataSet, tuning: FineTuning): FineTuned {
  const tape = new GradientTape(spec)
  const weight = spec.weight.slice()
  const bias = spec.bias.slice()
  const weightSteps = new Adam(weight.length, tuning)
  const biasSteps = new Adam(bias.length, tuning)
  let gradient = tape.gradient(data, weight, bias)
  const lossBefore = gradient.loss
  let best = { loss: lossBefore, weight: spec.weight, bias: spec.bias }
  for (let epoch = 0; epoch < tuning.epochs; epoch++) {
    weightSteps.step(weight, gradient.weight)
    biasSteps.step(bias, gradient.bias)
    clamp(weight, tuning.limit)
    clamp(bias, tuning.limit)
    gradient = tape.gradient(data, weight, bias)
    if (gradient.loss < best.loss) {
      best = { loss: gradient.loss, weight: weight.slice(), bias: bias.slice() }
    }
  }
  return { spec: { ...spec, weight: best.weight, bias: best.bias }, lossBefore, loss: best.loss }
}

function clamp(values: Float64Array, limit: number): void {
  values.forEach((value, i) => {
    values[i] = Math.max(-limit, Math.min(limit, value))
  })
}
