// Runs to the end in a terminal: starts it, prints what happens, ends it cleanly on Ctrl-C.
import { ApiError, type ApiEvent } from '../../api/neatwork-api.ts'
import type { RunResult, RunStatus, WorkerView } from '../../api/views.ts'
import type { GenerationSnapshot } from '../../run/snapshot.ts'
import { readableCode } from '../../wire/typed-code.ts'
import { AppHost } from '../app-host.ts'
import { stateFolder } from '../cluster/master-identity.ts'
import type { RunSettings } from '../run-settings.ts'
import type { WebHost } from '../web/web-host.ts'
import { openBrowserHost, type WebOptions } from './browser-host.ts'
import { CliError, EXIT, type ExitCode } from './exit-codes.ts'
import { onInterrupt } from './interrupt.ts'
import type { LogOptions } from './log-options.ts'
import { count, resultLines, workerLine } from './sentences.ts'
import { openTerminal, type Terminal } from './terminal.ts'

export interface FollowOptions {
  readonly settings: RunSettings
  readonly appVersion: string
  readonly page: WebOptions
  readonly json: boolean
  readonly logging?: LogOptions
  readonly joinCode?: boolean
  /** When it settles, the run is stopped, as by an interruption. */
  readonly stopOn?: Promise<void>
  /** Called once the run has begun, for whoever drives it. */
  readonly onStarted?: (host: AppHost) => void
}

/** Resolves to the exit code once the run has ended. Throws {@link CliError}. */
export async function followRun({
  settings,
  appVersion,
  page: { web, ...pageOptions },
  json,
  logging = {},
  joinCode = false,
  stopOn,
  onStarted,
}: FollowOptions): Promise<ExitCode> {
  const terminal = openTerminal(json, logging)
  const host = new AppHost({
    appVersion,
    suggestion: { kind: 'none' },
    runsFolder: null,
    stateFolder: stateFolder(),
    files: { kind: 'path' },
    log: terminal.log,
  })
  const page = web === 'off' ? null : await openBrowserHost(host, web, pageOptions, terminal.log)
  let wasInterrupted = false
  let stopListening = () => {}
  try {
    await started(host, settings)
    stopListening = onInterrupt(() => {
      wasInterrupted = true
      void host.call('stopRun', null).catch(() => {}) // it may be over
    })
    announce(terminal, host, settings, page)
    if (joinCode && settings.role === 'master') await showJoinCode(terminal, host)
    onStarted?.(host)
    void stopOn?.then(() => host.call('stopRun', null)).catch(() => {}) // it may be over
    return await untilEnded(host, terminal, settings, () => wasInterrupted)
  } finally {
    await host.close()
    await page?.close()
    stopListening() // not sooner: a signal while it closes would leave behind what the master keeps for its time
  }
}

async function started(host: AppHost, settings: RunSettings): Promise<void> {
  try {
    await host.startRun(settings)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const code = error.code === 'bad-request' ? EXIT.usage : EXIT.network
    throw new CliError(code, error.message, { cause: error })
  }
}

function announce(terminal: Terminal, host: AppHost, settings: RunSettings, page: WebHost | null): void {
  const { problem, config, role, cluster } = settings
  const { listening, joinLinks } = host
  const webUrl = page?.url ?? null
  const audienceUrl = page?.audienceUrl ?? null
  if (joinLinks.length > 0 || webUrl !== null) {
    const address = listening ?? { host: null, port: null }
    terminal.event({
      type: 'listening',
      ...address,
      joinLink: joinLinks[0] ?? null,
      joinLinks,
      webUrl,
      audienceUrl,
    })
  }
  terminal.line(
    `Solving ${problem.name} with ${config.neat.populationSize} genomes, seed ${config.seed}, ` +
      `at most ${count(config.generations, 'generation')}.`,
  )
  if (role === 'master') {
    terminal.line(`Workers join with one of these commands (at least ${cluster.minWorkers}):`)
    for (const link of joinLinks) terminal.line(`  npx neatwork worker "${link}"`)
  }
  const { islandLinks } = host
  if (islandLinks.length > 0) {
    terminal.event({ type: 'island', island: config.islands?.island, islandLinks })
    terminal.line(
      `This is the island ${config.islands?.island}. Masters of other islands reach it by one of these:`,
    )
    for (const link of islandLinks) terminal.line(`  --neighbour "${link}"`)
  }
  if (page === null) return
  terminal.line(
    `${page.isPublic ? 'Open it in a browser' : 'Watch it in a browser on this machine'}: ${page.url}`,
  )
  if (page.isPublic) terminal.line(`For people who only look on: ${page.audienceUrl}`)
}

async function showJoinCode(terminal: Terminal, host: AppHost): Promise<void> {
  const code = await host.call('showJoinCode', null)
  terminal.event({ type: 'joinCode', code })
  terminal.line(`For ten minutes, one worker may join by the code ${readableCode(code)} instead of a link.`)
}

