// neatwork runs: the saved runs below a folder, listed, shown, compared, exported, imported and deleted.
import { rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { PARTS } from '../neatwork-file/contents.ts'
import { keptGenerations } from '../run-folder/kept-checkpoints.ts'
import type { LookedAt } from '../run-folder/run-folder.ts'
import { RunFolderError } from '../run-folder/run-folder-error.ts'
import { type RunSummary, summaryOf } from '../run-folder/run-summary.ts'
import { agreed } from './agreed.ts'
import { columns } from './columns.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { type DamagedRun, namedRun, runsIn } from './named-run.ts'
import { folderWork } from './run-options.ts'
import { compareRuns } from './runs-compare.ts'
import { EXPORT_FORMATS, exportRun } from './runs-export.ts'
import { importFile, isNeatworkFile, showFile } from './runs-file.ts'
import { openTerminal } from './terminal.ts'

export interface Place {
  readonly in: string
  readonly json?: boolean
}

const WHERE = 'where the runs are; those of the app are in .neatwork/runs in your home folder'

export function addRunsCommand(program: Command): void {
  const command = program
    .command('runs')
    .description('list, show, compare, export, import or delete saved runs')
  const added = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option('--in <folder>', WHERE, '.')
      .option('--json', 'one JSON object a line on standard output')
  added('list', 'all runs in a folder, newest last').action(list)
  added('show', 'what a run is, how far it came, and what room it takes')
    .argument('<run>', 'its folder, or a .neatwork file')
    .action(show)
  added('compare', 'settings that differ, and results')
    .argument('<runs...>', 'two to eight folders')
    .action(compareRuns)
  command
    .command('export')
    .description('a run to hand on, or its history for other programs: tables, or a JSON object a line')
    .argument('<run>', 'its folder')
    .option('--in <folder>', WHERE, '.')
    .option('--out <file>', 'where it is written (default: standard output)')
    .addOption(
      new Option(
        '--format <format>',
        "csv; neat-python: the columns of its statistics reporter; wandb: steps of Weights & Biases; ndjson: the folder's own; neatwork: one file with the run, to be imported elsewhere",
      )
        .choices(EXPORT_FORMATS)
        .default('csv'),
    )
    .addOption(
      new Option('--part <part>', 'what of the run a .neatwork file holds (default: run, all of it)').choices(
        PARTS,
      ),
    )
    .action(exportRun)
  added('import', 'a run that somebody handed on as a .neatwork file, as a folder; none of its code is run')
    .argument('<file>', 'a .neatwork file')
    .option('--name <name>', 'of the new folder (default: as the run was called)')
    .action(importFile)
  added('delete', 'delete a run and all its files')
    .argument('<run>', 'its folder')
    .option('--yes', 'without asking')
    .action(deleteRun)
}

async function list({ in: folder, json }: Place): Promise<void> {
  const terminal = openTerminal(json === true)
  const found = await runsIn(folder)
  if (found.length === 0)
    terminal.line(`There is no run in ${resolve(folder)}. "neatwork run --run FOLDER" saves one.`)
  const runs = await Promise.all(found.map(summaryOrDamage))
  const rows = runs.map((run) => {
    const name = basename(run.path)
    if ('damage' in run) {
      terminal.event({ type: 'damagedRun', ...run })
      return [name, 'damaged', '', '', '', '', '']
    }
    terminal.event({ type: 'run', ...run })
    const { problem, seed, generations, best, state, bytes, imported } = run
    const numbers = [String(seed), String(generations), best?.toFixed(4) ?? '', megabytes(bytes)]
    return [name, imported === null ? state : `${state}, imported`, problem, ...numbers]
  })
  if (runs.length === 0) return
  const heads = ['run', 'state', 'problem', 'seed', 'generations', 'best', 'on disk']
  const all = runs.reduce((sum, run) => sum + ('damage' in run ? 0 : run.bytes), 0)
  for (const line of columns([heads, ...rows])) terminal.line(line)
  terminal.line(`${runs.length} ${runs.length === 1 ? 'run takes' : 'runs take'} ${megabytes(all)}.`)
}

async function summaryOrDamage(run: LookedAt | DamagedRun): Promise<RunSummary | DamagedRun> {
  if ('damage' in run) return run
  return await summaryOf(run).catch((error: unknown) => {
    if (error instanceof RunFolderError) return { path: run.path, damage: error.message }
    throw error
  })
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

async function show(name: string, { in: folder, json }: Place): Promise<void> {
  if (isNeatworkFile(name)) return await showFile(name, json === true)
  const terminal = openTerminal(json === true)
  const run = await namedRun(folder, name)
  const summary = await folderWork(summaryOf(run))
  const kept = await keptGenerations(run.path)
  const { record } = run
  const { keep, forkedFrom } = record
  terminal.event({
    type: 'run',
    ...summary,
    kept,
    keep,
    config: record.config,
    problemRecord: record.problem,
  })
  const { createdAt, problem, state, seed, generations, evaluations, best, populationHash, bytes } = summary
  const rows = [
    ['folder', resolve(run.path)],
    ['begun', `${createdAt} by Neatwork ${record.appVersion}`],
    ['problem', `${problem} (hash ${record.problem.hash.slice(0, 12)})`],
    ['seed', String(seed)],
    ['state', state],
    ['generations', `${generations} of ${record.config.generations}`],
    ['evaluations', evaluations.toLocaleString('en')],
    ['best fitness', best?.toFixed(4) ?? 'none'],
    ['population hash', populationHash ?? 'none'],
    ['kept checkpoints', kept.length === 0 ? 'none' : kept.join(', ')],
    ['rule for them', keep.every === 0 ? 'none' : `every ${keep.every} generations, at most ${keep.most}`],
    ['on disk', megabytes(bytes)],
    ...(summary.imported === null
      ? []
      : [['imported from', `${summary.imported.file} (SHA-256 ${summary.imported.sha256.slice(0, 12)})`]]),
    ...(forkedFrom === undefined
      ? []
      : [['forked from', `${forkedFrom.folder}, generation ${forkedFrom.generation}`]]),
  ]
  for (const line of columns(rows)) terminal.line(line)
}

async function deleteRun(
  name: string,
  { in: folder, yes, json }: Place & { readonly yes?: boolean },
): Promise<void> {
  const terminal = openTerminal(json === true)
  const { path, history } = await namedRun(folder, name)
  const question = `Delete ${resolve(path)} with its ${history.length} generations?`
  if (yes !== true && !(await agreed(question))) {
    throw new CliError(EXIT.usage, 'Nothing was deleted. Give --yes to delete without being asked.')
  }
  await rm(path, { recursive: true })
  terminal.event({ type: 'deleted', path })
  terminal.line(`${path} is deleted.`)
}
