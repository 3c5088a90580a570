// neatwork search: which settings solve a problem best, tried on this machine or on a cluster. It can be interrupted at any
// time; the same command goes on with it.
import { join } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { issuesText, parseWith } from '../../base/config-issue.ts'
import type { Problem } from '../../problems/problem.ts'
import { problemHash } from '../../problems/problem-hash.ts'
import type { RunConfig } from '../../run/run-config.ts'
import { METHODS, pointsOf, type Search } from '../search/plan.ts'
import { runSearch } from '../search/run-search.ts'
import {
  readSearch,
  runFolderOf,
  SearchFolderError,
  tableOf,
  writeResults,
  writeSearch,
} from '../search/search-folder.ts'
import { carryOut } from '../search/search-run.ts'
import { type Axis, axisIn, type Point, type Space, spaceSchema, withPoint } from '../search/space.ts'
import { addClusterOptions, addEvaluationOptions } from './cluster-options.ts'
import { columns } from './columns.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { readJsonFile } from './input-files.ts'
import { onInterrupt } from './interrupt.ts'
import {
  addSettingOptions,
  configOf,
  type Named,
  type NamedSettings,
  namedSettings,
} from './named-settings.ts'
import { GROUP } from './option-groups.ts'
import { whole } from './run-options.ts'
import { openHosts, type SearchMeans } from './search-hosts.ts'
import { openTerminal, type Terminal } from './terminal.ts'

interface SearchOptions extends NamedSettings, SearchMeans {
  readonly out: string
  readonly vary?: Space
  readonly space?: string
  readonly method: Search['method']
  readonly trials: number
  readonly seeds: number
  readonly firstSeed: number
  readonly searchSeed: number
  readonly eta: number
  readonly json?: boolean
}

/** Rows of the table that a terminal shows; the file has all. */
const SHOWN = 20

export function addSearchCommand(program: Command, version: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('search')
    .description('try settings: a grid, random ones, or successive halving; the same command goes on with it')
    .optionsGroup(GROUP.command)
    .requiredOption('--out <folder>', 'where the search is kept, with every run, its table and its picture')
    .option(
      '--vary <path=values>',
      'a setting to vary: PATH=1,2,3, or a range PATH=0.01..1 with :log or :whole; may be given several times',
      addAxis,
    )
    .option(
      '--space <file>',
      'JSON file with all that is varied: {"PATH": [values] or {"low", "high", "log", "whole"}}',
    )
    .addOption(new Option('--method <method>', 'how settings are chosen').choices(METHODS).default('random'))
    .option('--trials <n>', 'how many are tried (a grid has as many as it has)', whole(1, 100_000), 20)
    .option('--seeds <n>', 'runs per trial', whole(1, 1000), 3)
    .option('--first-seed <n>', 'the first of their seeds', whole(0, 0xffff_ffff), 1)
    .option('--search-seed <n>', 'seed of what is drawn', whole(0, 0xffff_ffff), 1)
    .option('--eta <n>', 'halving keeps one of so many, and lets it go on so much longer', whole(2, 100), 3)
    .option('--master', 'let workers join and evaluate all of it')
    .option('--parallel <n>', 'runs at a time without --master (default: one per core)', whole(1, 256))
    .option(
      '--local-slots <n>',
      'cores of this machine that evaluate (default: 1 per run, 0 with --master)',
      whole(0, 1024),
    )
    .option('--json', 'one JSON object a line: every run as it ends, then the table')
  addEvaluationOptions(addClusterOptions(addSettingOptions(command))).action(async (options: SearchOptions) =>
    exit(await search(options, version)),
  )
}

function addAxis(text: string, before: Space = {}): Space {
  const equals = text.indexOf('=')
  const axis: Axis | null = equals < 1 ? null : axisIn(text.slice(equals + 1))
  if (axis === null) {
    throw new InvalidArgumentError(
      'Expected PATH=VALUE,VALUE or PATH=LOW..HIGH, such as neat.populationSize=50..500:whole.',
    )
  }
  return { ...before, [text.slice(0, equals)]: axis }
}

