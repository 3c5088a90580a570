import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { gaussian } from '../../core/base/ziggurat.ts'

/** Probability of a normal number below each of these (tables of the normal distribution). */
const CUMULATIVE: readonly (readonly [number, number])[] = [
  [-4, 0.0000316712],
  [-3.442619855899, 0.000288058],
  [-3, 0.001349898],
  [-2, 0.0227501319],
  [-1, 0.1586552539],
  [-0.5, 0.3085375387],
  [0, 0.5],
  [0.25, 0.5987063257],
  [1, 0.8413447461],
  [2.5, 0.9937903347],
  [3.5, 0.9997673709],
]

test('as many draws lie below each mark as of a normal number should', () => {
  const random = Random.fromSeed(20)
  const count = 1_000_000
  const draws = Float64Array.from({ length: count }, () => gaussian(random))
  for (const [mark, probability] of CUMULATIVE) {
    const below = draws.reduce((sum, draw) => sum + (draw < mark ? 1 : 0), 0)
    // Five standard deviations of a binomial count.
    const tolerance = 5 * Math.sqrt(count * probability * (1 - probability))
    expect(Math.abs(below - count * probability), `draws below ${mark}`).toBeLessThan(tolerance)
  }
})

test('neighbouring draws have nothing to do with each other', () => {
  const random = Random.fromSeed(21)
  let product = 0
  let last = gaussian(random)
  for (let i = 0; i < 200_000; i++) {
    const next = gaussian(random)
    product += last * next
    last = next
  }
  expect(Math.abs(product / 200_000)).toBeLessThan(5 / Math.sqrt(200_000))
})
