// A worker of this machine: joins a master by its link, evaluates on threads, comes back after a lost connection.
import { randomUUID } from 'node:crypto'
import { cpus, release } from 'node:os'
import { arch, platform } from 'node:process'
import type { WorkerStatusView } from '../../api/views.ts'
import type { FailedEvaluation } from '../../evaluate/batch.ts'
import { declaredProblem } from '../../problems/declared-problem.ts'
import type { Declaration, Problem } from '../../problems/problem.ts'
import { problemHash } from '../../problems/problem-hash.ts'
import type { Frame } from '../../wire/frame.ts'
import type { JoinLink } from '../../wire/join-link.ts'
import { LongEvaluations } from '../../wire/long-evaluations.ts'
import type { Hello, RuntimeVersions } from '../../wire/messages.ts'
import { identityByItself } from '../../wire/problem-identity.ts'
import { decodeResults } from '../../wire/results-codec.ts'
import type { WorkerEnd } from '../../wire/worker-events.ts'
import { WorkerSession } from '../../wire/worker-session.ts'
import { Listeners } from '../listeners.ts'
import { slotsFor } from '../own/slots-for.ts'
import type { PauseCondition } from '../pauses/pause-conditions.ts'
import { Pauser } from '../pauses/pauser.ts'
import { PrintedLines } from '../python/printed-lines.ts'
import { BatchRunner, type Runner, replacedSentence } from '../threads/batch-runner.ts'
import type { PrintedLine } from '../threads/slot.ts'
import { loggedLines } from '../threads/told-lines.ts'
import type { Log } from './log.ts'
import { directRoute, type MasterRoute } from './master-route.ts'
import { RepeatedReasons } from './repeated-reasons.ts'
import type { Socket } from './socket.ts'
import { WorkerDriver } from './worker-driver.ts'

export type { WorkerEnd } from '../../wire/worker-events.ts'

export interface WorkerOptions {
  /** By TLS to the master's port, or any other way. */
  readonly link: JoinLink | MasterRoute
  readonly slots: number
  /** Label for people; needs not be unique. */
  readonly name: string
  /** Leave when the run ends instead of waiting for the next. */
  readonly once: boolean
  /** Time that a connection may take until the master's welcome. */
  readonly connectionTimeoutMs: number
  readonly appVersion: string
  readonly problems: readonly Problem[]
  readonly log: Log
  /** Who evaluates instead of threads of this process. */
  readonly runner?: Runner
  /** When to take no work. */
  readonly pauses?: readonly PauseCondition[]
  /** What screens are told of them. */
  readonly onlyWhenIdle?: number | null
}

const TICK_MS = 250
/** Genomes per second are averaged over this long. */
const RATE_MS = 1000

export class ClusterWorker {
  /** Settles when the worker has ended for good; never rejects. */
  readonly finished: Promise<WorkerEnd>
  readonly #options: WorkerOptions
  readonly #session: WorkerSession
  readonly #driver: WorkerDriver
  readonly #route: MasterRoute
  readonly #runner: Runner
  readonly #pauser: Pauser
  readonly #listeners = new Listeners<[status: WorkerStatusView]>()
  #ticker: NodeJS.Timeout | null = null
  #genomesEvaluated = 0
  #recentGenomes = 0
  #rateSinceMs = 0
  #genomesPerSecond = 0
  readonly #long = new LongEvaluations()
  #toldLong = false

