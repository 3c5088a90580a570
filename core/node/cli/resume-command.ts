// neatwork resume FOLDER: goes on with a saved run, with the same bits as if it had never stopped.
import type { Command } from 'commander'
import type { Problem } from '../../problems/problem.ts'
import { RunFolder, type SavedRun } from '../run-folder/run-folder.ts'
import type { RunSettings } from '../run-settings.ts'
import { defaultSlots } from '../slots.ts'
import { addWebOptions, type WebOptions } from './browser-host.ts'
import {
  addClusterOptions,
  addEvaluationOptions,
  type ClusterOptions,
  clusterSettings,
} from './cluster-options.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { followRun } from './follow-run.ts'
import { addLogOptions } from './log-options.ts'
import { GROUP } from './option-groups.ts'
import { folderWork, type MasterOptions, whole } from './run-options.ts'
import { lookAt } from './saved-run.ts'
import { openTerminal } from './terminal.ts'
import { addTrustOptions, problemOfRun, type TrustOptions } from './trusted-problem.ts'

interface ResumeOptions
  extends TrustOptions,
    WebOptions,
    Omit<MasterOptions, 'generations' | keyof TrustOptions> {
  readonly generations?: Generations
  readonly master?: boolean
  readonly newToken?: boolean
}

export function addResumeCommand(program: Command, appVersion: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('resume')
    .description('go on with a run that was saved with --run')
    .argument('<folder>', 'the folder that was given to --run')
    .optionsGroup(GROUP.run)
    .option(
      '--master',
      'let workers join, under the port and settings of before; otherwise only this machine evaluates',
    )
    .option('--generations <n>', 'end after so many, or with + so many more: +100', generationsOption)
    .option('--new-token', 'make join links of before worthless')
    .option(
      '--local-slots <n>',
      "how many of this machine's cores evaluate (default: as before)",
      whole(0, 1024),
    )
  addTrustOptions(command)
  addEvaluationOptions(addClusterOptions(command))
  addLogOptions(addWebOptions(command, 'off'))
    .option('--json', 'one JSON object a line on standard output, logs on standard error')
    .action(async (path: string, options: ResumeOptions) => {
      const terminal = openTerminal(options.json === true, options)
      // Nothing in the folder is touched before the problem is there.
      const problem = await problemOfRun(await lookAt(path), options, terminal)
      const saved = await extended(path, await folderWork(RunFolder.open(path)), options.generations)
      const settings = await resumedSettings(saved, options, problem)
      const { json = false } = options
      exit(await followRun({ settings, appVersion, page: options, json, logging: options }))
    })
}

/** Settings under which a saved run goes on. Throws {@link CliError}. */
export async function resumedSettings(
  { record, folder, last, history, cluster: saved }: SavedRun,
  options: Pick<ResumeOptions, 'master' | 'localSlots' | 'newToken'> & ClusterOptions,
  problem: Problem,
): Promise<RunSettings> {
  const cluster = clusterSettings(saved?.settings ?? {}, options)
  const role = options.master === true ? 'master' : 'local'
  const localSlots =
    options.localSlots ?? (role === 'master' ? saved?.localSlots : undefined) ?? defaultSlots()
  if (role === 'local' && localSlots === 0) {
    throw new CliError(
      EXIT.usage,
      'Without --master at least one slot of this machine is needed: give --local-slots 1.',
    )
  }
  return {
    role,
    problem,
    config: record.config,
    cluster,
    localSlots,
    token: options.newToken === true ? null : (saved?.token ?? null),
    openFolder: async () => folder,
    resume: last === null ? null : { last, history: await history.sample() },
    startPaused: false,
  }
}

/** With more generations, where that was asked for: as many in all, or so many more. */
async function extended(path: string, saved: SavedRun, wanted: Generations | undefined): Promise<SavedRun> {
  if (wanted === undefined) return saved
  const { config } = saved.record
  const generations = wanted.more ? config.generations + wanted.count : wanted.count
  const record = { ...saved.record, config: { ...config, generations } }
  await folderWork(RunFolder.change(path, record))
  return { ...saved, record }
}

interface Generations {
  readonly count: number
  /** Besides those that the run has. */
  readonly more: boolean
}

function generationsOption(text: string): Generations {
  const more = text.startsWith('+')
  return { count: whole(1, 1_000_000_000)(more ? text.slice(1) : text), more }
}
