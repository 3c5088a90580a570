// The saved runs as a history to look through: what is asked of them, and what is told. A run is named by its folder's name
// and never by a path; whoever looks learns no path either.
import * as z from 'zod'
import type { Goal } from '../neat/score.ts'
import { savedRunNameSchema } from './home-requests.ts'
import {
  LONGEST_RUN_TEXT,
  LONGEST_RUN_TITLE,
  LONGEST_TAG,
  MOST_CHAMPIONS,
  MOST_COMPARED,
  MOST_DELETED,
  MOST_RUNS_TOLD,
  MOST_TAGS,
} from './limits.ts'
import type { ChampionView } from './views.ts'

/** What somebody calls a run and says about it; it decides nothing in the run. */
export const runLabelSchema = z.strictObject({
  /** Empty: the run has no name of its own. */
  title: z.string().trim().max(LONGEST_RUN_TITLE),
  tags: z
    .array(z.string().trim().min(1).max(LONGEST_TAG))
    .max(MOST_TAGS)
    .transform((tags) => [...new Set(tags)])
    .readonly(),
  text: z.string().max(LONGEST_RUN_TEXT),
})
export type RunLabel = z.output<typeof runLabelSchema>

export const savedRunsRequestSchema = z.strictObject({
  /** The last name that was told; null begins with the first. */
  after: savedRunNameSchema.nullable(),
  limit: z.int().min(1).max(MOST_RUNS_TOLD),
})

const namesSchema = (least: number, most: number) =>
  z.strictObject({ names: z.array(savedRunNameSchema).min(least).max(most) })

export const savedChampionsSchema = namesSchema(1, MOST_CHAMPIONS)
export const comparedRunsSchema = namesSchema(2, MOST_COMPARED)
export const deletedNamesSchema = namesSchema(1, MOST_DELETED)

export const labelRunSchema = z.strictObject({ name: savedRunNameSchema, label: runLabelSchema })

export const runTableSchema = z.strictObject({ name: savedRunNameSchema, from: z.int().min(0) })

/** How a saved run ended, or that it hasn't. */
export type SavedRunState = 'solved' | 'generations done' | 'stopped' | 'unfinished'

export type SavedRunView =
  | ({
      readonly kind: 'run'
      /** Of its folder. */
      readonly name: string
      readonly problem: string
      readonly goal: Goal
      readonly seed: number
      /** ISO 8601. */
      readonly createdAt: string
      /** Done so far, and planned. */
      readonly generations: number
      readonly planned: number
      readonly evaluations: number
      readonly best: number | null
      readonly state: SavedRunState
      readonly bytes: number
      /** The run that the app is at: it can't be deleted. */
      readonly isOpen: boolean
      /** Somebody handed it on as a file. */
      readonly isImported: boolean
    } & RunLabel)
  | {
      readonly kind: 'damaged'
      readonly name: string
      /** What is wrong and what to do, in a sentence. */
      readonly reason: string
      readonly bytes: number
      readonly isOpen: boolean
    }

/** A part of all runs, in the order of their folders' names, the last first. */
export interface SavedRunsPage {
  readonly runs: readonly SavedRunView[]
  /** What to ask for the next part with; null where there is none. */
  readonly next: string | null
  /** Folders that there are, some of which may hold no run. */
  readonly total: number
}

export interface SavedChampion {
  readonly name: string
  /** null before the first generation, and where the file can't be read. */
  readonly champion: ChampionView | null
}

/** A part of a text that is long: of a table only the first part has the line of names. */
export interface RunTablePart {
  readonly text: string
  /** Generation, or place, to go on with; null at the end. */
  readonly next: number | null
}

/** A setting that is not the same in all runs: a value for each of them, null where a run doesn't have it. */
export interface DifferingSetting {
  readonly path: string
  readonly values: readonly unknown[]
}

/** A run in the bin of the runs folder. */
export interface DeletedRun {
  /** In the bin. */
  readonly id: string
  /** Of the folder that it was. */
  readonly name: string
  /** Milliseconds since 1970. */
  readonly deletedAtMs: number
  readonly bytes: number
}

export interface DeletedRuns {
  /** The last that was deleted first. */
  readonly runs: readonly DeletedRun[]
  /** Where a run goes that is taken out of the bin: to the recycle bin of the system, or nowhere. */
  readonly leadsTo: 'system' | 'nowhere'
}
