// What the first screen asks for: runs of before, masters of before, and what a person likes the screens to be.
import * as z from 'zod'

export const recentRunsSchema = z.strictObject({ limit: z.int().min(1).max(100) })

/** A folder's name inside the runs folder; never a path. */
export const savedRunNameSchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[^/\\]+$/, 'is a name and not a path')
  .refine((name) => name !== '.' && name !== '..' && !name.includes('\0'), 'is a name and not a path')

export const openRunSchema = z.strictObject({ name: savedRunNameSchema })

const knownMasterId = z.string().min(1).max(100)

export const rejoinSchema = z.strictObject({
  id: knownMasterId,
  /** null: all cores but one. */
  slots: z.int().min(1).max(1024).nullable(),
  name: z.string().min(1).max(100).nullable(),
  onlyWhenIdle: z.number().min(1).max(1440).optional(),
})

export const knownMasterSchema = z.strictObject({ id: knownMasterId })

const LONGEST_PREFERENCE = 64 * 1024

export const preferenceSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9.-]{0,60}$/, 'is made of small letters, digits, dots and dashes'),
  /** JSON; null forgets. */
  value: z.string().max(LONGEST_PREFERENCE).nullable(),
})

/** A run that was saved below the runs folder. */
export interface RecentRun {
  /** Of its folder. */
  readonly name: string
  readonly problem: string
  readonly seed: number
  /** ISO 8601. */
  readonly createdAt: string
  /** Done so far, and planned. */
  readonly generations: number
  readonly planned: number
  readonly bestFitness: number | null
  readonly state: 'solved' | 'generations done' | 'stopped' | 'unfinished' | 'damaged'
}

/** A master that this machine has worked for; its token stays with the host. */
export interface KnownMaster {
  readonly id: string
  readonly address: string
  /** What this worker called itself there. */
  readonly name: string
  readonly slots: number
  readonly onlyWhenIdle: number | null
  /** Milliseconds since 1970. */
  readonly joinedAtMs: number
}
