// A file that somebody opens on a screen, by its bytes and never by a path: a `.neatwork` file, settings or a genome.
import * as z from 'zod'
import type { GenomeJson } from '../network/genome-json.ts'
import { LARGEST_OPENED_FILE } from './limits.ts'

export const openFileSchema = z.strictObject({
  /** Without folders. */
  name: z.string().min(1).max(255),
  /** In base 64. */
  content: z.base64().max(Math.ceil((LARGEST_OPENED_FILE * 4) / 3) + 4),
})

export interface OpenedRun {
  readonly kind: 'run'
  /** Of its folder among the saved runs. */
  readonly name: string
  readonly problem: string
  readonly generations: number
  /** Somebody's own code that came along, below the run's folder; nothing of it was run. */
  readonly code: { readonly file: string; readonly hash: string | null } | null
}

export type OpenedFile =
  | OpenedRun
  /** In the shape of a config file. */
  | { readonly kind: 'settings'; readonly settings: Readonly<Record<string, unknown>> }
  | { readonly kind: 'genome'; readonly genome: GenomeJson; readonly hash: string }
