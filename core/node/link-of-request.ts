// Which master somebody means who filled in a screen's form: by link, by address and code, or at a broker; and at which
// broker a master is to meet its workers.
import type { JoinRequest, RunRequest } from '../api/commands.ts'
import { ApiError } from '../api/neatwork-api.ts'
import { issuesText, type Parsed, parseWith } from '../base/config-issue.ts'
import { isBrokerAddress } from '../wire/broker/broker-address.ts'
import { isAddress, type JoinLink, parseAddress, parseJoinLink } from '../wire/join-link.ts'
import { typedCode } from '../wire/typed-code.ts'
import { type BrokerPlace, brokerPlace } from './broker/broker-place.ts'
import { BrokerRoute } from './broker/broker-route.ts'
import { joinByCode } from './cluster/join-code.ts'
import type { MasterRoute } from './cluster/master-route.ts'
import { type ClusterSettings, clusterSettingsSchema } from './cluster-settings.ts'

const PLAIN_BY_TERMINAL =
  'The join link leads to a master without TLS, which is for tests on one machine: join it with neatwork worker --insecure.'

/** Rejects with {@link ApiError}, which says what is wrong. */
export async function linkOfRequest(
  { link, code }: Pick<JoinRequest, 'link' | 'code'>,
  timeoutMs: number,
): Promise<JoinLink | MasterRoute> {
  if (isBrokerAddress(link)) return new BrokerRoute(placeOf(link), timeoutMs)
  if (code === undefined || !isAddress(link)) return linkOf(link)
  const digits = typedCode(code)
  if (digits === null) throw new ApiError('bad-request', 'A join code has nine digits, such as 482 177 305.')
  const joined = await joinByCode(parseAddress(link), digits, timeoutMs)
  if (joined.ok) return joined.link
  throw new ApiError('failed', joined.message)
}

/** '' for none. Throws {@link ApiError} where it is no address of a broker. */
export function brokerOfRequest({ role, broker = '' }: Pick<RunRequest, 'role' | 'broker'>): string {
  const wanted = role === 'master' ? broker.trim() : ''
  if (wanted !== '') placeOf(wanted)
  return wanted
}

type Neighbours = ClusterSettings['neighbours']

/** Ways to other islands, as the settings of a cluster have them; none for a run on this machine alone. */
export function askedNeighbours({
  role,
  neighbours = [],
}: Pick<RunRequest, 'role' | 'neighbours'>): Parsed<Neighbours> {
  return parseWith(clusterSettingsSchema.shape.neighbours, role === 'master' ? neighbours : [])
}

/** Throws {@link ApiError} where one leads nowhere. */
export function neighboursOfRequest(request: RunRequest): Neighbours {
  const asked = askedNeighbours(request)
  if (asked.ok) return asked.value
  throw new ApiError('bad-request', `The neighbours can't be used: ${issuesText(asked.issues)}.`)
}

function placeOf(address: string): BrokerPlace {
  const parsed = brokerPlace(address, { brokerCreds: '', brokerCa: '' })
  if (parsed.ok) return parsed.place
  throw new ApiError('bad-request', parsed.message)
}

function linkOf(text: string): JoinLink {
  const parsed = parseJoinLink(text)
  if (!parsed.ok) throw new ApiError('bad-request', parsed.message)
  if (parsed.link.fingerprint === null) throw new ApiError('bad-request', PLAIN_BY_TERMINAL)
  return parsed.link
}
