// neatwork runs: the saved runs below a folder, listed, shown, compared, exported and deleted.
import { readdir, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Command } from 'commander'
import writeFileAtomic from 'write-file-atomic'
import { nearestName } from '../../base/config-issue.ts'
import { settingGroups, valueAt } from '../../run/settings.ts'
import { FILES } from '../run-folder/files.ts'
import { keptGenerations } from '../run-folder/kept-checkpoints.ts'
import { type LookedAt, RunFolder } from '../run-folder/run-folder.ts'
import { RunFolderError } from '../run-folder/run-folder-error.ts'
import { columns } from './columns.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { historyCsv, neatPythonCsv } from './history-csv.ts'
import { lookAt } from './saved-run.ts'
import { openTerminal } from './terminal.ts'

interface Place {
  readonly in: string
  readonly json?: boolean
}

export function addRunsCommand(program: Command): void {
  const command = program.command('runs').description('list, show, compare, export or delete saved runs')
  const place = (added: Command): Command =>
    added
      .option('--in <folder>', 'where the runs are', '.')
      .option('--json', 'one JSON object a line on standard output')
  place(command.command('list').description('all runs in a folder, newest last')).action(list)
  place(
    command.command('show').description('what a run is and how far it came').argument('<run>', 'its folder'),
  ).action(show)
  place(
    command
      .command('compare')
      .description('settings that differ, and results')
      .argument('<runs...>', 'two to eight folders'),
  ).action(compare)
  place(
    command
      .command('export')
      .description('the history of a run as a table (CSV)')
      .argument('<run>', 'its folder'),
  )
    .option('--out <file>', 'where it is written (default: standard output)')
    .option('--neat-python', "with the columns of neat-python's statistics reporter")
    .action(exportHistory)
  place(
    command.command('delete').description('delete a run and all its files').argument('<run>', 'its folder'),
  )
    .option('--yes', 'without asking')
    .action(deleteRun)
}

/** Every run below `folder`, oldest first; what is damaged is told by its sentence. */
async function runsIn(folder: string): Promise<readonly (LookedAt | { path: string; damage: string })[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new CliError(EXIT.usage, `The folder ${folder} can't be read; name one by --in.`, { cause: error })
  })
  const found = await Promise.all(
    names
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const path = join(folder, name)
        return await RunFolder.look(path).catch((error: unknown) => {
          if (!(error instanceof RunFolderError)) throw error
          return error.code === 'missing' ? null : { path, damage: error.message }
        })
      }),
  )
  const runs = found.filter((run) => run !== null)
  return runs.toSorted((a, b) => startOf(a).localeCompare(startOf(b)))
}

const startOf = (run: LookedAt | { path: string }): string => ('record' in run ? run.record.createdAt : '')

async function list({ in: folder, json }: Place): Promise<void> {
  const terminal = openTerminal(json === true)
  const runs = await runsIn(folder)
  if (runs.length === 0)
    terminal.line(`There is no run in ${resolve(folder)}. "neatwork run --run FOLDER" saves one.`)
  const rows = runs.map((run) => {
    if (!('record' in run)) {
      terminal.event({ type: 'damagedRun', ...run })
      return [basename(run.path), 'damaged', '', '', '', '']
    }
    const { problem, seed, generations, best, state } = summary(run)
    terminal.event({ type: 'run', ...summary(run) })
    return [basename(run.path), state, problem, String(seed), String(generations), best?.toFixed(4) ?? '']
  })
  for (const line of columns([['run', 'state', 'problem', 'seed', 'generations', 'best'], ...rows]))
    terminal.line(line)
}

function summary({ path, record, history, result }: LookedAt) {
  const last = history.at(-1)
  const { config, problem, createdAt, appVersion } = record
  const best = result?.bestFitness ?? bestOf(history, config.neat.selection.goal)
  return {
    ...{ path, createdAt, appVersion, problem: problem.name, seed: config.seed },
    ...{ generations: history.length, evaluations: last?.evaluations ?? 0, best },
    state: result === null ? 'unfinished' : result.solved ? 'solved' : result.reason,
    populationHash: last?.populationHash ?? null,
  }
}

function bestOf(history: LookedAt['history'], goal: 'maximise' | 'minimise'): number | null {
  if (history.length === 0) return null
  const all = history.map(({ best }) => best)
  return all.reduce((a, b) => (goal === 'maximise' ? Math.max(a, b) : Math.min(a, b)))
}

