// A species: members of the population by index, the genome that newcomers are compared with, and its record.
import type { SpeciesId } from '../base/ids.ts'
import type { Genome } from './genome.ts'

export interface Species {
  readonly id: SpeciesId
  /** Indices into the population, ascending; never empty. */
  readonly members: readonly number[]
  readonly representative: Genome
  /** Generation in which the species appeared. */
  readonly born: number
  /** Best fitness any member ever had; −∞ before the first evaluation. */
  readonly bestFitness: number
  /** Generation in which `bestFitness` was reached. */
  readonly improvedAt: number
}
