// The control messages: a version and two unions. Bodies are CBOR (RFC 8949) by the cborg library, parsed with a schema;
// batches and results have codecs of their own.
import { decode, encode } from 'cborg'
import * as z from 'zod'
import { ByteWriter } from '../base/bytes.ts'
import { issuesText, parseWith } from '../base/config-issue.ts'
import { substrateSchema } from '../hyperneat/substrate.ts'
import { dataTableSchema } from '../problems/table/data-table.ts'
import { type Decoded, type Frame, MAX_MIGRANT_BYTES, wireError, writeHeader } from './frame.ts'

const text = z.string().max(1000)

const problemIdentity = z.strictObject({
  name: text,
  version: z.int().min(0),
  /** Fingerprint of the evaluation code, 32 hexadecimal digits. */
  hash: text,
  /** Name of the file, without its folder, of a problem that is somebody's own; in Python FILE:FUNCTION. */
  ownFile: text.optional(),
  /** A master says: the workers have the code, and the hash is the one of the first to come, if there was one yet. */
  isOpen: z.boolean().optional(),
})

/** A problem for which people declared something: its parts travel, and its own hash tells whether both sides agree. */
const evaluatedProblem = problemIdentity.extend({
  declared: z
    .strictObject({
      problem: problemIdentity,
      table: dataTableSchema.optional(),
      substrate: substrateSchema.optional(),
    })
    .optional(),
})
export type ProblemIdentity = z.output<typeof evaluatedProblem>

/** Processor, operating system and engine, for people who compare results. */
const runtime = z.strictObject({
  processor: text,
  platform: text,
  release: text,
  arch: text,
  node: text,
  v8: text,
})
export type RuntimeVersions = z.output<typeof runtime>

/** Values of the problem's options, by name. */
const optionValues = z.record(z.string().max(200), z.union([z.number(), z.boolean(), z.string().max(10_000)]))

const exchangeBytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= 65)

/** Name of an island, and the last generation that it has done; −1 before the first. */
const islandName = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)
const generationsDone = z.int().min(-1).max(1_000_000_000)
const migrantBytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= MAX_MIGRANT_BYTES,
)

const schemas = {
  hello: z.strictObject({
    token: text,
    key: z.string().min(8).max(100),
    label: z.string().min(1).max(100),
    slots: z.int().min(1).max(4096),
    appVersion: text,
    runtime,
    problems: z.array(problemIdentity).max(1000),
  }),
  welcome: z.strictObject({
    /** The label under which the master shows the worker. */
    label: text,
    masterVersion: text,
    heartbeatIntervalMs: z.number().positive(),
    heartbeatTimeoutMs: z.number().positive(),
    /** Time that one batch may take on a worker's slot. */
    taskTimeoutMs: z.number().positive(),
    warning: text.nullable(),
  }),
  refusal: z.strictObject({ code: text, message: text }),
  /**
   * `runId` is the same for the same run only: what was evaluated for another is worth nothing. Said again in mid-run when
   * the options have changed, between two generations.
   */
  beginRun: z.strictObject({ problem: evaluatedProblem, runId: text, options: optionValues }),
  endRun: z.strictObject({ reason: text }),
  cancel: z.strictObject({ batchIds: z.array(z.int().min(0)).max(100_000) }),
  /** The master gives this worker no more work. */
  setAside: z.strictObject({ reason: text }),
  /** A line that a fitness function printed, on its own or while it evaluated a genome. */
  printed: z.strictObject({
    genomeId: z.int().min(0).max(0xffff_ffff).nullable(),
    text,
    /** Where the line says how far the genome's evaluation is: from 0 to 1. */
    share: z.number().min(0).max(1).optional(),
  }),
  /** From now on the worker evaluates so many at a time; 0 for a pause, with its reason where there is one. */
  slots: z.strictObject({ slots: z.int().min(0).max(4096), reason: text.nullable() }),
  /** Joining by code: a share of the key exchange, the proof that its sender knows the code, and what it is worth. */
  codeShare: z.strictObject({ bytes: exchangeBytes }),
  codeConfirm: z.strictObject({ bytes: exchangeBytes }),
  codeGrant: z.strictObject({ bytes: exchangeBytes, token: text }),
  ping: z.null(),
  pong: z.null(),
  goodbye: z.strictObject({ reason: text }),
  /** From a master: finish what you have, then leave. From a worker: that is what it does now. */
  drain: z.strictObject({ reason: text }),
  /** From one master to another: it is that island of that archipelago, and has done so many generations. */
  islandHello: z.strictObject({
    token: text,
    archipelago: text,
    island: islandName,
    generation: generationsDone,
    appVersion: text,
  }),
  islandWelcome: z.strictObject({ island: islandName, generation: generationsDone }),
  /** How far an island is; `ended` where it will do no more. */
  islandNews: z.strictObject({
    generation: generationsDone,
    best: z.number().nullable(),
    ended: z.boolean(),
  }),
  /** Champions of an exchange, whose genomes have a form of their own in CBOR (`core/islands/migrant-codec.ts`). */
  migrants: z.strictObject({ generation: generationsDone, genomes: migrantBytes }),
} as const

export type ControlType = keyof typeof schemas
export type ControlBody<Type extends ControlType> = z.output<(typeof schemas)[Type]>
export type Hello = ControlBody<'hello'>

export function encodeControl<Type extends ControlType>(type: Type, body: ControlBody<Type>): Frame {
  const writer = new ByteWriter(64)
  writeHeader(writer, type)
  writer.bytes(encode(body))
  return writer.finish() as Frame
}

/** Health checks, of which there are many: made once. Whoever sends a frame never writes into it. */
export const PING = encodeControl('ping', null)
export const PONG = encodeControl('pong', null)

export function decodeControl<Type extends ControlType>(
  type: Type,
  body: Uint8Array,
): Decoded<ControlBody<Type>> {
  let value: unknown
  try {
    value = decode(body, { strict: true, allowIndefinite: false, allowUndefined: false })
  } catch (error) {
    return wireError('malformed', `the ${type} message is not valid CBOR (${String(error)})`)
  }
  const parsed = parseWith<z.ZodType>(schemas[type], value)
  if (!parsed.ok) return wireError('malformed', `the ${type} message is wrong: ${issuesText(parsed.issues)}`)
  return { ok: true, value: parsed.value as ControlBody<Type> }
}
