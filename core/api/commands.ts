// The typed map of commands from which both carriers (Electron IPC, WebSocket) are derived: name → request schema.
// A carrier parses what it receives with the schema before anything else sees it.
import * as z from 'zod'
import type { ConfigIssue } from '../base/config-issue.ts'
import type { GenomeJson } from '../network/genome-json.ts'
import { type ClusterWork, clusterWorkRequestSchema } from './cluster-work.ts'
import { checkFitnessSchema, type FitnessCheck } from './fitness-check.ts'
import {
  championsRequestSchema,
  genomeRefSchema,
  lineageRequestSchema,
  watchRequestSchema,
} from './genome-requests.ts'
import type { ArchiveView, ChampionLineView, ChampionsPage, GenomeView, LineageView } from './genome-views.ts'
import {
  type KnownMaster,
  knownMasterSchema,
  openRunSchema,
  preferenceSchema,
  type RecentRun,
  recentRunsSchema,
  rejoinSchema,
} from './home-requests.ts'
import { LONGEST_NOTE, MOST_CHAMPIONS } from './limits.ts'
import { type OpenedFile, openFileSchema } from './opened-file.ts'
import type { RunCurve } from './run-curve.ts'
import {
  comparedRunsSchema,
  type DeletedRuns,
  type DifferingSetting,
  deletedNamesSchema,
  labelRunSchema,
  type RunTablePart,
  runTableSchema,
  type SavedChampion,
  type SavedRunsPage,
  savedChampionsSchema,
  savedRunsRequestSchema,
} from './saved-runs.ts'
import type { SpeciesChampions, SpeciesMembers } from './species-look.ts'
import type { ChampionView, FoundMaster, ProblemView } from './views.ts'
import type { WatchedGenome } from './watch.ts'

/** Asks for a new run, as master (workers may join) or on this machine only. */
export const runRequestSchema = z.strictObject({
  role: z.enum(['master', 'local']),
  problem: z.string().min(1).max(200),
  populationSize: z.int().min(2).max(1_000_000),
  generations: z.int().min(1).max(1_000_000_000),
  seed: z.int().min(0).max(0xffff_ffff),
  /** Workers from other processes needed before evolution goes on; 0 to need none. */
  minWorkers: z.int().min(0).max(100_000),
  /** Slots of this machine. */
  localSlots: z.int().min(0).max(1024),
  /** Address the master listens on; ignored for `local`. */
  host: z.string().min(1).max(255),
  /** 0 picks a free port. */
  port: z.int().min(0).max(65_535),
  /** Address of a NATS broker at which master and workers meet, instead of the master's port; absent or empty for none. */
  broker: z.string().max(2000).optional(),
  /** Links to masters of other islands, or the broker where islands meet; the islands themselves are part of the settings. */
  neighbours: z.array(z.string().max(2000)).max(64).optional(),
  /**
   * All other settings, in the shape of a config file; what is left out comes from the problem's preset. Parsed by the
   * run's own schema.
   */
  settings: z.record(z.string(), z.unknown()),
  /** Waits for `resumeRun` or `stepRun` before the first generation. */
  startPaused: z.boolean(),
})
export type RunRequest = z.infer<typeof runRequestSchema>

const joinRequestSchema = z.strictObject({
  /** A join link, HOST:PORT with a code, or the address of a NATS broker. */
  link: z.string().min(1).max(2000),
  /** Join code that the master shows. */
  code: z.string().min(1).max(40).optional(),
  /** null: all cores but one. */
  slots: z.int().min(1).max(1024).nullable(),
  /** null: this machine's name. */
  name: z.string().min(1).max(100).nullable(),
  /** Minutes for which nobody may have used this machine; without it people don't matter. */
  onlyWhenIdle: z.number().min(1).max(1440).optional(),
})
export type JoinRequest = z.infer<typeof joinRequestSchema>

