// What a look at somebody's own fitness file found, before anything is started with it.
import * as z from 'zod'
import type { FailureCause } from '../evaluate/batch.ts'
import type { ProblemView } from './views.ts'

/**
 * How a file of the machine that Neatwork runs on can be chosen from a screen: not at all, by the desktop's own dialog,
 * or by its path.
 */
export type FileAccess = 'none' | 'dialog' | 'path'

export const checkFitnessSchema = z.strictObject({
  /** Of the file on the host; null asks by the dialog. */
  path: z.string().min(1).max(4096).nullable(),
})

export type TriedGenome =
  | { readonly kind: 'scored'; readonly genomeId: number; readonly fitness: number }
  | {
      readonly kind: 'failed'
      readonly genomeId: number
      readonly cause: FailureCause
      readonly reason: string
    }

export interface FitnessCheck {
  readonly file: string
  readonly problem: ProblemView
  /** Genomes of a first generation. */
  readonly genomes: readonly TriedGenome[]
  /** What one of them took, the start of the process aside. */
  readonly msEach: number
}
