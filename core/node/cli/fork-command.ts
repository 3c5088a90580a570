// neatwork fork FOLDER: a new run that begins with the generations of another, under other settings from there on.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { issuesText } from '../../base/config-issue.ts'
import { EvaluationAborted } from '../../evaluate/batch.ts'
import { fitIssues } from '../../run/config-fit.ts'
import { parseRunConfig, type RunConfig } from '../../run/run-config.ts'
import { sourceOf } from '../own/problem-source.ts'
import { generationAt } from '../run-folder/repeat-run.ts'
import { RunFolder } from '../run-folder/run-folder.ts'
import { shellWord } from '../shell-word.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { readJsonFile } from './input-files.ts'
import { folderWork, whole } from './run-options.ts'
import { lookAt, repeating } from './saved-run.ts'
import { openTerminal } from './terminal.ts'
import { addTrustOptions, problemOfRun, type TrustOptions } from './trusted-problem.ts'

interface ForkOptions extends TrustOptions {
  readonly at: number
  readonly out: string
  readonly config?: string
  readonly generations?: number
  readonly json?: boolean
}

export function addForkCommand(program: Command, appVersion: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('fork')
    .description('begin a new run with the generations of a saved one, under other settings from there on')
    .argument('<folder>', 'the folder of the saved run')
    .requiredOption('--at <generation>', 'last generation that both share', whole(0, 1_000_000_000))
    .requiredOption('--out <folder>', 'new folder for the new run')
    .option('--config <file>', 'JSON file with the settings that differ')
    .option(
      '--generations <n>',
      'generations of the new run, the shared ones included',
      whole(1, 1_000_000_000),
    )
    .option('--json', 'one JSON object on standard output')
  addTrustOptions(command).action(async (path: string, options: ForkOptions) =>
    exit(await fork(path, options, appVersion)),
  )
}

async function fork(path: string, options: ForkOptions, appVersion: string): Promise<ExitCode> {
  const { at, out } = options
  const terminal = openTerminal(options.json === true)
  const run = await lookAt(path)
  const shared = await run.history.at(at)
  if (shared === undefined) {
    throw new CliError(
      EXIT.usage,
      `The run in ${path} has no generation ${at}: its newest is ${run.history.length - 1}.`,
    )
  }
  const problem = await problemOfRun(run, options, terminal)
  const config = await changedConfig(run.record.config, options)
  const misfits = fitIssues(config, problem)
  if (misfits.length > 0) throw new CliError(EXIT.usage, `The settings are wrong: ${issuesText(misfits)}.`)
  const last = await repeating({ run, problem, slots: undefined, log: terminal.log }, (repetition) =>
    generationAt(repetition, at).catch((error: unknown) => {
      if (error instanceof EvaluationAborted) return null
      throw error
    }),
  )
  if (last === null) return EXIT.interrupted
  const forkedFrom = { folder: resolve(path), generation: at, populationHash: shared.populationHash }
  const createdAt = new Date().toISOString()
  const source = await sourceOf(problem)
  const record = { ...run.record, appVersion, createdAt, config, forkedFrom, source }
  await folderWork(RunFolder.fork(out, record, { last, history: run.history }))
  terminal.event({ type: 'forked', from: path, at, out })
  terminal.line(`The new run in ${out} begins with the generations 0 to ${at} of ${path}. Go on with it:`)
  terminal.line(`  npx neatwork resume ${shellWord(out)}`)
  return EXIT.done
}

/** The run's settings with what the file and the options say. What its genomes are must stay as it is. */
async function changedConfig(
  before: RunConfig,
  { config: file, generations }: ForkOptions,
): Promise<RunConfig> {
  const changes = file === undefined ? {} : await readJsonFile(file, 'config file')
  const parsed = parseRunConfig(
    merged(merged(before, changes), generations === undefined ? {} : { generations }),
  )
  if (!parsed.ok) throw new CliError(EXIT.usage, `The settings are wrong: ${issuesText(parsed.issues)}.`)
  const after = parsed.value
  const fixed = [
    ['problem', before.problem, after.problem],
    ['mode', before.mode, after.mode],
    ['search.objective', before.search.objective, after.search.objective],
    ['neat.network.kind', before.neat.network.kind, after.neat.network.kind],
  ] as const
  for (const [path, was, is] of fixed) {
    if (was !== is) {
      throw new CliError(
        EXIT.usage,
        `A fork keeps the ${path} of its run: it was "${was}", and would be "${is}". Begin a new run for that.`,
      )
    }
  }
  return after
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `changes` over `base`, object by object; lists are taken whole. */
function merged(base: unknown, changes: unknown): unknown {
  if (!isObject(base) || !isObject(changes)) return changes === undefined ? base : changes
  const both: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(changes)) both[key] = merged(both[key], value)
  return both
}
