// neatwork slurm: a master here, or in a job, and an array of workers that Slurm starts for it.
import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { JobsView } from '../../api/jobs.ts'
import type { Problem } from '../../problems/problem.ts'
import { type JobWishes, masterScript, tasksOf, type WorkerPlan, workerScript } from '../../slurm/job-plan.ts'
import type { AppHost } from '../app-host.ts'
import { RunFolder } from '../run-folder/run-folder.ts'
import type { RunSettings } from '../run-settings.ts'
import { RunJobs } from '../slurm/run-jobs.ts'
import { SlurmError, slurmCommands } from '../slurm/slurm-commands.ts'
import { makeScratch } from '../slurm/slurm-workers.ts'
import { addWebOptions, type WebOptions } from './browser-host.ts'
import { addClusterOptions } from './cluster-options.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { followRun } from './follow-run.ts'
import { GROUP } from './option-groups.ts'
import { resumedSettings } from './resume-command.ts'
import { addRunOptions, folderWork, type MasterOptions, newRunSettings, whole } from './run-options.ts'
import { lookAt } from './saved-run.ts'
import { jobsLine } from './sentences.ts'
import { HERE } from './served-at.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { addTrustOption, problemOfRun, type TrustOptions } from './trusted-problem.ts'

interface SlurmOptions extends Omit<MasterOptions, keyof TrustOptions>, TrustOptions, WebOptions {
  readonly tasks: number
  readonly atMost?: number
  readonly cpusPerTask: number
  readonly partition?: string
  readonly time?: string
  readonly mem?: string
  readonly account?: string
  readonly qos?: string
  readonly constraint?: string
  readonly sbatch?: readonly string[]
  readonly jobName?: string
  readonly scratch?: string
  readonly resubmitMost: number
  readonly resubmitCancelled?: boolean
  readonly pollSeconds: number
  readonly masterInJob?: boolean
  readonly writeOnly?: boolean
}

export function addSlurmCommand(program: Command, appVersion: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('slurm')
    .description('own a run here, or in a job, and let Slurm start its workers as an array of jobs')
    .optionsGroup(GROUP.slurm)
    .option('--tasks <n>', 'workers to ask for: tasks of the array', whole(1, 1_000_000), 4)
    .option('--at-most <n>', 'tasks that run at a time (default: all)', whole(1, 1_000_000))
    .option('--cpus-per-task <n>', 'cores of each; it evaluates on all of them', whole(1, 1024), 1)
    .option('--partition <name>', 'partition of the cluster', word)
    .option('--time <limit>', 'time that a task may take, as sbatch has it: 90, 04:00:00 or 2-0', word)
    .option('--mem <size>', 'memory of a task, as sbatch has it: 4G', word)
    .option('--account <name>', 'account that pays for it', word)
    .option('--qos <name>', 'quality of service', word)
    .option('--constraint <features>', 'what nodes must have', word)
    .option(
      '--sbatch <option>',
      'a further option of sbatch, such as "--exclude=node7"; may be given several times',
      added,
    )
    .option(
      '--job-name <name>',
      "what the jobs and workers are called (default: the problem's name)",
      jobName,
    )
    .option(
      '--scratch <folder>',
      'folder that every node sees, for logs and the join link (default: neatwork-slurm in this folder)',
    )
    .option('--resubmit-most <n>', 'times that one lost task is asked for again', whole(0, 1_000_000), 100)
    .option(
      '--resubmit-cancelled',
      'ask for cancelled tasks again, too, where the centre preempts by cancelling',
    )
    .option('--poll-seconds <n>', 'time between two looks at the queue', whole(1, 3600), 10)
    .option('--master-in-job', 'let the master run in a job, too, and return at once; needs --run')
    .option('--write-only', 'write the scripts for sbatch to standard output, and ask for nothing')
  addWebOptions(addClusterOptions(addTrustOption(addRunOptions(command))), HERE).action(
    async (options: SlurmOptions) => exit(await serve(options, appVersion)),
  )
}

