// Which settings a search tries, and for how long: decided by its definition alone, so that it can go on at any time.
import * as z from 'zod'
import { Random } from '../../base/random.ts'
import { gridOf, type Point, randomPoint, spaceSchema } from './space.ts'

export const METHODS = ['grid', 'random', 'halving'] as const

export const searchSchema = z.strictObject({
  format: z.literal('neatwork-search'),
  version: z.literal(1),
  method: z.enum(METHODS),
  space: spaceSchema,
  /** What is not varied. */
  settings: z.record(z.string(), z.unknown()),
  /** Of the problem. */
  problemHash: z.string(),
  /** Runs per trial, with one seed after the other. */
  seeds: z.strictObject({ first: z.int().min(0), count: z.int().min(1) }),
  /** Trials that are drawn; a grid has as many as it has. */
  trials: z.int().min(1),
  /** Of all chance of the search itself. */
  searchSeed: z.int().min(0),
  /** Successive halving keeps one of so many trials from rung to rung, and lets it go on so much longer. */
  eta: z.int().min(2),
  /** A run ends after this many at the latest. */
  generations: z.int().min(1),
})
export type Search = z.output<typeof searchSchema>

/** All trials, in order. Throws a RangeError where a grid has a range. */
export function pointsOf({ method, space, trials, searchSeed }: Search): readonly Point[] {
  if (method === 'grid') return gridOf(space)
  const random = Random.fromSeed(searchSeed)
  return Array.from({ length: trials }, () => randomPoint(space, random))
}

/** How long the trials of a rung go on in all, and how many of the best of it go on further. */
export interface Rung {
  readonly generations: number
  readonly keep: number
}

/** Jamieson & Talwalkar 2016: as many rungs as `eta` divides the trials; one for the other methods. */
export function rungsOf({ method, eta, generations }: Search, trials: number): readonly Rung[] {
  if (method !== 'halving') return [{ generations, keep: trials }]
  const rungs: Rung[] = []
  let left = trials
  const divisions = Math.floor(Math.log(trials) / Math.log(eta) + 1e-9)
  for (let rung = 0; rung <= divisions; rung++) {
    const keep = rung === divisions ? left : Math.max(1, Math.floor(left / eta))
    rungs.push({ generations: Math.max(1, Math.ceil(generations / eta ** (divisions - rung))), keep })
    left = keep
  }
  return rungs
}
