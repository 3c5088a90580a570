// A broker as somebody named it, with what lets them in.
import { type BrokerAddress, parseBrokerAddress } from '../../wire/broker/broker-address.ts'

export interface BrokerPlace {
  readonly address: BrokerAddress
  /** File with a NATS user's credentials, or null. */
  readonly credentials: string | null
  /** File with the certificate authority of the broker, or null for those that the system trusts. */
  readonly authority: string | null
}

export type ParsedPlace =
  | { readonly ok: true; readonly place: BrokerPlace }
  | { readonly ok: false; readonly message: string }

export function brokerPlace(
  address: string,
  { brokerCreds, brokerCa }: { readonly brokerCreds: string; readonly brokerCa: string },
): ParsedPlace {
  const parsed = parseBrokerAddress(address)
  if (!parsed.ok) return parsed
  const given = (file: string) => (file === '' ? null : file)
  return {
    ok: true,
    place: { address: parsed.address, credentials: given(brokerCreds), authority: given(brokerCa) },
  }
}