async function serve(options: SlurmOptions, appVersion: string): Promise<ExitCode> {
  const terminal = openTerminal(options.json === true, options)
  if (options.masterInJob === true && options.run === undefined) {
    throw new CliError(
      EXIT.usage,
      'A master in a job may have to go on in another one: give --run FOLDER, too.',
    )
  }
  if (options.writeOnly === true || options.masterInJob === true)
    return await submitted(options, appVersion, terminal)
  const settings = await settingsOf(options, appVersion, terminal)
  const jobs = runJobs(options, settings, terminal)
  const { json = false } = options
  try {
    const code = await followRun({
      ...{ settings, appVersion, page: options, json, logging: options },
      ...{
        stopOn: jobs.failed,
        onStarted: (host) => jobs.begin(host.joinLinks[0] ?? '', telling(host, terminal)),
      },
    })
    return jobs.trouble === null ? code : EXIT.failed
  } finally {
    await jobs.end()
  }
}

function runJobs(options: SlurmOptions, settings: RunSettings, terminal: Terminal): RunJobs {
  const { tasks, resubmitMost, resubmitCancelled = false, pollSeconds } = options
  return new RunJobs({
    plan: { ...planOf(options, settings), tasks },
    rules: { mostAgain: resubmitMost, cancelledToo: resubmitCancelled },
    commands: slurmCommands,
    log: terminal.log,
    pollSeconds,
  })
}

/** Shows the jobs on screens, and in one line wherever that says something else than before. */
function telling(host: AppHost, terminal: Terminal): (view: JobsView) => void {
  let said = ''
  return (view) => {
    host.showJobs(view)
    terminal.event({ type: 'jobs', ...view })
    const line = jobsLine(view)
    if (line !== said) terminal.line(line)
    said = line
  }
}

/** Of a new run, or of the one that is in the folder already. */
async function settingsOf(
  options: SlurmOptions,
  appVersion: string,
  terminal: Terminal,
): Promise<RunSettings> {
  // Machines from which jobs are submitted are everybody's: no cores of theirs, any port, and nothing told to the network.
  const { localSlots = 0, port = 0, run } = options
  const mine = { ...options, localSlots, port, discovery: false }
  if (run === undefined || !existsSync(join(run, 'config.json')))
    return await newRunSettings('master', mine, appVersion)
  terminal.log('info', `${run} holds a run, which goes on; its own settings are kept.`)
  const problem = await problemOfRun(await lookAt(run), options, terminal)
  return await resumedSettings(await folderWork(RunFolder.open(run)), { ...mine, master: true }, problem)
}

/** The scripts, and nothing but a job where a job was asked for. */
async function submitted(options: SlurmOptions, appVersion: string, terminal: Terminal): Promise<ExitCode> {
  const isNew = options.run === undefined || !existsSync(join(options.run, 'config.json'))
  // Settings that are wrong are said here, and not in the log of a job.
  const { run: _, ...unsaved } = options
  const settings = isNew ? await newRunSettings('master', { ...unsaved, localSlots: 0 }, appVersion) : null
  const plan = planOf(options, settings)
  const master = masterScript({ ...plan, masterArguments: argumentsInJob() })
  const scripts = [
    ...(options.masterInJob === true ? [master] : []),
    workerScript({ ...plan, tasks: tasksOf(options.tasks) }),
  ]
  if (options.writeOnly === true) {
    for (const script of scripts) {
      terminal.event({ type: 'script', script })
      terminal.line(script)
    }
    return EXIT.done
  }
  await makeScratch(plan)
  const job = await sentences(() => slurmCommands.submit(master))
  terminal.event({ type: 'master', job })
  terminal.line(
    `Slurm has job ${job} with the master, which asks for its ${options.tasks} workers when it runs.`,
  )
  terminal.line(
    `Its log is ${plan.logs}/master.log, the run's folder ${options.run}; "scancel ${job}" ends both, and the same command goes on.`,
  )
  return EXIT.done
}

