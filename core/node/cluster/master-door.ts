// Where a master's workers come in: its own port, or a broker.
import { createHash } from 'node:crypto'
import { formatIslandLink } from '../../wire/island-link.ts'
import { formatJoinLink, isLoopback } from '../../wire/join-link.ts'
import { leaseMs } from '../../wire/lease.ts'
import { BrokerDoor } from '../broker/broker-door.ts'
import { BrokerError } from '../broker/broker-error.ts'
import { brokerPlace } from '../broker/broker-place.ts'
import { reachableAddresses } from './addresses.ts'
import { type DoorOptions, FrontDoor } from './front-door.ts'
import { ListenError } from './listen.ts'
import type { MasterOptions } from './master-options.ts'
import { islandToken } from './token.ts'

export type MasterDoor =
  | { readonly kind: 'port'; readonly door: FrontDoor }
  | { readonly kind: 'broker'; readonly door: BrokerDoor }

/** However long connections may take, strangers are told to go after this, so as to be gone within 5 s. */
const LONGEST_HANDSHAKE_MS = 4000

export function handshakeMs({ connectionTimeoutMs }: Pick<MasterOptions, 'connectionTimeoutMs'>): number {
  return Math.min(LONGEST_HANDSHAKE_MS, connectionTimeoutMs)
}

/** Rejects with {@link ListenError} where nobody can come in. */
export async function openDoor(
  options: MasterOptions,
  visits: Pick<DoorOptions, 'onRequest' | 'onVisit'>,
): Promise<MasterDoor> {
  if (options.broker !== '') return { kind: 'broker', door: await openBrokerDoor(options) }
  if (options.brokerCreds !== '' || options.brokerCa !== '') throw new ListenError('failed', NO_BROKER)
  const { host, port, insecure, identity } = options
  if (insecure && !isLoopback(host)) throw new ListenError('host-unusable', insecureElsewhere(host))
  const door = await FrontDoor.listen({
    ...{ host, port, ...visits },
    identity: insecure ? null : identity,
    strangerMs: handshakeMs(options),
  })
  return { kind: 'port', door }
}

async function openBrokerDoor(options: MasterOptions): Promise<BrokerDoor> {
  if (options.sendProblem) throw new ListenError('failed', NO_CODE)
  const parsed = brokerPlace(options.broker, options)
  if (!parsed.ok) throw new ListenError('failed', parsed.message)
  const { place } = parsed
  const { token, connectionTimeoutMs, heartbeatIntervalMs, taskTimeoutMs, brokerReplicas, log } = options
  try {
    return await BrokerDoor.open({
      ...{ place, log, replicas: brokerReplicas, timeoutMs: connectionTimeoutMs },
      run: place.address.run ?? runNameOf(token),
      heartbeatMs: heartbeatIntervalMs,
      leaseMs: leaseMs(taskTimeoutMs),
    })
  } catch (error) {
    throw unreachable(error)
  }
}

/** A broker's error as the reason why nobody can come in. */
export function unreachable(error: unknown): unknown {
  if (!(error instanceof BrokerError)) return error
  const { code, message } = error
  return new ListenError('failed', code === 'unfit' ? message : awaySentence(message), { cause: error })
}

const NO_CODE =
  'Over a broker no code travels: copy the problem to the workers and start them with --problem FILE, without --send-problem here.'
const NO_BROKER = '--broker-creds and --broker-ca are for a broker: give --broker nats://HOST:4222, too.'

const awaySentence = (message: string) => `There is no way to the broker: ${message}.`

/** The same for a run that goes on, on whichever machine: its folder holds the token. */
function runNameOf(token: string): string {
  return createHash('sha256').update(token).digest('hex').slice(0, 12)
}

/** What workers are started with, best guess first. */
export function linksOf(
  { kind, door }: MasterDoor,
  options: MasterOptions,
  token: string,
): readonly string[] {
  if (kind === 'broker') return [door.link]
  const { host, insecure, identity } = options
  const fingerprint = insecure ? null : identity.fingerprint
  return reachableAddresses(host).map((address) =>
    formatJoinLink({ host: address, port: door.port, fingerprint, token }),
  )
}

/** What other islands are given to dial this master; empty where nobody can. */
export function islandLinksOf(
  { kind, door }: MasterDoor,
  options: MasterOptions,
  token: string,
): readonly string[] {
  if (kind === 'broker') return []
  const { host, insecure, identity } = options
  const fingerprint = insecure ? null : identity.fingerprint
  return reachableAddresses(host).map((address) =>
    formatIslandLink({
      ...{ host: address, port: door.port, fingerprint },
      token: islandToken(token, identity.key),
    }),
  )
}

function insecureElsewhere(host: string): string {
  return `Without TLS (--insecure) a master may listen on this machine only, and ${host} can be reached from others. Give --host 127.0.0.1, or leave --insecure out.`
}
