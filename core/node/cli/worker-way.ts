// By which way a worker's command line wants to get to its master: a broker, or a link.
import { isBrokerAddress } from '../../wire/broker/broker-address.ts'
import { brokerPlace } from '../broker/broker-place.ts'
import { BrokerRoute } from '../broker/broker-route.ts'
import { CliError, EXIT } from './exit-codes.ts'

export interface BrokerOptions {
  readonly broker?: string
  readonly brokerCreds?: string
  readonly brokerCa?: string
}

/** The broker that is named, or null. Throws {@link CliError}. */
export function wayByBroker(
  where: string | undefined,
  { broker, brokerCreds = '', brokerCa = '' }: BrokerOptions,
  timeoutMs: number,
): BrokerRoute | null {
  if (where !== undefined && broker !== undefined) {
    throw new CliError(EXIT.usage, 'Give a join link or --broker, not both.')
  }
  const named = broker ?? (where !== undefined && isBrokerAddress(where) ? where : undefined)
  if (named !== undefined) {
    const parsed = brokerPlace(named, { brokerCreds, brokerCa })
    if (parsed.ok) return new BrokerRoute(parsed.place, timeoutMs)
    throw new CliError(EXIT.usage, parsed.message)
  }
  if (brokerCreds === '' && brokerCa === '') return null
  throw new CliError(
    EXIT.usage,
    '--broker-creds and --broker-ca are for a broker: give --broker nats://HOST:4222, too.',
  )
}
