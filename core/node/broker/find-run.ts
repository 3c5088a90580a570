// Which of the runs at a broker a worker means: the one that was named, the one it had before, or the only one.
import type { KvEntry } from '@nats-io/kv'
import { masterKey, PRESENCE_BUCKET, runOfMasterKey } from '../../wire/broker/broker-names.ts'
import { isGone, type MasterPresence, readMaster } from '../../wire/broker/presence.ts'
import { type Broker, noMasterSentence } from './broker-connection.ts'
import { BrokerError } from './broker-error.ts'
import type { BrokerPlace } from './broker-place.ts'
import { ageOf } from './run-claim.ts'

export interface FoundRun {
  readonly run: string
  readonly master: MasterPresence
}

/** Rejects with {@link BrokerError}. */
export async function findRun(broker: Broker, place: BrokerPlace, before: string | null): Promise<FoundRun> {
  const named = place.address.run
  const there = named === null ? await allRuns(broker) : await oneRun(broker, named)
  const [only, another] = there
  const again = there.find(({ run }) => run === before)
  if (again !== undefined) return again
  if (only === undefined) throw new BrokerError('away', noMasterSentence(place))
  if (another === undefined) return only
  const names = there.map(({ run, master }) => `${run} (${master.problem ?? 'idle'}, on ${master.label})`)
  const example = place.address.servers[0] ?? ''
  throw new BrokerError(
    'unfit',
    `There are several runs at the broker: ${names.join('; ')}. Name one of them: --broker "nats://${example}?run=${only.run}".`,
  )
}

async function allRuns(broker: Broker): Promise<readonly FoundRun[]> {
  const prefix = `$KV.${PRESENCE_BUCKET}.`
  const wanted = { subjects_filter: `${prefix}${masterKey('*')}` }
  const { state } = await broker.admin.streams.info(`KV_${PRESENCE_BUCKET}`, wanted)
  const keys = Object.keys(state.subjects ?? {}).map((subject) => subject.slice(prefix.length))
  const runs = keys.flatMap((key) => runOfMasterKey(key) ?? [])
  const found = await Promise.all(runs.sort().map((run) => oneRun(broker, run)))
  return found.flat()
}

/** Empty where its master is not there. */
async function oneRun(broker: Broker, run: string): Promise<readonly FoundRun[]> {
  const entry = await broker.presence.get(masterKey(run))
  const master = entry?.operation === 'PUT' ? readMaster(entry.value) : null
  if (entry === null || master === null || (await isStale(broker, entry, master))) return []
  return [{ run, master }]
}

async function isStale(broker: Broker, entry: KvEntry, master: MasterPresence): Promise<boolean> {
  return isGone(master, await ageOf(broker.presence, entry))
}
