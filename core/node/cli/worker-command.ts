// neatwork worker LINK: this machine's cores for somebody's master.
import { hostname } from 'node:os'
import { type Command, InvalidArgumentError } from 'commander'
import {
  ClusterWorker,
  type WorkerOptions as ClusterWorkerSettings,
  type WorkerEnd,
} from '../cluster/worker.ts'
import { DEFAULT_CLUSTER } from '../cluster-settings.ts'
import { newMetrics } from '../metrics/metrics.ts'
import { askedPauses, REST_MINUTES } from '../pauses/asked-pauses.ts'
import { idleProbe } from '../pauses/idle-probe.ts'
import type { PauseCondition } from '../pauses/pause-conditions.ts'
import { defaultSlots } from '../slots.ts'
import { openWatcherHost, type WatcherHost } from '../web/watcher-host.ts'
import { acceptProblem } from './accepted-problem.ts'
import { opened, webTokenOption } from './browser-host.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { findMaster } from './find-master.ts'
import { readTextFile } from './input-files.ts'
import { onInterrupt } from './interrupt.ts'
import { addLogOptions, type LogOptions } from './log-options.ts'
import { GROUP } from './option-groups.ts'
import { workersProblems } from './own-problem.ts'
import { whole } from './run-options.ts'
import { workerStatusLine } from './sentences.ts'
import { type ServedAt, servedAt } from './served-at.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { onTyped } from './typed-command.ts'
import { type BrokerOptions, wayByBroker } from './worker-way.ts'

interface WorkerOptions extends LogOptions, BrokerOptions {
  readonly metrics?: ServedAt
  readonly webToken?: string
  readonly linkFile?: string
  readonly slots?: number
  readonly problem?: string
  readonly python?: string
  readonly pythonScript?: string
  readonly acceptProblems?: string | true
  readonly withParent?: boolean
  readonly name?: string
  readonly once?: boolean
  readonly maxLoad?: number
  readonly onlyWhenIdle?: number | true
  readonly connectionTimeoutMs?: number
  readonly insecure?: boolean
  readonly code?: string
  readonly json?: boolean
}

export function addWorkerCommand(program: Command, appVersion: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('worker')
    .description('join a master and evaluate for it')
    .argument(
      '[master]',
      'join link that the master printed (put it in quotes), HOST:PORT, or nats://HOST:PORT; default: the one on this network',
    )
  addJoinOptions(command)
    .optionsGroup(GROUP.problem)
    .option('--problem <file>', 'a problem of your own, besides those that Neatwork brings along')
    .option('--python <file:function>', 'a fitness function of your own in Python, as the problem')
    .option(
      '--python-script <file>',
      "a script in Python that starts neatwork's WorkerNode, with its function",
    )
    .option(
      '--accept-problems [fingerprint]',
      "run the code that the master sends, with this account's rights: the link's master, or only the one named",
    )
  addLogOptions(addMachineOptions(command))
    .option('--json', 'one JSON object a line on standard output, logs on standard error')
    .option(
      '--metrics <port>',
      'serve metrics and health, to this machine only unless it is ADDRESS:PORT',
      servedAt,
    )
    .addOption(webTokenOption())
    .action(async (master: string | undefined, options: WorkerOptions) =>
      exit(await work(master, options, appVersion)),
    )
}

function addJoinOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP.master)
    .option('--code <code>', 'join code that the master shows, instead of a link')
    .option(
      '--link-file <file>',
      'file that holds the join link, so that no list of processes shows its token',
    )
    .option('--once', 'leave when the run ends instead of waiting for the next')
    .option(
      '--connection-timeout-ms <ms>',
      `time that the master has to answer (default: ${DEFAULT_CLUSTER.connectionTimeoutMs})`,
      whole(100, 600_000),
    )
    .option('--insecure', 'join a master on this machine that speaks without TLS')
    .option('--broker <url>', 'NATS broker at which to find the master, such as nats://broker.example:4222')
    .option('--broker-creds <file>', 'file with the credentials of a NATS user')
    .option('--broker-ca <file>', "file with the certificate authority of the broker's TLS")
}

function addMachineOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP.machine)
    .option('--slots <n>', 'how many cores evaluate (default: all but one)', whole(1, 1024))
    .option('--name <label>', "what the master calls this worker (default: this machine's name)")
    .option(
      '--max-load <load>',
      'take no work while the load average of a core is above this (0.01 to 1000; not on Windows)',
      share,
    )
    .option(
      '--only-when-idle [minutes]',
      `take no work until nobody has used this machine for so long (default: ${REST_MINUTES})`,
      whole(1, 1440),
    )
    .option('--with-parent', 'leave when standard input ends')
}

