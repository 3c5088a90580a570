// Options of master and run: from the command line and a config file to settings. Everything is checked here, once.
import { dirname, resolve } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import * as z from 'zod'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import type { OptionValues } from '../../problems/options.ts'
import type { Problem } from '../../problems/problem.ts'
import { problemHash } from '../../problems/problem-hash.ts'
import { fitIssues } from '../../run/config-fit.ts'
import { ISLAND_TOPOLOGIES, type IslandTopology } from '../../run/islands-config.ts'
import { parseRunConfig, type RunConfig, runConfigSchema } from '../../run/run-config.ts'
import { runProblem } from '../../run/run-problem.ts'
import { type ClusterSettings, clusterSettingsSchema } from '../cluster-settings.ts'
import { isOwnFile } from '../own/describe-own.ts'
import { sourceOf } from '../own/problem-source.ts'
import { DEFAULT_KEEP, type KeepRule } from '../run-folder/kept-checkpoints.ts'
import { RunFolder } from '../run-folder/run-folder.ts'
import { RunFolderError } from '../run-folder/run-folder-error.ts'
import type { RunSettings } from '../run-settings.ts'
import { defaultSlots } from '../slots.ts'
import { addEvaluationOptions, type ClusterOptions, clusterSettings } from './cluster-options.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readJsonFile, readSubstrate } from './input-files.ts'
import { addLogOptions, type LogOptions } from './log-options.ts'
import { GROUP } from './option-groups.ts'
import { namedProblem, ownProblem } from './own-problem.ts'
import { addTableOptions, givenTable, type TableOptions } from './table-file.ts'
import { addTrackOption, givenTrack, type TrackOptions } from './track-file.ts'

/** What makes a run one of several islands. */
export interface IslandOptions {
  readonly island?: string
  readonly islands?: readonly string[]
  readonly topology?: IslandTopology
  readonly exchangeEvery?: number
  readonly champions?: number
  readonly waitFor?: number
}

export interface RunOptions extends LogOptions, TableOptions, TrackOptions {
  readonly problem?: string
  readonly python?: string
  readonly population?: number
  readonly generations?: number
  readonly seed?: number
  readonly config?: string
  readonly substrate?: string
  readonly option?: OptionValues
  readonly localSlots?: number
  readonly json?: boolean
  readonly run?: string
  readonly keepEvery?: number
  readonly keepMost?: number
}

export type MasterOptions = RunOptions & ClusterOptions & IslandOptions

/** A config file as it was written. */
const fileSchema = z.looseObject({ neat: z.looseObject({}).optional() })

/** What a config file may hold: the run's settings, and the cluster's. */
const configFileSchema = runConfigSchema.extend({
  cluster: clusterSettingsSchema.prefault({}),
  // Which of the islands it is may be said on the command line: they are checked with that.
  islands: z.unknown().optional(),
})

export function addRunOptions(command: Command): Command {
  addProblemOptions(command)
    .optionsGroup(GROUP.run)
    .option('--population <n>', 'genomes in every generation (default: 150)', whole(2, 1_000_000))
    .option('--generations <n>', 'end after this many (default: 200)', whole(1, 1_000_000_000))
    .option('--seed <n>', 'seed of all chance: same seed, same result (default: 1)', whole(0, 0xffff_ffff))
    .option('--config <file>', 'JSON file with settings; options on the command line win over it')
    .option(
      '--local-slots <n>',
      "how many of this machine's cores evaluate (default: all but one)",
      whole(0, 1024),
    )
    .option('--run <folder>', 'save the run to this new folder; "neatwork resume" goes on with it')
    .option(
      '--keep-every <n>',
      `keep a checkpoint of every so many generations, to verify and fork from; 0 for none (default: ${DEFAULT_KEEP.every})`,
      whole(0, 1_000_000_000),
    )
    .option(
      '--keep-most <n>',
      `at most so many of them, the older the sparser (default: ${DEFAULT_KEEP.most})`,
      whole(2, 100_000),
    )
  return addLogOptions(addEvaluationOptions(command)).option(
    '--json',
    'one JSON object a line on standard output, logs on standard error',
  )
}