  constructor(options: WorkerOptions) {
    this.#options = options
    const chance = () => Math.random() // jitter only: no result depends on it
    const { once, connectionTimeoutMs, link } = options
    this.#route = 'connect' in link ? link : directRoute(link, connectionTimeoutMs)
    const { token, keep } = this.#route
    this.#session = new WorkerSession({
      hello: helloOf({ ...options, token }),
      keepsResults: keep !== undefined,
      once,
      connectionTimeoutMs,
      chance,
      declaredHash: declaredHashIn(options.problems),
    })
    this.#runner =
      options.runner ??
      new BatchRunner(
        options.slots,
        slotsFor(
          options.problems,
          loggedLines(options.log, (line) => this.#hear(line)),
        ),
        (reason) => options.log('warn', replacedSentence(reason)),
        ownFailures(options),
      )
    this.#pauser = new Pauser(options.pauses ?? [], (reason) => this.#driver.take({ kind: 'pause', reason }))
    let finish: (end: WorkerEnd) => void = () => {}
    this.finished = new Promise((resolve) => {
      finish = resolve
    })
    this.#driver = new WorkerDriver({
      session: this.#session,
      runner: this.#runner,
      connect: (driver) => this.#connect(driver),
      keep: (frame) => this.#route.keep?.(frame),
      log: options.log,
      onStatus: () => this.#publish(),
      onEvaluated: (genomes, frame) => {
        this.#forgetLong(frame)
        this.#genomesEvaluated += genomes
        this.#recentGenomes += genomes
      },
      onFinished: (end) => void this.#close().then(() => finish(end)),
    })
  }

  start(): void {
    this.#pauser.start()
    this.#rateSinceMs = performance.now()
    this.#ticker = setInterval(() => this.#tick(), TICK_MS)
    this.#driver.take({ kind: 'start' })
  }

  /** Says goodbye and leaves. */
  async stop(): Promise<void> {
    this.#driver.take({ kind: 'stop' })
    await this.finished
  }

  /** Finishes what it has, takes no more, and leaves; {@link ClusterWorker.finished} tells when. */
  drain(reason: string): void {
    this.#driver.take({ kind: 'drain', reason })
  }

  /** Takes no more work until it is told to go on; what it has it finishes. */
  hold(isHeld: boolean): void {
    this.#pauser.hold(isHeld)
    this.#publish()
  }

  onStatus(listener: (status: WorkerStatusView) => void): () => void {
    return this.#listeners.add(listener)
  }

  status(): WorkerStatusView {
    const { slots } = this.#options
    return {
      master: this.#route.address,
      label: this.#session.label,
      slots,
      onlyWhenIdle: this.#options.onlyWhenIdle ?? null,
      isHeld: this.#pauser.isHeld,
      connection: this.#session.connection(performance.now()),
      problem: this.#session.problem,
      genomesEvaluated: this.#genomesEvaluated,
      genomesPerSecond: this.#genomesPerSecond,
      long: this.#long.current(slots, performance.now()),
      warning: this.#session.warning,
      lastError: this.#session.lastError,
    }
  }

  #hear(line: PrintedLine): void {
    this.#driver.tellPrinted(line)
    const { genomeId, share, text } = line
    if (genomeId === null || share === undefined) return
    this.#long.note({ genomeId, share, note: text }, performance.now())
    this.#publish()
  }

  /** Results are opened only while there is something to forget. */
  #forgetLong(frame: Frame): void {
    if (this.#long.isEmpty) return
    const results = decodeResults(frame)
    if (results.ok) this.#long.forget(results.value.evaluations)
  }

  #connect(driver: WorkerDriver): Socket {
    return this.#route.connect({
      opened: () => driver.take({ kind: 'opened' }),
      received: (bytes) => driver.take({ kind: 'received', bytes }),
      closed: (reason) => driver.take({ kind: 'closed', reason }),
      unfit: (code, message) => this.#unfit(driver, code, message),
    })
  }

  /**
   * Before it ever joined, a worker that meets another certificate has the wrong link, which only people can mend. Later it
   * waits for its master: a stranger at the address can't send it away.
   */
  #unfit(driver: WorkerDriver, code: string, message: string): void {
    if (this.#session.hasJoined) driver.take({ kind: 'closed', reason: message })
    else driver.take({ kind: 'refused', code, message })
  }

  #tick(): void {
    this.#driver.take({ kind: 'tick' })
    const now = performance.now()
    if (now - this.#rateSinceMs < RATE_MS) return
    const rate = (this.#recentGenomes / (now - this.#rateSinceMs)) * 1000
    this.#rateSinceMs = now
    this.#recentGenomes = 0
    const isLong = !this.#long.isEmpty
    const hasNews =
      isLong !== this.#toldLong ||
      rate > 0 ||
      this.#genomesPerSecond > 0 ||
      this.#session.connection(now).kind === 'retrying'
    this.#genomesPerSecond = rate
    this.#toldLong = isLong
    if (hasNews) this.#publish()
  }

  #publish(): void {
    const status = this.status()
    this.#listeners.tell(status)
  }

  async #close(): Promise<void> {
    if (this.#ticker !== null) clearInterval(this.#ticker)
    this.#pauser.stop()
    this.#genomesPerSecond = 0
    await this.#runner.close()
    await this.#route.close()
    this.#publish()
  }
}

/** Whoever wrote the code may sit at this machine; what everybody has fails nowhere. */
function ownFailures({ problems, log }: Pick<WorkerOptions, 'problems' | 'log'>) {
  if (problems.every(({ own }) => own === undefined)) return null
  const lines = new PrintedLines(({ text }) => log('warn', text))
  const told = new RepeatedReasons()
  return ({ genomeId, reason }: FailedEvaluation) => {
    const text = told.sentence(genomeId, reason)
    if (text !== null) lines.add({ genomeId, text })
  }
}

/** Fingerprints of these problems with what others declare for them. */
export function declaredHashIn(problems: readonly Problem[]): (declared: Declaration) => string | null {
  return ({ problem: name, ...declared }) => {
    const problem = problems.find((candidate) => candidate.name === name)
    if (problem === undefined) return null
    const made = declaredProblem({ ok: true, problem }, declared)
    return made.ok ? problemHash(made.problem) : null
  }
}

export function helloOf(
  options: Pick<WorkerOptions, 'slots' | 'name' | 'appVersion' | 'problems'> & { readonly token: string },
): Hello {
  return {
    token: options.token,
    key: randomUUID(),
    label: options.name,
    slots: options.slots,
    appVersion: options.appVersion,
    runtime: ownRuntime(),
    problems: options.problems.map(identityByItself),
  }
}

/** What may make two machines compute different bits. */
export function ownRuntime(): RuntimeVersions {
  const { node, v8 } = process.versions
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor'
  return { processor, platform, release: release(), arch, node, v8 }
}
