// What went wrong with a broker, in one sentence. Whoever reads it at a terminal or on a screen knows what to do.
import { formatBroker } from '../../wire/broker/broker-address.ts'
import type { BrokerPlace } from './broker-place.ts'

export class BrokerError extends Error {
  override readonly name = 'BrokerError'
  /** `away`: trying again may help. `unfit`: only people can mend it. */
  readonly code: 'away' | 'unfit'
  constructor(code: BrokerError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** JetStream's own numbers for what it refuses. */
const API = {
  notEnabled: 10_039,
  notEnabledForAccount: 10_076,
  noResources: [10_023, 10_028, 10_047, 10_026, 10_077],
}
const NO_REPLICAS = [10_005, 10_074]

/** Any failure at a broker as a {@link BrokerError}. */
export function brokerError(error: unknown, place: BrokerPlace): BrokerError {
  if (error instanceof BrokerError) return error
  const where = `The broker ${formatBroker({ ...place.address, run: null })}`
  const { name, message, code, api } = facts(error)
  const unfit = (sentence: string) => new BrokerError('unfit', `${where} ${sentence}`, { cause: error })
  const away = (sentence: string) => new BrokerError('away', sentence, { cause: error })
  if (/authorization|authentication/i.test(`${name} ${message}`)) return unfit(refusedSentence(place))
  if (name === 'PermissionViolationError' || /permissions? violation/i.test(message)) {
    return unfit(`forbids something that Neatwork needs (${message}); docs/nats.md lists the permissions.`)
  }
  if (isWithoutJetStream(error) || api === API.notEnabled || api === API.notEnabledForAccount) {
    return unfit(NO_JETSTREAM)
  }
  if (api !== null && NO_REPLICAS.includes(api)) {
    return unfit(`can't keep that many copies of a stream (${message}); lower --broker-replicas.`)
  }
  if (api !== null && API.noResources.includes(api)) {
    return unfit(
      `has no room left for Neatwork's streams (${message}); make room on its disk, or raise the limits of JetStream.`,
    )
  }
  if (/does not support 'tls'|tls.*not available/i.test(message)) return unfit(PLAIN_ONLY)
  if (isTls(code, message)) return unfit(`speaks TLS that can't be trusted (${message}). ${TLS_HELP}`)
  return away(awaySentence(`${code ?? ''} ${message}`, place))
}

/** Nobody answers for JetStream: it is off here and behind a leaf node, or it isn't ready yet. */
export function isWithoutJetStream(error: unknown): boolean {
  return error instanceof Error && error.name === 'JetStreamNotEnabled' // a class that its package keeps to itself
}

const NO_JETSTREAM =
  'runs without JetStream, which keeps the work: start nats-server with -js, or with jetstream {} in its configuration, for this account; a leaf node needs the broker behind it.'

const PLAIN_ONLY =
  'does not speak TLS. Configure tls {} there, or give nats:// instead of tls://, without --broker-ca.'

const TLS_HELP = 'Name the certificate authority with --broker-ca FILE.'

function refusedSentence({ credentials, address }: BrokerPlace): string {
  if (credentials !== null) return `refuses the credentials in ${credentials}.`
  if (address.password !== null) return `refuses the user "${address.user}" with this password.`
  if (address.user !== null) return 'refuses this token.'
  return 'wants a user: give nats://USER:PASSWORD@HOST:PORT, or --broker-creds FILE.'
}

/** In the words of a worker that finds no master. */
function awaySentence(reason: string, { address }: BrokerPlace): string {
  const where = address.servers.join(', ')
  if (/refused/i.test(reason)) return `nothing answers at ${where}; no broker seems to run there`
  if (/ENOTFOUND|EAI_AGAIN/.test(reason)) return `there is no machine called ${where.replace(/:\d+/g, '')}`
  if (/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|timeout/i.test(reason)) {
    return `the broker ${where} doesn't answer; check the address and the firewalls between`
  }
  if (/unexpected response/.test(reason)) return `what answers at ${where} is no NATS broker`
  return reason.trim()
}

function isTls(code: string | null, message: string): boolean {
  return (
    /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/.test(code ?? '') ||
    /certificate|tls|altname/i.test(message)
  )
}

interface Facts {
  readonly name: string
  readonly message: string
  readonly code: string | null
  /** Number that JetStream gives to what it refuses. */
  readonly api: number | null
}

/** Of an error or of what caused it: the deepest that says anything. */
function facts(error: unknown): Facts {
  if (!(error instanceof Error)) return { name: '', message: String(error), code: null, api: null }
  const { name, message, cause } = error
  const code = 'code' in error ? error.code : null
  if (typeof code === 'number') return { name, message, code: null, api: code }
  if (typeof code === 'string') return { name, message, code, api: null }
  const deeper = cause instanceof Error ? facts(cause) : null
  return deeper ?? { name, message, code: null, api: null }
}