async function search(options: SearchOptions, appVersion: string): Promise<ExitCode> {
  const terminal = openTerminal(options.json === true)
  const named = await namedSettings(options)
  const { config, problem } = configOf(named)
  const wanted = await definitionOf(options, named, config, problem)
  const points = checkedPoints(wanted, named)
  await begin(options.out, wanted)
  const { goal } = config.neat.selection
  const hosts = openHosts(options, points.length * wanted.seeds.count, appVersion, terminal)
  const stopListening = onInterrupt(() => {
    for (const host of hosts.all) void host.call('stopRun', null).catch(() => {}) // it may be between two runs
    hosts.isStopped = true
  })
  const progress = terminal.progress('runs', 1)
  let bar = progress
  try {
    const trials = await runSearch(wanted, points, goal, {
      workers: hosts.all.map((host) => async (job) => {
        if (hosts.isStopped) return null
        const point = { ...job.point, seed: job.seed, generations: job.generations }
        const { config: own, problem: same } = configOf({
          ...named,
          settings: withPoint(named.settings, point),
        })
        const path = runFolderOf(options.out, job.trial, job.seed)
        return await carryOut({ path, problem: same, config: own }, { host, ...hosts.means, appVersion })
      }),
      onRun: (job, run, done, all) => {
        if (done === 1) bar = terminal.progress('runs', all)
        terminal.event({ type: 'run', ...job, ...run })
        bar.step(done, `trial ${job.trial}`)
      },
      onRung: async (all) => await writeResults(options.out, wanted, all, goal),
    })
    bar.end()
    if (trials === null) {
      terminal.log('warn', 'The search was stopped before it was done; the same command goes on with it.')
      return EXIT.interrupted
    }
    tell(terminal, options.out, tableOf(wanted, trials, goal))
    return EXIT.done
  } finally {
    bar.end()
    stopListening()
    await Promise.all(hosts.all.map((host) => host.close()))
  }
}

/** The table of trials: all of it as events, its first rows as lines. */
function tell(terminal: Terminal, out: string, [heads = [], ...rows]: ReturnType<typeof tableOf>): void {
  for (const row of rows) {
    terminal.event({ type: 'trial', ...Object.fromEntries(heads.map((head, at) => [head, row[at]])) })
  }
  for (const line of columns([heads, ...rows.slice(0, SHOWN)])) terminal.line(line)
  if (rows.length > SHOWN) terminal.line(`and ${rows.length - SHOWN} more in ${join(out, 'results.csv')}`)
  terminal.line(`A picture of all: ${join(out, 'parallel-coordinates.svg')}`)
}

/** What is searched, as the options say. Throws {@link CliError}. */
async function definitionOf(
  options: SearchOptions,
  { settings }: Named,
  config: RunConfig,
  problem: Problem,
): Promise<Search> {
  const file = options.space === undefined ? {} : await readJsonFile(options.space, 'space file')
  const parsed = parseWith(spaceSchema, { ...(file as object), ...options.vary })
  if (!parsed.ok) throw new CliError(EXIT.usage, `The space is wrong: ${issuesText(parsed.issues)}.`)
  if (Object.keys(parsed.value).length === 0) {
    throw new CliError(EXIT.usage, 'Nothing is varied: give --vary PATH=VALUES or --space FILE.')
  }
  return {
    ...{ format: 'neatwork-search', version: 1, method: options.method, space: parsed.value, settings },
    ...{ problemHash: problemHash(problem), trials: options.trials, searchSeed: options.searchSeed },
    ...{ seeds: { first: options.firstSeed, count: options.seeds }, eta: options.eta },
    generations: config.generations,
  }
}

/** All trials; each must be settings that can be run. Throws {@link CliError}. */
function checkedPoints(wanted: Search, named: Named): readonly Point[] {
  for (const path of ['seed', 'generations', 'problem']) {
    if (path in wanted.space) {
      throw new CliError(EXIT.usage, `A search can't vary ${path}: every trial is run with the same.`)
    }
  }
  try {
    const points = pointsOf(wanted)
    for (const point of points) configOf({ ...named, settings: withPoint(named.settings, point) })
    return points
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new CliError(EXIT.usage, `This can't be searched: ${error.message}.`, { cause: error })
  }
}

/** Begins a search, or goes on with the one that is there, if it is the same. */
async function begin(path: string, wanted: Search): Promise<void> {
  try {
    const known = await readSearch(path)
    if (known === null) return await writeSearch(path, wanted)
    const differing = (Object.keys(wanted) as (keyof Search)[]).filter(
      (key) => JSON.stringify(known[key]) !== JSON.stringify(wanted[key]),
    )
    if (differing.length === 0) return
    throw new CliError(
      EXIT.usage,
      `${path} holds another search: ${differing.join(', ')} differ. Give the same options to go on with it, or another --out.`,
    )
  } catch (error) {
    if (error instanceof SearchFolderError) throw new CliError(EXIT.usage, error.message, { cause: error })
    throw error
  }
}