const removeRequestSchema = z.strictObject({
  /** Of the worker, as the list of workers tells it. */
  key: z.string().min(1).max(100),
  /** Everybody at the worker's address, and for as long as the master lives. */
  bar: z.boolean(),
})

const drainRequestSchema = z.strictObject({
  /** Of the worker, as the list of workers tells it. */
  key: z.string().min(1).max(100),
})

const nothing = z.null()

export const commandSchemas = {
  listProblems: nothing,
  /** What a new run's form starts with. */
  defaultRunRequest: nothing,
  /** What is wrong with a run, before it is started; nothing happens. */
  checkRun: runRequestSchema,
  startRun: runRequestSchema,
  /** Tries a fitness file of somebody's own with a few genomes, and offers its problem from then on. */
  checkFitness: checkFitnessSchema,
  pauseRun: nothing,
  /** Goes on after a pause. */
  resumeRun: nothing,
  /** Evaluates one generation, then pauses. */
  stepRun: nothing,
  /** Ends the run after the generation in progress was given up; its result stays on the screen. */
  stopRun: nothing,
  champion: nothing,
  /** Members of a species of the last whole generation. */
  speciesMembers: z.strictObject({ species: z.int().min(0) }),
  /** The best genome of each of these species, as far as they are alive. */
  speciesChampions: z.strictObject({ species: z.array(z.int().min(0)).max(MOST_CHAMPIONS) }),
  /** Pins a note to a generation; it is kept with the run. */
  addNote: z.strictObject({
    generation: z.int().min(0),
    text: z.string().trim().min(1).max(LONGEST_NOTE),
  }),
  /** A genome whose evaluation failed, as it is saved; null where it isn't kept. */
  failedGenome: z.strictObject({ generation: z.int().min(0), genomeId: z.int().min(0) }),
  removeNote: z.strictObject({ number: z.int().min(1) }),
  /** A genome at work: an episode under that seed of chance, or what it answers to the problem's examples. */
  watchGenome: watchRequestSchema,
  /** One of the living genomes, or of those that are remembered; null where it isn't. */
  genome: genomeRefSchema,
  /** The lines of champions that are remembered. */
  championLines: nothing,
  /** Champions of a line as they followed each other, a page of them. */
  champions: championsRequestSchema,
  /** Whom a genome descends from. */
  lineage: lineageRequestSchema,
  /** What a search for novelty or by MAP-Elites has collected. */
  archive: nothing,
  /** So many more generations, in mid-run or after the end; 0 goes on with a run that was stopped. */
  extendRun: z.strictObject({ generations: z.int().min(0).max(1_000_000_000) }),
  /** Other options of the run's problem, from the next generation on; those that are left out stay as they are. */
  changeOptions: z.strictObject({
    options: z.record(z.string().max(200), z.union([z.number(), z.boolean(), z.string().max(10_000)])),
  }),
  /** A new join code, good for ten minutes and one worker; the one of before is worthless. */
  showJoinCode: nothing,
  /** What the cluster did since the last answer; the master notes it while somebody asks. */
  clusterWork: clusterWorkRequestSchema,
  removeWorker: removeRequestSchema,
  /** Asks a worker to finish what it has and to leave; it gets no more work. */
  drainWorker: drainRequestSchema,
  /** Makes the join links of before worthless; workers that are in stay until they lose their connection. */
  rotateToken: nothing,
  /** Masters that announce themselves on this network; takes a moment. */
  listMasters: nothing,
  joinAsWorker: joinRequestSchema,
  /** Masters that this machine has worked for. */
  knownMasters: nothing,
  /** One of them once more, without its link. */
  rejoinMaster: rejoinSchema,
  forgetMaster: knownMasterSchema,
  leaveAsWorker: nothing,
  /** Leaves once what was given to this worker is finished. */
  drainAsWorker: nothing,
  /** This worker takes no more work until it is resumed; what it has it finishes. */
  pauseWorker: nothing,
  resumeWorker: nothing,
  /** The best fitness of a saved run by generation, for comparison. */
  runCurve: openRunSchema,
  /** Saved runs that somebody worked with last, latest first. */
  recentRuns: recentRunsSchema,
  /** All saved runs, part by part. */
  savedRuns: savedRunsRequestSchema,
  /** The best genomes of saved runs. */
  savedChampions: savedChampionsSchema,
  /** The settings of a saved run, in the shape of a config file. */
  savedSettings: openRunSchema,
  /** Settings that differ between saved runs; those that are the same everywhere are left out. */
  compareRuns: comparedRunsSchema,
  /** The history of a saved run as a table, part by part. */
  runTable: runTableSchema,
  /** The genomes that a saved run remembers, a line of JSON each, part by part. */
  savedGenomes: runTableSchema,
  /** Gives a saved run a name, tags and a text. */
  labelRun: labelRunSchema,
  /** Moves saved runs into the bin; a run that is open isn't moved. */
  deleteRuns: deletedNamesSchema,
  /** What is in the bin. */
  deletedRuns: nothing,
  /** Brings runs back from the bin, by what they are called there. */
  restoreRuns: deletedNamesSchema,
  /** Takes runs out of the bin: to the recycle bin of the system, or for good. */
  eraseRuns: deletedNamesSchema,
  /** A saved run again: paused, or as it ended where nothing is left to do. */
  openRun: openRunSchema,
  /** A file by its bytes: a run is put among the saved ones, settings and genomes come back. Runs nothing. */
  openFile: openFileSchema,
  /** How a person likes the screens: JSON by name. */
  preferences: nothing,
  savePreference: preferenceSchema,
  /** Back to the first screen: ends whatever runs. */
  goHome: nothing,
} as const

