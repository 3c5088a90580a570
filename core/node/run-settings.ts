// Everything needed to start a run on this machine: what decides its bits, and how it is carried out.

import type { Problem } from '../problems/problem.ts'
import type { EvaluatedGeneration, GenerationOutcome } from '../run/evolve.ts'
import type { RunConfig } from '../run/run-config.ts'
import type { EndReason } from '../run/run-controller.ts'
import type { GenerationSnapshot } from '../run/snapshot.ts'
import type { ClusterSettings } from './cluster-settings.ts'
import type { RunFolder } from './run-folder/run-folder.ts'

export interface RunSettings {
  readonly role: 'master' | 'local'
  readonly problem: Problem
  readonly config: RunConfig
  /** For `local` only what concerns evaluation counts. */
  readonly cluster: ClusterSettings
  /** Join token of before, by which workers find the master again; null makes a new one. */
  readonly token: string | null
  /** Slots of this machine; at least 1 for `local`. */
  readonly localSlots: number
  /** Where the run is saved, or null; called once everything else is ready, so that nothing half-begun stays. */
  readonly openFolder: () => Promise<RunFolder | null>
  /** Generation to go on from, with the history up to it; null to begin. */
  readonly resume: {
    readonly last: EvaluatedGeneration
    /** As screens hold it (`sampled-history.ts`). */
    readonly history: readonly GenerationSnapshot[]
    /** Of a run that is over and is looked at only: nothing in its folder changes. */
    readonly endedAs?: EndReason
  } | null
  readonly startPaused: boolean
  /** Called with every whole generation, before the next one is begun. */
  readonly onGeneration?: (outcome: GenerationOutcome) => void
}
