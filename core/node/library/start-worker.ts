// A worker inside somebody's own program.
import { hostname } from 'node:os'
import { isBrokerAddress } from '../../wire/broker/broker-address.ts'
import { type JoinLink, parseJoinLink } from '../../wire/join-link.ts'
import { brokerPlace } from '../broker/broker-place.ts'
import { BrokerRoute } from '../broker/broker-route.ts'
import type { Log } from '../cluster/log.ts'
import { ClusterWorker, type WorkerEnd } from '../cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../cluster-settings.ts'
import { knownProblems } from '../master-desk.ts'
import { appVersion } from '../package-info.ts'
import { defaultSlots } from '../slots.ts'
import { problemInFile } from './problem-in-file.ts'

/** How a worker works. */
export interface WorkerOptions {
  /** Evaluations at a time; all cores but one by default. */
  readonly slots?: number
  /** What the master calls it; this machine's name by default. */
  readonly name?: string
  /** File of a problem of one's own, as the master has it. */
  readonly problemFile?: string | URL
  /** Leaves when the run ends instead of waiting for the next. */
  readonly once?: boolean
  /** File with the credentials of a NATS user, for a broker. */
  readonly brokerCreds?: string
  /** File with the certificate authority of a broker's TLS. */
  readonly brokerCa?: string
  readonly log?: Log
}

/** A worker that has begun to look for its master. */
export interface RunningWorker {
  /** Settles when it has left for good; never rejects. */
  readonly finished: Promise<WorkerEnd>
  /** Leaves at once; others evaluate what it had. */
  stop(): Promise<void>
  /** Finishes what it has, then leaves. */
  drain(): Promise<void>
}

/** Joins the master of a link, or the one at a NATS broker (`nats://…`). Throws a RangeError for a link that is none. */
export async function startWorker(link: string, options: WorkerOptions = {}): Promise<RunningWorker> {
  const { connectionTimeoutMs } = DEFAULT_CLUSTER
  const { problemFile, log = () => {} } = options
  const own = problemFile === undefined ? null : await problemInFile(problemFile)
  const worker = new ClusterWorker({
    link: isBrokerAddress(link) ? brokerRoute(link, options, connectionTimeoutMs) : joinLink(link),
    slots: options.slots ?? defaultSlots(),
    name: options.name ?? hostname(),
    once: options.once ?? false,
    connectionTimeoutMs,
    appVersion: appVersion(),
    problems: knownProblems(own),
    log,
  })
  worker.start()
  return {
    finished: worker.finished,
    stop: () => worker.stop(),
    async drain() {
      worker.drain('its program has asked it to')
      await worker.finished
    },
  }
}

function joinLink(text: string): JoinLink {
  const parsed = parseJoinLink(text)
  if (parsed.ok) return parsed.link
  throw new RangeError(parsed.message)
}

function brokerRoute(address: string, options: WorkerOptions, timeoutMs: number): BrokerRoute {
  const { brokerCreds = '', brokerCa = '' } = options
  const parsed = brokerPlace(address, { brokerCreds, brokerCa })
  if (parsed.ok) return new BrokerRoute(parsed.place, timeoutMs)
  throw new RangeError(parsed.message)
}
