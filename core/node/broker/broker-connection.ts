// A connection to a broker, and the streams that Neatwork needs there. It knows no frames.
import { existsSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import {
  DiscardPolicy,
  JetStreamApiError,
  type JetStreamClient,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream'
import { type KV, Kvm } from '@nats-io/kv'
import {
  type Authenticator,
  type ConnectionOptions,
  connect,
  credsAuthenticator,
  type NatsConnection,
} from '@nats-io/transport-node'
import { formatBroker } from '../../wire/broker/broker-address.ts'
import {
  DEAD_STREAM,
  DEAD_SUBJECTS,
  PRESENCE_BUCKET,
  RESULTS_STREAM,
  RESULTS_SUBJECTS,
  WORK_STREAM,
  WORK_SUBJECTS,
} from '../../wire/broker/broker-names.ts'
import { BrokerError, brokerError, isWithoutJetStream } from './broker-error.ts'
import type { BrokerPlace } from './broker-place.ts'

export interface Broker {
  readonly nats: NatsConnection
  readonly streams: JetStreamClient
  readonly admin: JetStreamManager
  readonly presence: KV
  /** Most bytes of a message. */
  readonly maxBytes: number
  /** This end's address, as the broker sees it. */
  readonly ownAddress: string
  /** Makes what is not there, as after a broker has lost what it had stored. */
  readonly ensure: () => Promise<unknown>
  /** What the broker forbade last: whoever asked for it only hears that nobody answers. */
  readonly denied: () => Error | null
}

export interface BrokerOptions {
  readonly place: BrokerPlace
  readonly timeoutMs: number
  /** For people who look at the broker's connections. */
  readonly name: string
  /** Keeps trying when the connection is lost. */
  readonly reconnect: boolean
  /** Copies of every stream that is made; null where a master makes them. */
  readonly replicas: number | null
}

/** JetStream's pull consumers, as Neatwork uses them, are of this version. */
const OLDEST = [2, 9, 0] as const
const RECONNECT_MS = 500
const NANOS_PER_MS = 1e6
const DAY_MS = 86_400_000
/** What a run leaves behind that nobody goes on with is gone after this. */
const KEPT_MS = 7 * DAY_MS
const DEAD_KEPT_MS = 30 * DAY_MS
const MOST_DEAD = 100_000
/** Entries of those who are gone stay for so long. */
const PRESENCE_MS = 30_000
/** Repeated messages are known again for so long. */
const DUPLICATES_MS = 120_000
const NAME_IN_USE = 10_058
const NO_STREAM = 10_059

/** Headers and the broker's own words in every message. */
const OVERHEAD_BYTES = 1024

/** Rejects with {@link BrokerError}. */
export async function openBroker(options: BrokerOptions): Promise<Broker> {
  const { place } = options
  let nats: NatsConnection
  try {
    nats = await connect(connectionOptions(options))
  } catch (error) {
    throw brokerError(error, place)
  }
  const denied = watchDenials(nats)
  try {
    const maxBytes = checkServer(nats, place)
    const admin = await jetstreamManager(nats, { timeout: options.timeoutMs })
    const streams = jetstream(nats, { timeout: options.timeoutMs })
    const { replicas } = options
    const ensure = () =>
      replicas === null ? foundPresence(nats, place) : ensureStreams({ nats, admin, place, replicas })
    const presence = await ensure()
    const ownAddress = nats.info?.client_ip ?? 'unknown'
    return { nats, streams, admin, presence, maxBytes, ownAddress, ensure, denied }
  } catch (error) {
    // Nodes that have just begun, or lost their leader, agree on another first.
    const isNotReady = isWithoutJetStream(error) && nats.info?.jetstream === true
    await nats.close()
    throw isNotReady ? notReady(place, error) : brokerError(denied() ?? error, place)
  }
}

function watchDenials(nats: NatsConnection): () => Error | null {
  let last: Error | null = null
  const watch = async () => {
    for await (const status of nats.status()) {
      if (status.type === 'error' && status.error.name === 'PermissionViolationError') last = status.error
    }
  }
  void watch()
  return () => last
}

function notReady({ address }: BrokerPlace, cause: unknown): BrokerError {
  const message = `JetStream at the broker ${address.servers.join(', ')} is not ready yet`
  return new BrokerError('away', message, { cause })
}

/** Throws {@link BrokerError} where a file that was named isn't there. */
export function connectionOptions({
  place,
  timeoutMs,
  name,
  reconnect,
}: Omit<BrokerOptions, 'replicas'>): ConnectionOptions {
  const { address, credentials, authority } = place
  const { user, password } = address
  const tls = {
    ...(authority !== null && { ca: readGiven(authority, 'certificate authority') }),
    ...nameToCheck(address.servers),
  }
  return {
    servers: [...address.servers],
    ...{ name, reconnect, timeout: timeoutMs },
    ...{ maxReconnectAttempts: -1, reconnectTimeWait: RECONNECT_MS },
    // They cost a quarter of a busy master's time: two stacks are written down for every message that is published.
    noAsyncTraces: true,
    ...((address.tls || authority !== null) && { tls }),
    ...(user !== null && password === null && { token: user }),
    ...(user !== null && password !== null && { user, pass: password }),
    ...(credentials !== null && {
      authenticator: authenticator(credentials),
    }),
  }
}

/** A certificate for an address without a name is compared with it only where Node is told: the client tells names alone. */
function nameToCheck(servers: readonly string[]): { readonly host?: string } {
  const [only = '', another] = servers
  const host = only.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  return another === undefined && isIP(host) !== 0 ? { host } : {}
}

/** Throws {@link BrokerError} for what is no file of credentials: the client looks only once it is asked for them. */
function authenticator(file: string): Authenticator {
  const made = credsAuthenticator(new TextEncoder().encode(readGiven(file, 'credentials')))
  try {
    made('nonce')
  } catch (error) {
    const message = `${file} holds no NATS credentials: give the file that "nsc generate creds" wrote.`
    throw new BrokerError('unfit', message, { cause: error })
  }
  return made
}

function readGiven(file: string, what: string): string {
  if (!existsSync(file)) throw new BrokerError('unfit', `There is no file ${file} with the broker's ${what}.`)
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const message = `${file} can't be read, which is to hold the broker's ${what}: is it a folder, or somebody else's?`
    throw new BrokerError('unfit', message, { cause: error })
  }
}

/** Most bytes of a message. Throws {@link BrokerError}. */
function checkServer({ info }: NatsConnection, { address }: BrokerPlace): number {
  const where = `The broker ${formatBroker({ ...address, run: null })}`
  const version = info?.version ?? '0'
  if (isOlder(version)) {
    const needed = OLDEST.join('.')
    throw new BrokerError('unfit', `${where} is nats-server ${version}; Neatwork needs ${needed} or newer.`)
  }
  return (info?.max_payload ?? 0) - OVERHEAD_BYTES
}

function isOlder(version: string): boolean {
  const parts = version.split(/[.-]/).map(Number)
  for (const [index, least] of OLDEST.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part < least
  }
  return false
}

type WantedStream = Pick<StreamConfig, 'name' | 'subjects' | 'retention'> & Partial<StreamConfig>

function streamsWanted(replicas: number): readonly WantedStream[] {
  const common = {
    storage: StorageType.File,
    num_replicas: replicas,
    discard: DiscardPolicy.Old,
    max_age: KEPT_MS * NANOS_PER_MS,
    duplicate_window: DUPLICATES_MS * NANOS_PER_MS,
  }
  return [
    { ...common, name: WORK_STREAM, subjects: [WORK_SUBJECTS], retention: RetentionPolicy.Workqueue },
    { ...common, name: RESULTS_STREAM, subjects: [RESULTS_SUBJECTS], retention: RetentionPolicy.Limits },
    {
      ...{ ...common, name: DEAD_STREAM, subjects: [DEAD_SUBJECTS], retention: RetentionPolicy.Limits },
      ...{ max_age: DEAD_KEPT_MS * NANOS_PER_MS, max_msgs: MOST_DEAD },
    },
  ]
}

interface Making {
  readonly nats: NatsConnection
  readonly admin: JetStreamManager
  readonly place: BrokerPlace
  readonly replicas: number
}

async function ensureStreams({ nats, admin, place, replicas }: Making): Promise<KV> {
  for (const wanted of streamsWanted(replicas)) await ensureStream(admin, wanted, place)
  return await new Kvm(nats).create(PRESENCE_BUCKET, { ttl: PRESENCE_MS, history: 1, replicas })
}

/** A worker makes nothing: where no master ever was, there is none to join. */
async function foundPresence(nats: NatsConnection, place: BrokerPlace): Promise<KV> {
  try {
    const presence = await new Kvm(nats).open(PRESENCE_BUCKET)
    await presence.status()
    return presence
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== NO_STREAM) throw error
    throw new BrokerError('away', noMasterSentence(place), { cause: error })
  }
}

export function noMasterSentence({ address }: BrokerPlace): string {
  const which = address.run === null ? 'no master' : `no master of the run "${address.run}"`
  return `${which} is at the broker ${address.servers.join(', ')}; is it running, with --broker`
}

/** Streams that are there are used as they are: how many copies, how much room, is their owner's to say. */
async function ensureStream(
  admin: JetStreamManager,
  wanted: WantedStream,
  place: BrokerPlace,
): Promise<void> {
  try {
    await admin.streams.add(wanted)
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== NAME_IN_USE) throw error
    const { config } = await admin.streams.info(wanted.name)
    const isSame =
      String(config.subjects) === String(wanted.subjects) && config.retention === wanted.retention
    if (isSame) return
    const where = formatBroker({ ...place.address, run: null })
    const message = `The stream ${wanted.name} at the broker ${where} is of another kind than Neatwork needs. Delete it, or use another account.`
    throw new BrokerError('unfit', message, { cause: error })
  }
}
