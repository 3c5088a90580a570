// Masters on this network, by DNS-SD (RFC 6763) over multicast DNS: name, port and fingerprint, never a token. What is
// found is a hint from strangers: the join link or the join code decides.
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { Bonjour } from 'bonjour-service'
import * as z from 'zod'
import type { FoundMaster } from '../../api/views.ts'
import { harmlessLine } from '../../base/harmless-text.ts'
import type { Log } from './log.ts'

/** Which interface and port to use instead of the network's own. */
export interface MulticastOptions {
  readonly interface: string
  readonly bind: string
  readonly port: number
}

export interface Announcement {
  close(): Promise<void>
}

const TYPE = 'neatwork'
const LOOK_MS = 1500
/** As often the question is asked in that time. */
const QUESTIONS = 3
/** While nobody answers, the network is looked at so often. */
const LOOKS = 2

/** A machine with containers has a network for each, and none of them is the lab's. */
const MOST_NETWORKS = 8

/** Labels of DNS are short. */
const MAX_NAME_BYTES = 40

const foundSchema = z.object({
  name: z.string().min(1).max(200),
  port: z.int().min(1).max(65_535),
  txt: z.object({ cert: z.string().regex(/^[A-Za-z0-9_-]{43}$/) }),
  referer: z.object({ address: z.string().min(1).max(100) }),
})

/** Switches off for a whole machine or test what a setting switches off for one master. */
export function isDiscoveryOn(): boolean {
  return process.env['NEATWORK_DISCOVERY'] !== 'off'
}

/** Tells the network of a master. A network without multicast is no error: links work without. */
export function announce(
  { port, fingerprint }: { readonly port: number; readonly fingerprint: string },
  log: Log,
  multicast: Partial<MulticastOptions> = {},
): Announcement {
  const speakers = open(multicast, (why) => log('warn', `This master is not announced: ${why}.`))
  const name = `${hostname().slice(0, MAX_NAME_BYTES)} ${port}`
  for (const bonjour of speakers) {
    bonjour.publish({ name, type: TYPE, port, txt: { cert: fingerprint }, probe: false })
  }
  const silenced = (bonjour: Bonjour) =>
    new Promise<void>((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve())))
  return { close: async () => void (await Promise.all(speakers.map(silenced))) }
}

/** Masters that answer within `lookMs`, by name; where none does, that long again. */
export async function findMasters(
  log: Log,
  { lookMs = LOOK_MS, ...multicast }: Partial<MulticastOptions> & { readonly lookMs?: number } = {},
): Promise<readonly FoundMaster[]> {
  const found = new Map<string, FoundMaster>()
  const ears = open(multicast, (why) => log('warn', `Masters can't be looked for: ${why}.`))
  const heard = (service: unknown) => {
    const master = readFound(service)
    if (master === null) return
    const id = `${master.fingerprint} ${master.port}`
    if (!found.has(id)) found.set(id, master)
  }
  const browsers = ears.map((bonjour) => bonjour.find({ type: TYPE }, heard))
  // Multicast packets get lost, and a machine that just woke up may miss the first.
  const asking = setInterval(() => {
    for (const browser of browsers) browser.update()
  }, lookMs / QUESTIONS)
  for (let look = 0; look < LOOKS && found.size === 0; look++) {
    await new Promise((resolve) => setTimeout(resolve, lookMs))
  }
  clearInterval(asking)
  await Promise.all(ears.map((bonjour) => new Promise<void>((resolve) => bonjour.destroy(() => resolve()))))
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What strangers send is read with a schema like everything else. */
function readFound(service: unknown): FoundMaster | null {
  const parsed = foundSchema.safeParse(service)
  if (!parsed.success) return null
  const { name, port, txt, referer } = parsed.data
  return { name: harmlessLine(name), host: referer.address, port, fingerprint: txt.cert }
}

function open(multicast: Partial<MulticastOptions>, onError: (why: string) => void): readonly Bonjour[] {
  const wanted = multicast.interface === undefined ? networks(networkInterfaces()) : []
  return [{}, ...wanted].map(
    (network) => new Bonjour({ ...multicast, ...network }, (error: Error) => onError(error.message)),
  )
}

/**
 * The networks of a machine in several: what is sent without naming one goes out into the first only, and a laptop may be in
 * the lab by cable and elsewhere by radio. None where there is no choice.
 */
export function networks(
  interfaces: NodeJS.Dict<readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[]>,
): readonly Pick<MulticastOptions, 'interface' | 'bind'>[] {
  const outside = Object.values(interfaces)
    .flatMap(
      (addresses = []) => addresses.find(({ family, internal }) => family === 'IPv4' && !internal) ?? [],
    )
    .slice(0, MOST_NETWORKS)
  return outside.length < 2 ? [] : outside.map(({ address }) => ({ interface: address, bind: '0.0.0.0' }))
}
