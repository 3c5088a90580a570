// What happened in a run besides its generations, and what people noted of it. Champions, births and extinctions stand in
// the generations themselves.
import * as z from 'zod'
import { FAILURE_CAUSES } from '../evaluate/batch.ts'
import { LONGEST_NOTE } from './limits.ts'

const eventSchemas = [
  z.object({
    kind: z.literal('worker-joined'),
    label: z.string(),
    address: z.string(),
    slots: z.int().min(0),
  }),
  z.object({ kind: z.literal('worker-left'), label: z.string(), how: z.string() }),
  /** Lost, or set aside for what it returned. */
  z.object({ kind: z.literal('worker-failed'), label: z.string(), reason: z.string() }),
  z.object({
    kind: z.literal('options-changed'),
    options: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
  }),
  z.object({ kind: z.literal('extended'), generations: z.int().min(1) }),
  z.object({ kind: z.literal('alarm'), message: z.string() }),
  /** An exchange went on without an island that is away, and so do those after it. */
  z.object({ kind: z.literal('island-missed'), island: z.string(), exchange: z.int().min(0) }),
  /** Champions of an island came again, after `missed` exchanges without. */
  z.object({
    ...{ kind: z.literal('island-back'), island: z.string() },
    ...{ exchange: z.int().min(0), missed: z.int().min(1) },
  }),
  z.object({
    kind: z.literal('genome-failed'),
    genomeId: z.int().min(0),
    cause: z.enum(FAILURE_CAUSES),
    reason: z.string(),
    /** Frame by frame, where it was somebody's own code that threw. */
    trace: z.string().optional(),
    /** Genomes of the same generation that failed too and have no entry of their own. */
    others: z.int().min(0),
  }),
] as const

const eventSchema = z.discriminatedUnion('kind', eventSchemas)
export type LogEvent = z.output<typeof eventSchema>

export const logEntrySchema = z.intersection(
  z.object({
    /** From 1, in the order of the run. */
    number: z.int().min(1),
    /** Milliseconds since 1970, by the master's clock. */
    atMs: z.number(),
    /** The one that was being evaluated. */
    generation: z.int().min(0),
  }),
  eventSchema,
)
export type LogEntry = z.output<typeof logEntrySchema>

export const noteSchema = z.object({
  /** From 1; never given twice in a run. */
  number: z.int().min(1),
  /** The generation to which it is pinned. */
  generation: z.int().min(0),
  text: z.string().min(1).max(LONGEST_NOTE),
  atMs: z.number(),
})
export type RunNote = z.output<typeof noteSchema>
