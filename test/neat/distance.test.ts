import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NeatConfig } from '../../core/neat/config.ts'
import { compatibilityDistance, isCompatible } from '../../core/neat/distance.ts'
import type { Genome } from '../../core/neat/genome.ts'
import { configOf, relatives } from './support.ts'

const settings = (change: Partial<NeatConfig['speciation']> = {}): NeatConfig['speciation'] => ({
  ...configOf().speciation,
  ...change,
})

/** A genome with these connections only, as [innovation, weight]. */
function genomeWith(genes: readonly (readonly [number, number])[]): Genome {
  const { stranger } = relatives(1)
  return {
    ...stranger,
    connections: {
      innovation: Uint32Array.from(genes, ([innovation]) => innovation),
      source: new Uint32Array(genes.length),
      target: new Uint32Array(genes.length).fill(3),
      weight: Float64Array.from(genes, ([, weight]) => weight),
      enabled: new Uint8Array(genes.length).fill(1),
    },
  }
}

test('it is symmetric, zero on itself and never negative', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { a, b, stranger } = relatives(seed)
      for (const [left, right] of [
        [a, b],
        [a, stranger],
        [b, stranger],
      ] as const) {
        const distance = compatibilityDistance(left, right, settings())
        expect(compatibilityDistance(right, left, settings())).toBe(distance)
        expect(distance).toBeGreaterThanOrEqual(0)
      }
      expect(compatibilityDistance(a, a, settings())).toBe(0)
    }),
  )
})

test('it is c1·E/N + c2·D/N + c3·W̄', () => {
  const a = genomeWith([
    [0, 1],
    [1, 2],
    [4, 0],
  ])
  const b = genomeWith([
    [0, 1.5],
    [2, 9],
    [4, 1],
    [7, 9],
    [8, 9],
  ])
  // Disjoint: 1 and 2. Excess: 7 and 8. Matching: 0 and 4, differing by 0.5 and 1.
  const coefficients = { excessCoefficient: 10, disjointCoefficient: 100, weightCoefficient: 1 }
  expect(compatibilityDistance(a, b, settings({ ...coefficients, normaliseFrom: 6 }))).toBe(20 + 200 + 0.75)
  expect(compatibilityDistance(a, b, settings({ ...coefficients, normaliseFrom: 5 }))).toBe(220 / 5 + 0.75)
})

test('genomes with no gene in common differ by structure alone', () => {
  const a = genomeWith([[0, 5]])
  const b = genomeWith([[1, -5]])
  expect(compatibilityDistance(a, b, settings())).toBe(2)
  expect(compatibilityDistance(genomeWith([]), genomeWith([]), settings())).toBe(0)
})

test('compatible is the same question as a distance below the threshold', () => {
  fc.assert(
    fc.property(fc.nat(), fc.double({ min: 0, max: 10, noNaN: true }), (seed, threshold) => {
      const { a, b, stranger } = relatives(seed)
      for (const other of [b, stranger]) {
        const distance = compatibilityDistance(a, other, settings())
        expect(isCompatible(a, other, settings(), threshold)).toBe(distance < threshold)
        expect(isCompatible(a, other, settings(), distance)).toBe(false)
        expect(isCompatible(a, other, settings(), distance * (1 + 1e-12) + 1e-12)).toBe(true)
      }
    }),
  )
})
