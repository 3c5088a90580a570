// What a screen may know of a run, of a worker and of the app: structured-cloneable, small, readonly.
// Everything the window draws is here; nothing of sockets, files or React.

import type { GenomeJson } from '../network/genome-json.ts'
import type { OptionSpecs, OptionValues } from '../problems/options.ts'
import type { TableKind } from '../problems/table/data-table.ts'
import type { RunProgress } from '../run/run-clock.ts'
import type { GenerationSnapshot } from '../run/snapshot.ts'
import type { FileAccess } from './fitness-check.ts'
import type { IslandsView } from './islands-view.ts'
import type { JobsView } from './jobs.ts'
import type { LogEntry, RunNote } from './run-log.ts'
import type { ToldView } from './told.ts'

export interface ProblemView {
  readonly name: string
  readonly version: number
  readonly summary: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** null: no fitness tells, a trial of each generation's champion does. */
  readonly solvedAt: number | null
  /** What can be set of it, by name. */
  readonly options: OptionSpecs
  /** What it learns from tables, where it does; other data may take the place of its own. */
  readonly table: TableKind | null
  /** How a network at work can be watched: an episode, its answers to the problem's examples, or not at all. */
  readonly watchable: 'play' | 'table' | 'nothing'
  /** Sizes of a run that suit the problem. */
  readonly preset: { readonly populationSize: number; readonly generations: number }
}

/** A worker as the master sees it. */
export interface WorkerView {
  /** Session key; stable while the worker's process lives. */
  readonly key: string
  /** Name for people: unique among the connected, `2`, `2-2`, … where two workers gave the same. */
  readonly label: string
  /** Remote address, or `this machine` for the master's own slots. */
  readonly address: string
  /** The master's own slots: they evaluate, but don't count as a worker. */
  readonly local: boolean
  readonly slots: number
  /** `paused` takes no work for the reason in `warning`; `draining` finishes what it has and leaves. */
  readonly state: 'idle' | 'working' | 'paused' | 'draining' | 'set-aside' | 'gone'
  /** Genomes whose accepted result came from this worker, over the master's life. */
  readonly genomesEvaluated: number
  /** Over the last seconds; 0 when idle. */
  readonly genomesPerSecond: number
  /** Until the answer to the last heartbeat; null before the first. */
  readonly roundTripMs: number | null
  readonly appVersion: string
  /** Engine, system and processor, for people. */
  readonly runtime: string
  /** How it left, where it is gone: a clause without its name, and whether it was lost against everybody's will. */
  readonly parting?: { readonly how: string; readonly isLost: boolean }
  /** Something people should know: same label twice, other app version, results that differ, why it pauses or is set aside. */
  readonly warning: string | null
}

/** How far a long evaluation is, in its own words. */
export interface ProgressView {
  readonly genomeId: number
  /** From 0 to 1. */
  readonly share: number
  /** What it is at, or nothing. */
  readonly note: string
}

/** Something that people must look at. */
export interface Alarm {
  /** From 1, in the order of a run. */
  readonly number: number
  /** One sentence, which names the workers concerned and their versions. */
  readonly message: string
}

/** Why and how a run ended. */
export interface RunResult {
  readonly solved: boolean
  readonly reason: 'solved' | 'generations done' | 'stopped'
  /** Generations evaluated, the first population's included. */
  readonly generations: number
  readonly evaluations: number
  /** null when the run was stopped before its first generation was done; so are the hashes. */
  readonly bestFitness: number | null
  readonly hiddenNodes: number
  readonly enabledConnections: number
  readonly populationHash: string | null
  /** Hash of the best genome ever found. */
  readonly championHash: string | null
}

/** Where a run is. `waiting` means that fewer workers than asked are connected. */
export type RunStatus =
  | { readonly kind: 'waiting'; readonly connected: number; readonly needed: number }
  | { readonly kind: 'running' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'ended'; readonly result: RunResult }
  | { readonly kind: 'failed'; readonly message: string }

/** Best genome found so far, as it is saved. */
export interface ChampionView {
  /** Generation in which it was found. */
  readonly generation: number
  readonly fitness: number
  readonly hash: string
  readonly genome: GenomeJson
}

