import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { evaluationSeed, mix32 } from '../../core/base/seed.ts'

const draws = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.nextUint32())

describe('Random', () => {
  test('gives the numbers of sfc32 as PractRand has it', () => {
    // An independent sfc32, in 64-bit whole numbers: state (0, seed low, seed high, 1), 12 rounds of mixing.
    const mask = 0xffff_ffffn
    let [a, b, c, counter] = [0n, 12345n, 0n, 1n]
    const next = (): number => {
      const result = (a + b + counter) & mask
      counter = (counter + 1n) & mask
      a = b ^ (b >> 9n)
      b = (c + (c << 3n)) & mask
      c = (((c << 21n) | (c >> 11n)) + result) & mask
      return Number(result)
    }
    for (let round = 0; round < 12; round++) next()
    expect(draws(Random.fromSeed(12345), 100)).toEqual(Array.from({ length: 100 }, next))
  })

  test('goes on from its state through JSON, and a clone goes its own way', () => {
    const random = Random.fromSeed(7)
    draws(random, 10)
    const saved = JSON.stringify(random.state())
    const clone = random.clone()
    const wanted = draws(random, 20)
    expect(draws(Random.fromState(JSON.parse(saved)), 20)).toEqual(wanted)
    expect(draws(clone, 20)).toEqual(wanted)
  })

  test('neighbouring seeds share no draws', () => {
    const all = Array.from({ length: 200 }, (_, seed) => draws(Random.fromSeed(seed), 5)).flat()
    expect(new Set(all).size).toBe(all.length)
  })

  test('nextInt is even over a range that does not divide 2^32', () => {
    const random = Random.fromSeed(3)
    const counts = new Array<number>(7).fill(0)
    for (let i = 0; i < 70_000; i++) {
      const draw = random.nextInt(7)
      counts[draw] = (counts[draw] ?? 0) + 1
    }
    // Five standard deviations of a binomial count.
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(10_000 * (6 / 7)))
  })

  test('nextFloat is uniform over [0, 1), nextGaussian normal', () => {
    const random = Random.fromSeed(4)
    const floats = Array.from({ length: 100_000 }, () => random.nextFloat())
    expect(floats.every((draw) => draw >= 0 && draw < 1)).toBe(true)
    const normals = Array.from({ length: 100_000 }, () => random.nextGaussian())
    const mean = (values: readonly number[]): number =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(floats)).toBeCloseTo(0.5, 2)
    expect(mean(normals)).toBeCloseTo(0, 1)
    expect(mean(normals.map((draw) => draw * draw))).toBeCloseTo(1, 1)
    expect(mean(normals.map((draw) => (Math.abs(draw) < 1 ? 1 : 0)))).toBeCloseTo(0.6827, 2)
  })

  test('a chance of 0 is never and of 1 always', () => {
    const random = Random.fromSeed(5)
    const hits = (probability: number): number =>
      Array.from({ length: 10_000 }, () => random.nextChance(probability)).filter(Boolean).length
    expect([hits(0), hits(1)]).toEqual([0, 10_000])
  })
})

describe('evaluation seeds', () => {
  test('belong to run, generation and genome, and hardly ever collide', () => {
    const seeds = new Set<number>()
    for (let run = 0; run < 3; run++) {
      for (let generation = 0; generation < 30; generation++) {
        for (let genome = 0; genome < 150; genome++) seeds.add(evaluationSeed(run, generation, genome))
      }
    }
    // 13,500 draws of 32 bits: 0.02 collisions are expected.
    expect(seeds.size).toBeGreaterThan(13_498)
  })

  test('are unsigned 32-bit numbers', () => {
    for (const seed of [evaluationSeed(0, 0, 0), evaluationSeed(0xffff_ffff, 1e6, 1e9), mix32(-1)]) {
      expect(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff).toBe(true)
    }
  })
})
