// Everything needed to start a run on this machine: what decides its bits, and how it is carried out.

import type { Problem } from '../problems/problem.ts'
import type { EvaluatedGeneration } from '../run/evolve.ts'
import type { RunConfig } from '../run/run-config.ts'
import type { GenerationSnapshot } from '../run/snapshot.ts'
import type { RunFolder } from './run-folder.ts'

/** The seed guide's settings of the network, under their names. */
export interface ClusterSettings {
  readonly host: string
  /** 0 picks a free port. */
  readonly port: number
  readonly minWorkers: number
  readonly heartbeatIntervalMs: number
  readonly taskTimeoutMs: number
}

export const DEFAULT_CLUSTER: ClusterSettings = {
  host: '0.0.0.0',
  port: 5000,
  minWorkers: 1,
  heartbeatIntervalMs: 5000,
  taskTimeoutMs: 300_000,
}

export interface RunSettings {
  readonly role: 'master' | 'local'
  readonly problem: Problem
  readonly config: RunConfig
  /** Unused for `local`. */
  readonly cluster: ClusterSettings
  /** Slots of this machine; at least 1 for `local`. */
  readonly localSlots: number
  /** Where the run is saved, or null; called once everything else is ready, so that nothing half-begun stays. */
  readonly openFolder: () => Promise<RunFolder | null>
  /** Generation to go on from, with the history up to it; null to begin. */
  readonly resume: {
    readonly last: EvaluatedGeneration
    readonly history: readonly GenerationSnapshot[]
  } | null
  readonly startPaused: boolean
}