function addProblemOptions(command: Command): Command {
  command
    .optionsGroup(GROUP.problem)
    .option(
      '--problem <name>',
      'problem to solve (default: xor; see "neatwork problems"), or the file of one of your own',
    )
    .option('--python <file:function>', 'a fitness function of your own in Python, as the problem')
    .option(
      '--option <name=value>',
      'an option of the problem, as "neatwork problems" lists them; may be given several times',
      addProblemOption,
    )
  return addTrackOption(addTableOptions(command)).option(
    '--substrate <file>',
    'JSON file with a substrate: solve the problem on it by HyperNEAT',
  )
}

export function addIslandOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP.islands)
    .option('--island <name>', 'be this one of several islands, which exchange champions')
    .option('--islands <names>', 'all islands, the same list everywhere: berlin,paris,rome', (text: string) =>
      text.split(',').map((name) => name.trim()),
    )
    .addOption(
      new Option('--topology <shape>', 'who receives from whom (default: ring)').choices(ISLAND_TOPOLOGIES),
    )
    .option('--exchange-every <n>', 'generations between exchanges (default: 10)', whole(1, 1_000_000))
    .option('--champions <n>', 'champions that an island sends (default: 2)', whole(1, 100))
    .option(
      '--wait-for <s>',
      'seconds to wait for an island that does nothing (default: 600)',
      whole(0, 604_800),
    )
}

/** `laps=3`, `wind=true` or `track=oval`, added to those of before. */
export function addProblemOption(text: string, before: OptionValues = {}): OptionValues {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Expected name=value.')
  const value = text.slice(at + 1)
  const isNumber = value.trim() !== '' && Number.isFinite(Number(value))
  const meant = value === 'true' ? true : value === 'false' ? false : isNumber ? Number(value) : value
  return { ...before, [text.slice(0, at)]: meant }
}