async function show(name: string, { in: folder, json }: Place): Promise<void> {
  const terminal = openTerminal(json === true)
  const run = await named(folder, name)
  const kept = await keptGenerations(run.path)
  const bytes = await sizeOf(run.path)
  terminal.event({ type: 'run', ...summary(run), kept, bytes, config: run.record.config })
  const { createdAt, problem, state, seed, generations, evaluations, best, populationHash } = summary(run)
  const rows = [
    ['folder', resolve(run.path)],
    ['begun', `${createdAt} by Neatwork ${run.record.appVersion}`],
    ['problem', `${problem} (hash ${run.record.problem.hash.slice(0, 12)})`],
    ['seed', String(seed)],
    ['state', state],
    ['generations', `${generations} of ${run.record.config.generations}`],
    ['evaluations', evaluations.toLocaleString('en')],
    ['best fitness', best?.toFixed(4) ?? 'none'],
    ['population hash', populationHash ?? 'none'],
    ['kept checkpoints', kept.length === 0 ? 'none' : kept.join(', ')],
    ['on disk', `${(bytes / 1e6).toFixed(1)} MB`],
  ]
  const { forkedFrom } = run.record
  if (forkedFrom !== undefined)
    rows.push(['forked from', `${forkedFrom.folder}, generation ${forkedFrom.generation}`])
  for (const line of columns(rows)) terminal.line(line)
}

async function compare(names: readonly string[], { in: folder, json }: Place): Promise<void> {
  if (names.length < 2 || names.length > 8) {
    throw new CliError(
      EXIT.usage,
      `Name two to eight runs to compare; there ${names.length === 1 ? 'is' : 'are'} ${names.length}.`,
    )
  }
  const terminal = openTerminal(json === true)
  const runs = await Promise.all(names.map((name) => named(folder, name)))
  const paths = settingGroups().flatMap(({ settings }) => settings.map(({ path }) => path))
  const differing = paths
    .map((path) => [path, ...runs.map(({ record }) => JSON.stringify(valueAt(record.config, path)) ?? '')])
    .filter(([, first, ...others]) => others.some((other) => other !== first))
  const summaries = runs.map(summary)
  const results = (['state', 'generations', 'evaluations', 'best'] as const).map((key) => [
    key,
    ...summaries.map((one) => String(one[key] ?? '')),
  ])
  terminal.event({
    type: 'comparison',
    runs: summaries,
    settings: Object.fromEntries(
      differing.map(([path = '', ...values]) => [path, values.map((text) => JSON.parse(text))]),
    ),
  })
  const heads = ['', ...runs.map(({ path }) => basename(resolve(path)))]
  for (const line of columns([heads, ...results, ...differing])) terminal.line(line)
  if (differing.length === 0) terminal.line('Their settings are the same.')
}

async function exportHistory(
  name: string,
  options: Place & { readonly out?: string; readonly neatPython?: boolean },
): Promise<void> {
  const { history } = await named(options.in, name)
  const text = options.neatPython === true ? neatPythonCsv(history) : historyCsv(history)
  if (options.out === undefined) {
    process.stdout.write(text)
    return
  }
  await writeFileAtomic(options.out, text).catch((error) => {
    throw new CliError(
      EXIT.usage,
      `${options.out} can't be written; check the path and the rights of this account.`,
      {
        cause: error,
      },
    )
  })
}

async function deleteRun(
  name: string,
  { in: folder, yes, json }: Place & { readonly yes?: boolean },
): Promise<void> {
  const terminal = openTerminal(json === true)
  const { path, history } = await named(folder, name)
  if (
    yes !== true &&
    !(await agreed(`Delete ${resolve(path)} with its ${history.length} generations? [y/N] `))
  ) {
    throw new CliError(EXIT.usage, 'Nothing was deleted. Give --yes to delete without being asked.')
  }
  await rm(path, { recursive: true })
  terminal.event({ type: 'deleted', path })
  terminal.line(`${path} is deleted.`)
}

/** Whether somebody at a terminal says yes; nobody there means no. */
async function agreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await lines.question(question)
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}

/** A run by its path, or by its name below `folder`; the nearest name is told where there is none. */
async function named(folder: string, name: string): Promise<LookedAt> {
  const candidates = [name, join(folder, name)]
  for (const path of candidates) {
    if ((await stat(join(path, FILES.config)).catch(() => null)) !== null) return await lookAt(path)
  }
  const others = (await runsIn(folder)).map(({ path }) => basename(path))
  const near = nearestName(name, others)
  const hint =
    near === null ? `"neatwork runs list --in FOLDER" lists those in a folder.` : `The nearest is "${near}".`
  throw new CliError(EXIT.usage, `There is no run "${name}" here or in ${resolve(folder)}. ${hint}`)
}

async function sizeOf(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
