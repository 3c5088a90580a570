import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { type DataSet, GradientTape } from '../../core/network/gradient.ts'
import { ACTIVATIONS, AGGREGATIONS, type NetworkSpec } from '../../core/network/network-spec.ts'
import { ADAM_DEFAULTS, Adam } from '../../core/tune/adam.ts'
import { fineTune } from '../../core/tune/fine-tune.ts'
import { randomInputs, randomSpec } from '../network/random-spec.ts'

/** Loss by the compiled network alone. */
function lossOf(spec: NetworkSpec, data: DataSet): number {
  const outputs = compileNetwork(spec).activateAll(data.inputs, data.rows)
  return outputs.reduce((sum, value, i) => sum + (value - (data.wanted[i] ?? 0)) ** 2, 0) / outputs.length
}

function dataFor(spec: NetworkSpec, rows: number, seed: number): DataSet {
  const random = Random.fromSeed(seed)
  return {
    rows,
    inputs: randomInputs(random, rows * spec.inputCount),
    wanted: Float64Array.from({ length: rows * spec.outputCount }, () => random.nextFloat()),
  }
}

const xorData: DataSet = {
  rows: 4,
  inputs: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1),
  wanted: Float64Array.of(0, 1, 1, 0),
}

describe('the gradient', () => {
  test.each(
    ACTIVATIONS.flatMap((activation) =>
      AGGREGATIONS.map((aggregation) => [activation, aggregation] as const),
    ),
  )('through %s of %s is that of finite differences', (activation, aggregation) => {
    for (let seed = 0; seed < 3; seed++) {
      const random = Random.fromSeed(seed)
      const plain = randomSpec(random, {
        kind: 'feed-forward',
        inputCount: 3,
        outputCount: 2,
        maxHidden: 3,
        plain: true,
      })
      // One node of the kind in question among sigmoids, so that the error has one source.
      const spec: NetworkSpec = {
        ...plain,
        activation: plain.activation.map((code, node) =>
          node === 0 ? ACTIVATIONS.indexOf(activation) : code,
        ),
        aggregation: plain.aggregation.map((code, node) =>
          node === 0 ? AGGREGATIONS.indexOf(aggregation) : code,
        ),
        bias: plain.bias.map((bias) => bias / 3),
        weight: plain.weight.map((weight) => weight / 4),
      }
      const data = dataFor(spec, 3, seed)
      const gradient = new GradientTape(spec).gradient(data, spec.weight, spec.bias)
      expect(gradient.loss).toBeCloseTo(lossOf(spec, data), 9)
      const difference = (field: 'weight' | 'bias', index: number, step: number): number => {
        const moved = (by: number) => spec[field].map((value, i) => (i === index ? value + by : value))
        return (
          (lossOf({ ...spec, [field]: moved(step) }, data) -
            lossOf({ ...spec, [field]: moved(-step) }, data)) /
          (2 * step)
        )
      }
      for (const field of ['weight', 'bias'] as const) {
        gradient[field].forEach((slope, index) => {
          const fine = difference(field, index, 1e-6)
          // At a kink two step lengths disagree, and no derivative is right.
          if (Math.abs(fine - difference(field, index, 2e-6)) > 1e-4 * (1 + Math.abs(fine))) return
          expect(Math.abs(slope - fine), `${field} ${index}, seed ${seed}`).toBeLessThan(
            1e-4 * (1 + Math.abs(fine)),
          )
        })
      }
    }
  })

  test('is refused for recurrent networks', () => {
    const spec = randomSpec(Random.fromSeed(1), { kind: 'recurrent', inputCount: 1, outputCount: 1 })
    expect(() => new GradientTape(spec)).toThrow('feed-forward')
  })
})

describe('Adam', () => {
  test('takes the first steps of the paper’s algorithm, worked by hand', () => {
    const adam = new Adam(1, { ...ADAM_DEFAULTS, learningRate: 0.1 })
    const parameters = Float64Array.of(1)
    adam.step(parameters, Float64Array.of(4))
    // Bias-corrected mean 4, square 16: one whole learning rate.
    expect(parameters[0]).toBeCloseTo(0.9, 8)
    adam.step(parameters, Float64Array.of(-4))
    // Mean (0.9·0.4 − 0.4)/0.19 = −0.2105…, square 16.
    expect(parameters[0]).toBeCloseTo(0.9 + (0.1 * (0.04 / 0.19)) / 4, 8)
  })
})

describe('fine-tuning', () => {
  test('learns xor with two hidden nodes', () => {
    const spec: NetworkSpec = {
      kind: 'feed-forward',
      inputCount: 2,
      outputCount: 1,
      activation: new Uint8Array(3),
      aggregation: new Uint8Array(3),
      bias: Float64Array.of(-0.1, -0.3, -0.9),
      response: new Float64Array(3).fill(1),
      source: Uint32Array.of(0, 1, 0, 1, 3, 4),
      target: Uint32Array.of(3, 3, 4, 4, 2, 2),
      weight: Float64Array.of(0.8, 0.7, 0.6, 0.9, 0.5, -0.5),
    }
    const tuned = fineTune(spec, xorData, { ...ADAM_DEFAULTS, epochs: 500, learningRate: 0.05, limit: 30 })
    expect(tuned.loss).toBeLessThan(0.01)
    expect(lossOf(tuned.spec, xorData)).toBeCloseTo(tuned.loss, 12)
  })

  test('never makes a network worse, and the same again has the same bits', () => {
    for (let seed = 0; seed < 30; seed++) {
      const spec = randomSpec(Random.fromSeed(seed), { kind: 'feed-forward', inputCount: 2, outputCount: 1 })
      const data = dataFor(spec, 10, seed)
      const tuning = { ...ADAM_DEFAULTS, epochs: 20, learningRate: 0.3, limit: 5 }
      const tuned = fineTune(spec, data, tuning)
      expect(tuned.loss).toBeLessThanOrEqual(tuned.lossBefore)
      expect(fineTune(spec, data, tuning)).toEqual(tuned)
    }
  })
})