/** A parser for whole numbers within bounds, whose refusal says what was expected. */
export function whole(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= low && value <= high) return value
    throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`)
  }
}

/** Settings of a new run, of a `given` problem or the one that the options name. Throws {@link CliError} with one sentence for whatever is wrong. */
export async function newRunSettings(
  role: RunSettings['role'],
  options: MasterOptions,
  appVersion: string,
  given: Problem | null = null,
): Promise<RunSettings> {
  const { config, cluster, own } = await mergedConfig(options, given)
  if (options.neighbour !== undefined && config.islands === undefined) {
    throw new CliError(EXIT.usage, '--neighbour is for islands: give --island NAME and --islands A,B, too.')
  }
  const problem = problemOf(config, own)
  const misfits = fitIssues(config, problem)
  if (misfits.length > 0) throw new CliError(EXIT.usage, `The settings are wrong: ${issuesText(misfits)}.`)
  const localSlots = options.localSlots ?? defaultSlots()
  if (role === 'local' && localSlots === 0) {
    throw new CliError(
      EXIT.usage,
      'A run on this machine only needs at least one slot: give --local-slots 1 or more.',
    )
  }
  const { run } = options
  const openFolder = async () =>
    run === undefined
      ? null
      : await createFolder(run, { config, problem, appVersion, keep: keepRule(options) })
  const fresh = { token: null, resume: null, startPaused: false }
  return { role, problem, config, cluster, localSlots, openFolder, ...fresh }
}

/** The problem of a run's settings, which may be somebody's `own`; throws {@link CliError}. */
export function problemOf(
  config: Pick<RunConfig, 'problem' | 'data' | 'substrate'>,
  own: Problem | null,
): Problem {
  const found = runProblem(config, own)
  if (found.ok) return found.problem
  throw new CliError(EXIT.usage, found.message)
}

/** Errors of a run folder as errors of the command line. */
export async function folderWork<Value>(work: Promise<Value>, hint = ''): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (error instanceof RunFolderError) {
      throw new CliError(EXIT.usage, `${error.message}${hint}`, { cause: error })
    }
    throw error
  }
}

async function mergedConfig(
  options: MasterOptions,
  problem: Problem | null,
): Promise<{ config: RunConfig; cluster: ClusterSettings; own: Problem | null }> {
  const file = options.config === undefined ? {} : await readConfigFile(options.config)
  const substrate = options.substrate === undefined ? undefined : await readSubstrate(options.substrate)
  const fromFile = parseWith(configFileSchema, file)
  if (!fromFile.ok) {
    throw new CliError(
      EXIT.usage,
      `The config file ${options.config} is wrong: ${issuesText(fromFile.issues)}.`,
    )
  }
  const { cluster } = fromFile.value
  // What the file leaves out is left to the problem's preset, so its own words count here and not the schema's defaults.
  const { cluster: _, neat, ...rest } = fileSchema.parse(file)
  const own = problem ?? (await ownProblem(namedProblem(options) ?? fromFile.value.problem))
  const named = own?.name ?? options.problem ?? fromFile.value.problem
  const data = await givenTable(options, named)
  const track = await givenTrack(options, named)
  const parsed = parseRunConfig({
    ...rest,
    options: { ...fromFile.value.options, ...track, ...options.option },
    ...given({
      data,
      substrate,
      problem: own?.name ?? options.problem,
      generations: options.generations,
      seed: options.seed,
    }),
    ...islandsOf(rest['islands'], options),
    neat: { ...neat, ...given({ populationSize: options.population }) },
  })
  if (!parsed.ok) throw new CliError(EXIT.usage, `The settings are wrong: ${issuesText(parsed.issues)}.`)
  return { config: parsed.value, cluster: clusterSettings(cluster, options), own }
}

/** Islands as the file and the options say; nothing where neither does. */
function islandsOf(fromFile: unknown, options: MasterOptions): { readonly islands?: unknown } {
  const own = given({
    island: options.island,
    names: options.islands,
    topology: options.topology,
    every: options.exchangeEvery,
    champions: options.champions,
    waitSeconds: options.waitFor,
  })
  if (fromFile === undefined && Object.keys(own).length === 0) return {}
  const inFile = typeof fromFile === 'object' && fromFile !== null ? fromFile : {}
  return { islands: { ...inFile, ...own, ...given({ seed: options.seed }) } }
}

/** A config file may name the files of its substrate and of its problem, as seen from its own folder. */
async function readConfigFile(path: string): Promise<unknown> {
  const value = await readJsonFile(path, 'config file')
  const named = z
    .looseObject({ substrate: z.unknown().optional(), problem: z.unknown().optional() })
    .safeParse(value)
  if (!named.success) return value
  const beside = (name: string) => resolve(dirname(path), name)
  const { substrate, problem } = named.data
  return {
    ...named.data,
    ...(typeof substrate === 'string' && { substrate: await readSubstrate(beside(substrate)) }),
    ...(typeof problem === 'string' && isOwnFile(problem) && { problem: beside(problem) }),
  }
}

const keepRule = ({ keepEvery: every, keepMost: most }: RunOptions): KeepRule => ({
  ...DEFAULT_KEEP,
  ...given({ every, most }),
})

interface NewRun {
  readonly config: RunConfig
  readonly problem: Problem
  readonly appVersion: string
  readonly keep: KeepRule
}

async function createFolder(path: string, { config, problem, appVersion, keep }: NewRun): Promise<RunFolder> {
  const { name, version } = problem
  const createdAt = new Date().toISOString()
  const identity = { name, version, hash: problemHash(problem), ...(problem.own && { own: problem.own }) }
  const source = await sourceOf(problem)
  const record = { appVersion, createdAt, problem: identity, config, keep, source }
  return await folderWork(RunFolder.create(path, record))
}

type Given<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> }

/** Only the options that were given. */
function given<Values extends Record<string, unknown>>(values: Values): Given<Values> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Given<Values>
}