export type CommandName = keyof typeof commandSchemas
export type CommandRequest<Name extends CommandName> = z.infer<(typeof commandSchemas)[Name]>

export interface CommandReplies {
  listProblems: readonly ProblemView[]
  defaultRunRequest: RunRequest
  checkRun: readonly ConfigIssue[]
  startRun: null
  /** null where nobody chose a file. */
  checkFitness: FitnessCheck | null
  pauseRun: null
  resumeRun: null
  stepRun: null
  stopRun: null
  champion: ChampionView | null
  speciesMembers: SpeciesMembers
  speciesChampions: SpeciesChampions
  addNote: null
  failedGenome: GenomeJson | null
  removeNote: null
  watchGenome: WatchedGenome
  genome: GenomeView | null
  championLines: readonly ChampionLineView[]
  champions: ChampionsPage
  lineage: LineageView
  archive: ArchiveView
  extendRun: null
  changeOptions: null
  /** Nine digits. */
  showJoinCode: string
  clusterWork: ClusterWork
  removeWorker: null
  drainWorker: null
  rotateToken: null
  listMasters: readonly FoundMaster[]
  joinAsWorker: null
  knownMasters: readonly KnownMaster[]
  rejoinMaster: null
  forgetMaster: null
  leaveAsWorker: null
  drainAsWorker: null
  pauseWorker: null
  resumeWorker: null
  runCurve: RunCurve
  recentRuns: readonly RecentRun[]
  savedRuns: SavedRunsPage
  savedChampions: readonly SavedChampion[]
  savedSettings: Readonly<Record<string, unknown>>
  compareRuns: readonly DifferingSetting[]
  runTable: RunTablePart
  savedGenomes: RunTablePart
  labelRun: null
  /** What they are called in the bin. */
  deleteRuns: readonly string[]
  deletedRuns: DeletedRuns
  restoreRuns: null
  eraseRuns: null
  openRun: null
  openFile: OpenedFile
  preferences: Readonly<Record<string, string>>
  savePreference: null
  goHome: null
}

export const COMMAND_NAMES = Object.keys(commandSchemas) as readonly CommandName[]
