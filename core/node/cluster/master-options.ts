// How a master is to listen, and what it is to do with whom.
import type { Problem } from '../../problems/problem.ts'
import type { Log } from './log.ts'
import type { MasterIdentity } from './master-identity.ts'

export interface MasterOptions {
  readonly host: string
  /** 0 picks a free port. */
  readonly port: number
  readonly identity: MasterIdentity
  readonly token: string
  /** Speaks without TLS; on addresses of this machine only. */
  readonly insecure: boolean
  /** Address of a broker, by which workers come instead of to this machine's port; '' for none. */
  readonly broker: string
  /** File with what lets this machine in there; '' for none. */
  readonly brokerCreds: string
  /** File with the certificate authority of the broker; '' for those that the system trusts. */
  readonly brokerCa: string
  /** Nodes of the broker that keep everything. */
  readonly brokerReplicas: number
  /** Tells the local network of itself; never of its token. */
  readonly discovery: boolean
  /** Gives the code of somebody's own problem to workers that ask for it with the token. */
  readonly sendProblem: boolean
  readonly appVersion: string
  readonly heartbeatIntervalMs: number
  /** A worker is lost after being silent for so long; 0 stands for three intervals. */
  readonly heartbeatTimeoutMs: number
  /** A connection has so long to introduce itself. */
  readonly connectionTimeoutMs: number
  /** Time that one batch may take. */
  readonly taskTimeoutMs: number
  /** Failures after which a genome gets no fitness. */
  readonly maxRetries: number
  /** Genomes in every batch; 0 sizes them by measured speed. */
  readonly batchSize: number
  /** Genomes of a hundred that two workers evaluate. */
  readonly verifyPercent: number
  /** Slots of this machine that evaluate besides the workers; they don't count as a worker. */
  readonly localSlots: number
  /** What those slots evaluate. */
  readonly problems: readonly Problem[]
  readonly log: Log
}
