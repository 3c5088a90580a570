// What a screen may know of a run's genomes, of those before them, and of the archive of a search.
import type { Home } from '../network/genome-json.ts'
import type { LineKey } from '../run/champion-lines.ts'
import type { ChampionView } from './views.ts'

/** A genome with what is known of it; `generation` is the one in which it had its fitness. */
export interface GenomeView extends ChampionView {
  /** In which it is, or was the champion; null where that isn't known. */
  readonly species: number | null
}

/** A line of champions: of the whole run, or of a species. */
export interface ChampionLineView {
  readonly line: LineKey
  readonly from: number
  /** Last generation in which there was one. */
  readonly until: number
  /** Champions that are remembered. */
  readonly count: number
}

export interface ChampionEntry {
  readonly generation: number
  readonly fitness: number
  readonly id: number
  readonly hash: string
}

export interface ChampionsPage {
  readonly entries: readonly ChampionEntry[]
  /** Generation to ask for next, or null when that was all. */
  readonly next: number | null
}

export interface BirthView {
  readonly id: number
  readonly generation: number
  /** First the one whose structure the child has. */
  readonly parents: readonly number[]
  /** Innovations that its mutations added. */
  readonly added: readonly number[]
  /** Of one that came from another island. */
  readonly home?: Home
}

/** A genome's forebears: from itself along those whose structure it has, and the other parents beside them. */
export interface LineageView {
  /** Youngest first. */
  readonly line: readonly BirthView[]
  readonly beside: readonly BirthView[]
  /** Whoever on the whole line came from another island; null where nobody is known to have. */
  readonly migrant: BirthView | null
  /** Whether the line goes on, or its beginning is forgotten. */
  readonly isCut: boolean
  /** Who added which of the genome's genes, as far as it is known: birth by innovation. */
  readonly addedBy: readonly {
    readonly innovation: number
    readonly id: number
    readonly generation: number
    /** Of a migrant that brought it. */
    readonly island?: string
  }[]
}

export interface ArchiveAxis {
  readonly name: string
  readonly low: number
  readonly high: number
}

/** What a search for something else than fitness has collected; `axes` are those of behaviour. */
export type ArchiveView =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'novelty'
      readonly axes: readonly ArchiveAxis[]
      /** A number per axis; of large archives some, evenly spread. */
      readonly points: readonly (readonly number[])[]
      readonly total: number
    }
  | {
      readonly kind: 'elites'
      readonly axes: readonly ArchiveAxis[]
      readonly cellsPerAxis: number
      /** In order of cell; of large grids some, evenly spread. */
      readonly cells: readonly EliteView[]
      readonly total: number
    }

export interface EliteView {
  readonly cell: number
  readonly fitness: number
  readonly id: number
  readonly behaviour: readonly number[]
}