async function work(
  where: string | undefined,
  options: WorkerOptions,
  appVersion: string,
): Promise<ExitCode> {
  const terminal = openTerminal(options.json === true, options)
  const timeoutMs = options.connectionTimeoutMs ?? DEFAULT_CLUSTER.connectionTimeoutMs
  const { code, insecure = false } = options
  const brought = await workersProblems(options)
  const slots = options.slots ?? defaultSlots()
  const pauses = await wantedPauses(options, slots, terminal)
  const named = await linkOf(where, options.linkFile)
  const way = wayByBroker(named, options, timeoutMs)
  const from = options.acceptProblems
  if (way !== null) {
    if (from !== undefined) throw new CliError(EXIT.usage, NO_CODE_BY_BROKER)
    return await serve({ link: way, slots, pauses, problems: brought }, options, { appVersion, terminal })
  }
  const link = await findMaster({ where: named, code, insecure, timeoutMs }, terminal)
  const accepted =
    from === undefined
      ? { problems: brought, forget: async () => {} }
      : await acceptProblem({ from, link, timeoutMs, terminal })
  try {
    return await serve({ link, slots, pauses, problems: accepted.problems }, options, {
      appVersion,
      terminal,
    })
  } finally {
    await accepted.forget()
  }
}

const NO_CODE_BY_BROKER =
  'Over a broker no code travels: copy the problem to this machine and give --problem FILE instead of --accept-problems.'

type Serving = Pick<ClusterWorkerSettings, 'link' | 'slots' | 'problems'> & {
  readonly pauses: readonly PauseCondition[]
}

/** Until the worker has left for good. */
async function serve(
  serving: Serving,
  options: WorkerOptions,
  { appVersion, terminal }: { readonly appVersion: string; readonly terminal: Terminal },
): Promise<ExitCode> {
  const worker = new ClusterWorker({
    ...serving,
    name: options.name?.trim() || hostname(),
    once: options.once === true,
    connectionTimeoutMs: options.connectionTimeoutMs ?? DEFAULT_CLUSTER.connectionTimeoutMs,
    appVersion,
    log: terminal.log,
  })
  worker.onStatus((status) => terminal.event({ type: 'status', ...status }))
  const drain = (reason: string) => worker.drain(reason)
  const stopListening = [
    onInterrupt(
      () => void worker.stop(),
      () => drain('it was told to end'),
    ),
    onTyped('drain', () => drain('its owner has asked it to'), terminal),
  ]
  if (options.withParent === true) process.stdin.once('end', () => void worker.stop()).resume()
  const watched = await watch(worker, options, appVersion, terminal).catch(async (error) => {
    await worker.stop()
    throw error
  })
  worker.start()
  const end = await worker.finished
  await watched?.close()
  for (const stop of stopListening) stop()
  if (options.withParent === true) process.stdin.destroy()
  terminal.line(workerStatusLine(worker.status()))
  return conclude(end, terminal)
}

async function wantedPauses(
  { maxLoad, onlyWhenIdle }: WorkerOptions,
  slots: number,
  terminal: Terminal,
): Promise<readonly PauseCondition[]> {
  const asked = { maxLoad, onlyWhenIdle: onlyWhenIdle === true ? REST_MINUTES : onlyWhenIdle }
  const found = await askedPauses(asked, slots, idleProbe)
  if (!found.ok) throw new CliError(EXIT.usage, found.message)
  if (found.note !== null) terminal.log('warn', found.note)
  return found.conditions
}

/** Metrics and health of this worker, where they are asked for. */
async function watch(
  worker: ClusterWorker,
  { metrics, webToken }: WorkerOptions,
  appVersion: string,
  terminal: Terminal,
): Promise<WatcherHost | null> {
  if (metrics === undefined) return null
  const measured = () => ({ kind: 'worker', status: worker.status() }) as const
  const watching = { measured, metrics: newMetrics(appVersion, measured) }
  const host = await opened(webToken, (token) => openWatcherHost({ ...metrics, watching, ...token }))
  terminal.event({ type: 'metrics', url: host.url })
  terminal.line(`Metrics: ${host.url}`)
  return host
}

async function linkOf(where: string | undefined, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return where
  if (where !== undefined) throw new CliError(EXIT.usage, 'Give a join link or --link-file, not both.')
  return (await readTextFile(file, 'join link file')).trim()
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0.01 && value <= 1000) return value
  throw new InvalidArgumentError('Expected a number from 0.01 to 1000.')
}

function conclude(end: WorkerEnd, terminal: Terminal): ExitCode {
  switch (end.kind) {
    case 'done':
    case 'drained':
      return EXIT.done
    case 'stopped':
      return EXIT.interrupted
    case 'refused':
      terminal.event({ type: 'refused', code: end.code, message: end.message })
      // The broker speaks for itself.
      throw new CliError(
        EXIT.refused,
        end.code === 'broker' ? end.message : `The master refused this worker. ${end.message}`,
      )
  }
}