/** What this was called with, but for what makes it a job. */
const argumentsInJob = (): readonly string[] =>
  process.argv.slice(2).filter((word) => !['--master-in-job', '--write-only'].includes(word))

type Plan = Omit<WorkerPlan, 'tasks'>

function planOf(options: SlurmOptions, settings: RunSettings | null): Plan {
  const { partition, account, qos, constraint, time, mem, sbatch = [], cpusPerTask, atMost = 0 } = options
  const name = options.jobName ?? `neatwork-${settings?.problem.name ?? 'run'}`
  const scratch = resolve(options.scratch ?? 'neatwork-slurm')
  const isUnnameable = (folder: string) => /[\s%"'\\]/.test(folder)
  const run = options.run ?? ''
  if (isUnnameable(scratch) || isUnnameable(run)) {
    const [folder, option] = isUnnameable(scratch) ? [scratch, '--scratch'] : [run, '--run']
    const message = `Slurm's scripts can't name the folder "${folder}": give ${option} one without spaces, quotes and %.`
    throw new CliError(EXIT.usage, message)
  }
  const [, program = ''] = process.argv
  const wishes: JobWishes = { partition, account, qos, constraint, time, mem, others: sbatch }
  // Two runs with one folder would overwrite each other's link.
  const logs = join(
    scratch,
    options.run === undefined ? `${name}-${process.pid}` : basename(resolve(options.run)),
  )
  return {
    ...{ name, cpusPerTask, atMost, wishes, logs },
    linkFile: join(logs, 'join-link'),
    command: [process.execPath, resolve(program)],
    workerArguments: settings === null ? [] : workerArguments(settings),
  }
}

/** What a worker needs besides the link. */
function workerArguments({ problem, cluster }: RunSettings): readonly string[] {
  const { insecure, brokerCreds, brokerCa } = cluster
  return [
    ...ownProblem(problem),
    ...(insecure ? ['--insecure'] : []),
    ...(brokerCreds === '' ? [] : ['--broker-creds', resolve(brokerCreds)]),
    ...(brokerCa === '' ? [] : ['--broker-ca', resolve(brokerCa)]),
  ]
}

function ownProblem({ own }: Problem): readonly string[] {
  if (own === undefined) return []
  const entry = own.entry ?? ''
  return own.language === 'python' && entry !== ''
    ? ['--python', `${own.file}:${entry}`]
    : ['--problem', own.file]
}

async function sentences<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SlurmError) throw new CliError(EXIT.failed, error.message, { cause: error })
    throw error
  }
}

/** A line of a script may hold nothing that ends it. */
function word(text: string): string {
  if (/^[^\s"'\\]+$/.test(text)) return text
  throw new InvalidArgumentError('Expected one word without quotes.')
}

function jobName(text: string): string {
  if (/^[\w.-]{1,60}$/.test(text)) return text
  throw new InvalidArgumentError('Expected up to 60 letters, digits, dots and dashes.')
}

/** What sbatch is told already: given twice, tasks would run that nobody knows of. */
const OWN_OPTIONS: Readonly<Record<string, string>> = {
  ...{ '--array': '--tasks and --at-most', '-a': '--tasks and --at-most' },
  ...{ '--job-name': '--job-name', '-J': '--job-name' },
  ...{ '--cpus-per-task': '--cpus-per-task', '-c': '--cpus-per-task' },
  ...{ '--output': '--scratch', '-o': '--scratch' },
}

function added(text: string, before: readonly string[] = []): readonly string[] {
  const name = /^(--?[a-zA-Z][\w-]*)/.exec(text)?.[1] ?? ''
  const instead = OWN_OPTIONS[name]
  if (instead !== undefined) throw new InvalidArgumentError(`Give neatwork's own ${instead} instead.`)
  if (name !== '' && !/[\r\n]/.test(text)) return [...before, text]
  throw new InvalidArgumentError('Expected an option of sbatch, such as --exclude=node7.')
}
