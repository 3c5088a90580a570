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

/** Of a worker: for people who look into the bucket; no Neatwork reads it. */
export interface WorkerPresence {
  readonly version: 1
  readonly key: string
  readonly label: string
  /** Of its connection to the broker, as the broker sees it. */
  readonly address: string
}

/** Heartbeats that a master may leave out before it counts as gone. */
const MISSED = 3

/** Whether a master whose entry is so old is gone. */
export function isGone({ heartbeatMs }: MasterPresence, ageMs: number): boolean {
  return ageMs > MISSED * heartbeatMs
}

export const writePresence = (presence: MasterPresence | WorkerPresence): Uint8Array =>
  encodeUtf8(JSON.stringify(presence))

/** null for what no Neatwork of this version wrote. */
export function readMaster(bytes: Uint8Array): MasterPresence | null {
  try {
    return masterSchema.safeParse(JSON.parse(decodeUtf8(bytes) ?? '')).data ?? null
  } catch {
    return null // no JSON
  }
}
