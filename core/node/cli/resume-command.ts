// neatwork resume FOLDER: goes on with a saved run, with the same bits as if it had never stopped.
import type { Command } from 'commander'
import type { Problem } from '../../problems/problem.ts'
import { problemHash } from '../../problems/problem-hash.ts'
import { RunFolder, type RunRecord, type SavedRun } from '../run-folder.ts'
import type { RunSettings } from '../run-settings.ts'
import { defaultSlots } from '../slots.ts'
import { webTokenOption } from './browser-host.ts'
import { addClusterOptions, addEvaluationOptions, clusterSettings } from './cluster-options.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { followRun } from './follow-run.ts'
import { addLogOptions } from './log-options.ts'
import { namedProblem, ownProblem } from './own-problem.ts'
import { folderWork, type MasterOptions, problemOf, webOption, whole } from './run-options.ts'

interface ResumeOptions extends MasterOptions {
  readonly master?: boolean
  readonly newToken?: boolean
}

export function addResumeCommand(program: Command, appVersion: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('resume')
    .description('go on with a run that was saved with --run')
    .argument('<folder>', 'the folder that was given to --run')
    .option(
      '--master',
      'let workers join, under the port and settings of before; otherwise only this machine evaluates',
    )
    .option('--new-token', 'make join links of before worthless')
    .option('--problem <file>', "the file of the run's problem, where it is somebody's own")
    .option(
      '--python <file:function>',
      "the function of the run's problem, where it is somebody's own in Python",
    )
    .option(
      '--local-slots <n>',
      "how many of this machine's cores evaluate (default: as before)",
      whole(0, 1024),
    )
    .option('--json', 'one JSON object a line on standard output, logs on standard error')
    .addOption(webOption('off'))
  addLogOptions(command).addOption(webTokenOption())
  addEvaluationOptions(addClusterOptions(command)).action(async (path: string, options: ResumeOptions) => {
    const saved = await folderWork(RunFolder.open(path))
    const settings = settingsOf(saved, options, await ownProblem(namedProblem(options)))
    const { web, webToken, json = false } = options
    exit(await followRun({ settings, appVersion, web, webToken, json, logging: options }))
  })
}

function settingsOf(
  { record, folder, last, history, cluster: saved }: SavedRun,
  options: ResumeOptions,
  own: Problem | null,
): RunSettings {
  const problem = savedProblem(record, own)
  const hash = problemHash(problem)
  if (hash !== record.problem.hash) {
    throw new CliError(
      EXIT.usage,
      `The problem "${problem.name}" has changed since the run began (hash ${record.problem.hash.slice(0, 12)} then, ` +
        `${hash.slice(0, 12)} now), so the run can't go on with the same result. ` +
        (problem.own === undefined ? `Use Neatwork ${record.appVersion}.` : 'Give the file as it was.'),
    )
  }
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
    resume: last === null ? null : { last, history },
    startPaused: false,
  }
}

/** Code that a folder names is never run unasked: whoever wants it gives the file again. */
function savedProblem({ config, problem: { own } }: RunRecord, given: Problem | null): Problem {
  if (own !== undefined && given === null) {
    throw new CliError(
      EXIT.usage,
      `This run's problem "${config.problem}" is somebody's own, and its code runs only when asked for: ` +
        `give --problem with its file (it was ${own.file}, hash ${own.hash.slice(0, 12)}).`,
    )
  }
  return problemOf(config, given)
}
