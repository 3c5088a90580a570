// What a master counts of evaluation for as long as it listens. Only ever more.

export interface Tally {
  /** Genomes whose result was accepted; one whose worker was set aside afterwards counts again. */
  genomes: number
  /** Tries of a genome that were lost or failed. */
  retries: number
  /** Genomes that got the worst fitness because nobody could evaluate them. */
  quarantined: number
  /** Results that were compared with another worker's. */
  verified: number
  /** Comparisons that found a difference. */
  differing: number
  /** Results that came late, twice, or were never asked for. */
  ignored: number
}

export const newTally = (): Tally => ({
  ...{ genomes: 0, retries: 0, quarantined: 0 },
  ...{ verified: 0, differing: 0, ignored: 0 },
})

/** What a master has counted, genomes without a result, and slots: those that may work and those that do. */
export interface Work {
  readonly tally: Readonly<Tally>
  readonly waiting: number
  readonly busySlots: number
  readonly slots: number
}
