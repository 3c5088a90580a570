// The islands as a screen draws them: plain values.

/** `unmet`: nothing was heard of it yet. */
export type IslandState = 'here' | 'away' | 'ended' | 'unmet'

export interface IslandView {
  readonly name: string
  readonly isOwn: boolean
  readonly state: IslandState
  /** Last generation that is done; null where it isn't known. */
  readonly generation: number | null
  readonly best: number | null
  /** Generation of the newest champions that came from it; null before the first. */
  readonly lastArrival: number | null
}

/** Champions from one island to another. */
export interface PassageView {
  readonly from: string
  readonly to: string
  /** As far as this island knows: one of others' passages is only told to exist. */
  readonly state: 'planned' | 'awaited' | 'arrived' | 'missing'
}

export interface IslandsView {
  readonly island: string
  readonly topology: 'ring' | 'star' | 'random'
  readonly every: number
  /** The generation whose champions were exchanged last; null before the first exchange. */
  readonly lastExchange: number | null
  readonly nextExchange: number
  /** Genomes of others that have taken places here. */
  readonly settled: number
  readonly islands: readonly IslandView[]
  /** Of the exchange under way; between exchanges of the last one, or of the first where there was none. */
  readonly passages: readonly PassageView[]
}
