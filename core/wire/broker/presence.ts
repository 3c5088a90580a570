// Who is at a broker: entries of a key-value bucket, written anew with every heartbeat. Bytes in, values out.
import * as z from 'zod'
import { decodeUtf8, encodeUtf8 } from '../../base/utf8.ts'

const masterSchema = z.strictObject({
  version: z.literal(1),
  /** Another for every start of a master. */
  instance: z.string().min(1).max(100),
  label: z.string().max(200),
  problem: z.string().max(200).nullable(),
  heartbeatMs: z.number().positive(),
  /** How long a worker may hold what it was given. */
  leaseMs: z.number().positive(),
})
export type MasterPresence = z.output<typeof masterSchema>

const workerSchema = z.strictObject({
  version: z.literal(1),
  key: z.string().max(100),
  label: z.string().max(100),
  /** Of its connection to the broker, as the broker sees it. */
  address: z.string().max(200),
})
export type WorkerPresence = z.output<typeof workerSchema>

/** Heartbeats that a master may leave out before it counts as gone. */
const MISSED = 3

/** Whether a master whose entry is so old is gone. */
export function isGone({ heartbeatMs }: MasterPresence, ageMs: number): boolean {
  return ageMs > MISSED * heartbeatMs
}

export const writePresence = (presence: MasterPresence | WorkerPresence): Uint8Array =>
  encodeUtf8(JSON.stringify(presence))

/** null for what no Neatwork of this version wrote. */
export const readMaster = (bytes: Uint8Array): MasterPresence | null => read(masterSchema, bytes)
export const readWorker = (bytes: Uint8Array): WorkerPresence | null => read(workerSchema, bytes)

function read<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array): z.output<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(decodeUtf8(bytes) ?? ''))
    return parsed.success ? parsed.data : null
  } catch {
    return null // no JSON
  }
}
