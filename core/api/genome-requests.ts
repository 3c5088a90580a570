// How a screen names one of a run's genomes, and pages through what is remembered of it. Parsed at the gate like all
// commands.
import * as z from 'zod'

const whole = z.int().min(0).max(0xffff_ffff)

/** The best of the whole run, or a species by its number. */
export const lineSchema = z.union([z.literal('run'), whole])

export const genomeRefSchema = z.discriminatedUnion('kind', [
  /** The best genome found so far. */
  z.strictObject({ kind: z.literal('champion') }),
  /** Whoever was the champion of a line in a generation. */
  z.strictObject({ kind: z.literal('champion of'), line: lineSchema, generation: whole }),
  /** By its number: one of the living, or a champion that is remembered. */
  z.strictObject({ kind: z.literal('genome'), id: whole }),
  /** The elite of a cell of MAP-Elites' grid. */
  z.strictObject({ kind: z.literal('elite'), cell: z.int().min(0).max(Number.MAX_SAFE_INTEGER) }),
])
export type GenomeRef = z.infer<typeof genomeRefSchema>

export const watchRequestSchema = z.strictObject({
  genome: genomeRefSchema,
  seed: whole,
})

/** Rows of a page at most. */
export const MOST_ROWS = 500
const rows = z.int().min(1).max(MOST_ROWS)

export const championsRequestSchema = z.strictObject({
  line: lineSchema,
  /** First generation wanted. */
  from: whole,
  most: rows,
})

export const lineageRequestSchema = z.strictObject({ id: whole, most: rows })
