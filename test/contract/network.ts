// What every Network promises, as a suite to run against the reference and the compiled networks of every kind.
import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import type { Network, NetworkKind, NetworkSpec } from '../../core/network/network-spec.ts'
import { referenceNetwork } from '../../core/network/reference.ts'
import { randomInputs, randomSpec } from '../network/random-spec.ts'

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed)

export function describeNetwork(
  name: string,
  kind: NetworkKind,
  compile: (spec: NetworkSpec) => Network,
): void {
  const specOf = (seed: number): NetworkSpec => {
    const random = Random.fromSeed(seed)
    return randomSpec(random, {
      kind,
      inputCount: 1 + random.nextInt(4),
      outputCount: 1 + random.nextInt(3),
      plain: seed % 3 === 0,
    })
  }

  describe(`${name} keeps the contract of a Network`, () => {
    test('the bits of the slow reference network, step after step', () => {
      for (const seed of SEEDS) {
        const spec = specOf(seed)
        const network = compile(spec)
        const reference = referenceNetwork(spec)
        const random = Random.fromSeed(seed + 1000)
        for (let step = 0; step < 5; step++) {
          const inputs = randomInputs(random, spec.inputCount)
          expect(network.activate(inputs), `seed ${seed}, step ${step}`).toEqual(reference.activate(inputs))
        }
      }
    })

    test('a whole data set at once has the bits of a reset and an activation for every row', () => {
      for (const seed of SEEDS) {
        const spec = specOf(seed)
        const rows = seed % 70
        const inputs = randomInputs(Random.fromSeed(seed), rows * spec.inputCount)
        const wanted = new Float64Array(rows * spec.outputCount)
        const network = compile(spec)
        for (let row = 0; row < rows; row++) {
          network.reset()
          const outputs = network.activate(
            inputs.subarray(row * spec.inputCount, (row + 1) * spec.inputCount),
          )
          wanted.set(outputs, row * spec.outputCount)
        }
        expect(compile(spec).activateAll(inputs, rows), `seed ${seed}`).toEqual(wanted)
      }
    })

    test('all outputs are finite, however long it runs and however large the inputs are', () => {
      for (const seed of SEEDS) {
        const spec = specOf(seed)
        const network = compile(spec)
        for (let step = 0; step < 300; step++) {
          const outputs = network.activate(
            new Float64Array(spec.inputCount).fill(step % 2 === 0 ? 1e100 : -1e100),
          )
          expect(outputs.every(Number.isFinite), `seed ${seed}, step ${step}`).toBe(true)
        }
      }
    })

    test('after a reset it is as new', () => {
      for (const seed of SEEDS) {
        const spec = specOf(seed)
        const network = compile(spec)
        const inputs = randomInputs(Random.fromSeed(seed), spec.inputCount)
        const first = [...network.activate(inputs)]
        for (let step = 0; step < 3; step++)
          network.activate(randomInputs(Random.fromSeed(step), spec.inputCount))
        network.reset()
        expect([...network.activate(inputs)], `seed ${seed}`).toEqual(first)
      }
    })

    test('plain arrays and typed arrays are the same inputs', () => {
      const spec = specOf(1)
      const inputs = randomInputs(Random.fromSeed(1), spec.inputCount)
      expect(compile(spec).activate([...inputs])).toEqual(compile(spec).activate(inputs))
    })
  })
}