export interface RunView {
  readonly role: 'master' | 'local'
  readonly problem: ProblemView
  /** Whether a high fitness is wanted or a low one. */
  readonly goal: 'maximise' | 'minimise'
  readonly populationSize: number
  readonly generations: number
  readonly seed: number
  readonly minWorkers: number
  readonly status: RunStatus
  readonly progress: RunProgress
  /** Options of the problem for the next generation. */
  readonly options: OptionValues
  /**
   * Oldest first and the newest last: all generations of a short run; of a long one evenly spaced ones and the extremes
   * between them (`sampled-history.ts`). A generation's number is its own, never its place in this list.
   */
  readonly history: readonly GenerationSnapshot[]
  readonly champion: ChampionView | null
  /** Connected workers, and the lately gone; empty for `local` but for this machine's slots. */
  readonly workers: readonly WorkerView[]
  /** Jobs of a computing centre in which workers run; null where none were asked for. */
  readonly jobs: JobsView | null
  /** Results that differ although they must not, the latest last; those of long ago are left out. */
  readonly alarms: readonly Alarm[]
  /** What happened besides generations, the oldest first; entries of long ago are left out. */
  readonly log: readonly LogEntry[]
  /** What evaluations say of themselves. */
  readonly told: ToldView
  /** In order of their generations. */
  readonly notes: readonly RunNote[]
  /** The other islands, where the run has some. */
  readonly islands: IslandsView | null
  /** What other islands dial, best guess first; empty where nobody can. */
  readonly islandLinks: readonly string[]
  /** One link per reachable address of the master, best guess first; empty for `local`. */
  readonly joinLinks: readonly string[]
  /** Folder that holds the run, or null when it isn't saved. */
  readonly folder: string | null
}

/** A master that announces itself on the network: what strangers say, to be proved by link or code. */
export interface FoundMaster {
  readonly name: string
  readonly host: string
  readonly port: number
  /** SHA-256 of its certificate, base64url. */
  readonly fingerprint: string
}

/** A worker as it sees itself. */
export type WorkerConnection =
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'retrying'; readonly attempt: number; readonly retryInMs: number }
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly generation: number; readonly genomes: number }
  /** Takes no more work for now; what it has is finished. */
  | { readonly kind: 'paused'; readonly reason: string; readonly genomes: number }
  /** Leaves once what it has is finished. */
  | { readonly kind: 'draining'; readonly genomes: number }
  | { readonly kind: 'closed'; readonly reason: string }

export interface WorkerStatusView {
  /** Master's address, without the token. */
  readonly master: string
  /** What this worker calls itself; the master may show it with a number behind. */
  readonly label: string
  readonly slots: number
  /** Minutes for which nobody may have used this machine before it works; null: people don't matter. */
  readonly onlyWhenIdle: number | null
  /** Paused by its owner. */
  readonly isHeld: boolean
  readonly connection: WorkerConnection
  readonly problem: string | null
  readonly genomesEvaluated: number
  readonly genomesPerSecond: number
  /** Long evaluations that tell how far they are, in the order of genomes. */
  readonly long: readonly ProgressView[]
  readonly warning: string | null
  readonly lastError: string | null
}

/** What the app does at the moment. */
export type AppMode =
  | { readonly kind: 'home' }
  | { readonly kind: 'run'; readonly run: RunView }
  | { readonly kind: 'worker'; readonly worker: WorkerStatusView }

/** What a screen may do; the api refuses the rest. */
export interface Access {
  /** Runs and workers; without it one only looks on. */
  readonly acts: boolean
  /** Files of the host, and code. */
  readonly files: boolean
}

export interface AppState {
  readonly appVersion: string
  readonly access: Access
  /** First screen to offer, from `--master`, `--worker LINK`, `--local`. */
  readonly suggestion: Suggestion
  /** Whether files of the machine that Neatwork runs on can be chosen from here. */
  readonly files: FileAccess
  readonly mode: AppMode
}

export type Suggestion =
  | { readonly kind: 'none' }
  | { readonly kind: 'master' }
  | { readonly kind: 'local' }
  | { readonly kind: 'worker'; readonly link: string }