function untilEnded(
  host: AppHost,
  terminal: Terminal,
  { config, resume }: RunSettings,
  wasInterrupted: () => boolean,
): Promise<ExitCode> {
  const progress = terminal.progress('generations', config.generations)
  return new Promise((resolve, reject) => {
    const lines = { workers: new WorkerLines(terminal), generations: new GenerationLines(terminal) }
    lines.generations.before(resume?.history ?? [])
    const unsubscribe = host.subscribe((event) => {
      const status = show(event, terminal, lines)
      if (event.kind === 'generations') progress.step((event.snapshots.at(-1)?.generation ?? -1) + 1)
      if (status?.kind !== 'ended' && status?.kind !== 'failed') return
      unsubscribe()
      progress.end()
      try {
        resolve(conclude(status, wasInterrupted(), terminal))
      } catch (error) {
        reject(error) // thrown in a listener it would end the process with a trace
      }
    })
  })
}

interface Lines {
  readonly workers: WorkerLines
  readonly generations: GenerationLines
}

/** Prints one event; returns the run's status where it tells one. */
function show(event: ApiEvent, terminal: Terminal, { workers, generations }: Lines): RunStatus | null {
  switch (event.kind) {
    case 'state': {
      if (event.state.mode.kind !== 'run') return null
      const { run } = event.state.mode
      workers.show(run.workers)
      generations.show(run.history)
      return showStatus(run.status, terminal)
    }
    case 'generations':
      generations.show(event.snapshots)
      return null
    case 'workers':
      workers.show(event.workers)
      return null
    case 'runStatus':
      return showStatus(event.status, terminal)
    default:
      return null
  }
}

function showStatus(status: RunStatus, terminal: Terminal): RunStatus {
  if (status.kind !== 'waiting') return status
  const { connected, needed } = status
  terminal.event({ type: 'waiting', connected, needed })
  terminal.line(`Waiting for workers: ${connected} of ${needed} connected.`)
  return status
}

function showGeneration(snapshot: GenerationSnapshot, terminal: Terminal): void {
  const { generation, best, mean, species, evaluations, populationHash, champion, failures } = snapshot
  const { hiddenNodes, enabledConnections } = champion
  const sizes = {
    species: species.length,
    evaluations,
    populationHash,
    hiddenNodes,
    enabledConnections,
    failures,
  }
  terminal.event({ type: 'generation', generation, best, mean, ...sizes })
  terminal.line(
    `generation ${String(generation).padStart(4)}  best ${best.toFixed(4)}  mean ${mean.toFixed(4)}  ` +
      `species ${String(species.length).padStart(3)}  hidden ${hiddenNodes}`,
  )
}

function conclude(
  status: Extract<RunStatus, { kind: 'ended' | 'failed' }>,
  wasInterrupted: boolean,
  terminal: Terminal,
): ExitCode {
  if (status.kind === 'failed') throw new CliError(EXIT.failed, status.message)
  showResult(status.result, terminal)
  if (!wasInterrupted && status.result.reason !== 'stopped') return EXIT.done
  terminal.log('warn', 'The run was stopped before it was done.')
  return EXIT.interrupted
}

function showResult(result: RunResult, terminal: Terminal): void {
  terminal.event({ type: 'result', ...result })
  for (const line of resultLines(result)) terminal.line(line)
}

/** Every generation once, however often a state tells of it. */
class GenerationLines {
  readonly #terminal: Terminal
  #last = -1

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  /** Those of a run that goes on: programs are told all that is known, people where it goes on. */
  before(snapshots: readonly GenerationSnapshot[]): void {
    const last = snapshots.at(-1)
    if (last === undefined) return
    if (this.#terminal.json) return this.show(snapshots)
    this.#last = last.generation
    this.#terminal.line(
      `Goes on after generation ${last.generation}, whose best fitness is ${last.best.toFixed(4)}.`,
    )
  }

  show(snapshots: readonly GenerationSnapshot[]): void {
    for (const snapshot of snapshots) {
      if (snapshot.generation <= this.#last) continue
      this.#last = snapshot.generation
      showGeneration(snapshot, this.#terminal)
    }
  }
}

/** Says what changed about the workers, and their counts now and then. */
class WorkerLines {
  readonly #terminal: Terminal
  readonly #last = new Map<string, string>()

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  show(workers: readonly WorkerView[]): void {
    for (const worker of workers) {
      const signature = JSON.stringify(worker)
      if (this.#last.get(worker.key) === signature) continue
      const isNew = !this.#last.has(worker.key)
      this.#last.set(worker.key, signature)
      this.#terminal.event({ type: 'worker', ...worker })
      if (!worker.local && (isNew || worker.state === 'gone')) this.#terminal.line(workerLine(worker))
    }
  }
}
