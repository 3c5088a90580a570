// One master per run at a broker: an entry in the bucket of presence, written anew with every heartbeat, and only by whom
// wrote it last. A master that was stopped for a while and finds another in its place knows that it is one no more.
import { JetStreamApiError } from '@nats-io/jetstream'
import type { KV, KvEntry } from '@nats-io/kv'
import { masterKey } from '../../wire/broker/broker-names.ts'
import { isGone, type MasterPresence, readMaster, writePresence } from '../../wire/broker/presence.ts'
import type { Log } from '../cluster/log.ts'
import { BrokerError } from './broker-error.ts'

const WRONG_REVISION = 10_071
const CLOCK_KEY = 'clock'
const SETTLE_MS = 50

export interface ClaimOptions {
  readonly bucket: KV
  readonly run: string
  readonly presence: MasterPresence
  readonly log: Log
  /** Whether the broker took a heartbeat: null, or why it didn't. */
  readonly onBeat: (refusal: unknown) => void
  /** Another master has taken the run over. */
  readonly onTaken: (sentence: string) => void
}

export class RunClaim {
  readonly #options: ClaimOptions
  readonly #beat: NodeJS.Timeout
  #presence: MasterPresence
  #revision: number
  #writing: Promise<void> | null = null

  private constructor(options: ClaimOptions, revision: number) {
    this.#options = options
    this.#presence = options.presence
    this.#revision = revision
    this.#beat = setInterval(() => this.#write(), options.presence.heartbeatMs)
  }

  /** Rejects with {@link BrokerError} where the run has a master. */
  static async take(options: ClaimOptions): Promise<RunClaim> {
    const { bucket, run, presence } = options
    const bytes = writePresence(presence)
    const before = await lastLiving(options)
    const key = masterKey(run)
    try {
      const revision =
        before === null ? await bucket.create(key, bytes) : await bucket.update(key, bytes, before)
      return new RunClaim(options, revision)
    } catch (error) {
      if (!isWrongRevision(error)) throw error
      throw new BrokerError('unfit', takenSentence(run, 'another that began at the same moment'))
    }
  }

  /** Tells who looks what is evaluated now. */
  tell(problem: string | null): void {
    this.#presence = { ...this.#presence, problem }
    this.#write()
  }

  /** Another may take the run from now on. */
  async release(): Promise<void> {
    clearInterval(this.#beat)
    await this.#writing
    await this.#options.bucket.delete(masterKey(this.#options.run), { previousSeq: this.#revision })
  }

  /** Leaves the entry to grow old. */
  stop(): void {
    clearInterval(this.#beat)
  }

  /** One at a time; what is missed is made good by the next. */
  #write(): void {
    this.#writing ??= this.#writeNow().finally(() => {
      this.#writing = null
    })
  }

  async #writeNow(): Promise<void> {
    const { bucket, run, onBeat } = this.#options
    try {
      this.#revision = await bucket.update(masterKey(run), writePresence(this.#presence), this.#revision)
      onBeat(null)
    } catch (error) {
      if (isWrongRevision(error)) await this.#lookAgain().catch(() => {})
      else onBeat(error)
    }
  }

  /** The entry grew too old and is gone; or somebody else's is in its place. */
  async #lookAgain(): Promise<void> {
    const { bucket, run, presence, onTaken } = this.#options
    const entry = await bucket.get(masterKey(run))
    const other = entry === null || entry.operation !== 'PUT' ? null : readMaster(entry.value)
    if (entry === null || other === null) {
      this.#revision = await bucket.create(masterKey(run), writePresence(this.#presence))
    } else if (other.instance === presence.instance) {
      this.#revision = entry.revision
    } else {
      this.stop()
      onTaken(
        `Another master, on ${other.label}, has taken over the run "${run}" at the broker. This one ends.`,
      )
    }
  }
}

/** Revision of the entry of a master that is gone, or null where there is none. Waits until that is known. */
async function lastLiving({ bucket, run, log }: ClaimOptions): Promise<number | null> {
  const entry = await bucket.get(masterKey(run))
  if (entry === null || entry.operation !== 'PUT') return null
  const before = readMaster(entry.value)
  if (before === null) return entry.revision
  const ageMs = await ageOf(bucket, entry)
  const restMs = 4 * before.heartbeatMs - ageMs
  if (restMs > 0 && !isGone(before, ageMs)) {
    log(
      'info',
      `Looking for ${(restMs / 1000).toFixed(1)} s whether the master on ${before.label} is still there.`,
    )
    await new Promise((resolve) => setTimeout(resolve, restMs + SETTLE_MS))
  }
  const now = await bucket.get(masterKey(run))
  if (now === null || now.operation !== 'PUT') return null
  if (now.revision === entry.revision) return now.revision
  throw new BrokerError('unfit', takenSentence(run, `one on ${before.label}`))
}

/** By the broker's clock, whatever the clocks of those who wrote. */
export async function ageOf(bucket: KV, entry: KvEntry): Promise<number> {
  await bucket.put(CLOCK_KEY, '')
  const now = await bucket.get(CLOCK_KEY)
  return (now?.created.getTime() ?? entry.created.getTime()) - entry.created.getTime()
}

function takenSentence(run: string, who: string): string {
  return `The run "${run}" at the broker has a master already, ${who}. End that one first, or give this one another name: --broker "nats://…?run=NAME".`
}

function isWrongRevision(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === WRONG_REVISION
}
