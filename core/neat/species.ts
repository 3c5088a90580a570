// A species: members of the population by index, the genome that newcomers are compared with, and its record.
import type { SpeciesId } from '../base/ids.ts'
import type { Genome } from './genome.ts'

/** Genomes that are much alike. */
export interface Species {
  readonly id: SpeciesId
  /** Indices into the population, ascending; never empty. */
  readonly members: readonly number[]
  readonly representative: Genome
  /** Generation in which the species appeared. */
  readonly born: number
  /** Best score that stagnation ever measured: of its best member, or their mean; −∞ before the first evaluation. */
  readonly bestScore: number
  /** Generation in which `bestScore` was reached. */
  readonly improvedAt: number
}
