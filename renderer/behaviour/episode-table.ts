// An episode as a table. Pure.
import type { PlayFrame } from '../../core/problems/play.ts'
import type { CsvTable } from '../chart/csv.ts'

interface Episode {
  readonly frames: readonly PlayFrame[]
  readonly frameMs: number
}

interface EpisodeWords {
  readonly frame: string
  readonly time: string
}

/** What the shown moment is made of, where it tells that; else all moments with their figures. */
export function episodeTable({ frames, frameMs }: Episode, at: number, words: EpisodeWords): CsvTable {
  const { table } = frames[at] ?? {}
  if (table !== undefined) return table
  const names = [...new Set(frames.flatMap(({ figures = {} }) => Object.keys(figures)))]
  return {
    columns: [words.frame, words.time, ...names],
    rows: frames.map(({ figures = {} }, frame) => [
      frame + 1,
      frame * frameMs,
      ...names.map((name) => figures[name] ?? null),
    ]),
  }
}
