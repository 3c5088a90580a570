// What selection maximises: the fitness, or its negative where the goal is a low one. It knows no genome.
import type { NeatConfig } from './config.ts'

export type Goal = NeatConfig['selection']['goal']

/** Higher is better, whatever the goal. */
export function scoresOf(fitness: Float64Array, goal: Goal): Float64Array {
  return goal === 'maximise' ? fitness : fitness.map((value) => -value)
}

export function isBetter(a: number, b: number, goal: Goal): boolean {
  return goal === 'maximise' ? a > b : a < b
}

/** Index of the fittest genome, the first among equals. */
export function championIndex(fitness: Float64Array, goal: Goal): number {
  let champion = 0
  for (let i = 1; i < fitness.length; i++) {
    if (isBetter(fitness[i] as number, fitness[champion] as number, goal)) champion = i
  }
  return champion
}
