// The master's end of the cluster: listens for workers, carries out what the master session wants, and is one more
// batch evaluator for the run.
import { randomInt } from 'node:crypto'
import type { ClusterWork } from '../../api/cluster-work.ts'
import type { CommandRequest } from '../../api/commands.ts'
import type { WorkerView } from '../../api/views.ts'
import type { AbortSignalLike } from '../../base/abort.ts'
import {
  type Arrived,
  type BatchEvaluator,
  type Evaluation,
  EvaluationAborted,
  type EvaluationBatch,
} from '../../evaluate/batch.ts'
import { defaultOptions } from '../../problems/options.ts'
import type { Problem } from '../../problems/problem.ts'
import { isLoopback } from '../../wire/join-link.ts'
import { beginRunFrame } from '../../wire/master-events.ts'
import { type MasterEffect, type MasterInput, MasterSession } from '../../wire/master-session.ts'
import type { HeardLine } from '../../wire/printed.ts'
import { problemIdentity } from '../../wire/problem-identity.ts'
import type { BrokerDoor } from '../broker/broker-door.ts'
import { deadLetters } from '../broker/dead-letter.ts'
import { tooLarge, tooLargeToBegin } from '../broker/too-large.ts'
import { Listeners } from '../listeners.ts'
import { type Announcement, announce, isDiscoveryOn } from './discovery.ts'
import { ListenError } from './listen.ts'
import { type LocalSlots, startLocalSlots } from './local-slots.ts'
import type { Log } from './log.ts'
import { MasterConnections } from './master-connections.ts'
import { handshakeMs, islandLinksOf, linksOf, type MasterDoor, openDoor, unreachable } from './master-door.ts'
import { MasterEntrance } from './master-entrance.ts'
import type { MasterOptions } from './master-options.ts'
import { PendingBatches } from './pending-batches.ts'
import { ownRuntime } from './worker.ts'

export type { MasterOptions } from './master-options.ts'
export { ListenError }

const TICK_MS = 100
/** A worker is lost after this many heartbeats without a byte, unless told otherwise. */
const SILENT_HEARTBEATS = 3

export class ClusterMaster implements BatchEvaluator {
  readonly host: string
  readonly port: number
  readonly entrance: MasterEntrance
  readonly #options: MasterOptions
  readonly #session: MasterSession
  readonly #door: MasterDoor
  readonly #connections: MasterConnections
  readonly #log: Log
  readonly #ticker: NodeJS.Timeout
  readonly #workersChanged = new Listeners<[]>()
  readonly #alarms = new Listeners<[message: string]>()
  readonly #printed = new Listeners<[line: HeardLine]>()
  readonly #waiting = new Listeners<[connected: number, needed: number]>()
  readonly #running = new Listeners<[]>()
  #localSlots: LocalSlots | null = null
  #announcement: Announcement | null = null
  readonly #pending = new PendingBatches()
  /** Who hears of results of the batches under way, which are all of one run. */
  #arrived: Arrived = () => {}
  #problem = ''
  /** Why nothing more is evaluated here, or null. */
  #lost: string | null = null
  /** Why this run can't be evaluated here, or null. */
  #unfit: string | null = null

  private constructor(options: MasterOptions, door: MasterDoor) {
    const { host, appVersion, heartbeatIntervalMs, heartbeatTimeoutMs } = options
    const { taskTimeoutMs, maxRetries, batchSize, verifyPercent } = options
    this.#options = options
    this.#door = door
    this.#log = options.log
    this.#connections = new MasterConnections(options.log, (input) => this.#take(input))
    this.host = host
    this.port = door.kind === 'port' ? door.door.port : options.port
    this.entrance = new MasterEntrance(options, (socket, visit) => this.#connections.visited(socket, visit))
    this.#session = new MasterSession({
      appVersion,
      runtime: ownRuntime(),
      // Who may come in over a broker is the broker's to say.
      isToken: (candidate) => door.kind === 'broker' || this.entrance.isToken(candidate),
      heartbeatIntervalMs,
      heartbeatTimeoutMs:
        heartbeatTimeoutMs === 0 ? SILENT_HEARTBEATS * heartbeatIntervalMs : heartbeatTimeoutMs,
      taskTimeoutMs,
      handshakeTimeoutMs: handshakeMs(options),
      maxRetries,
      batchSize,
      verifyPercent,
      firstBatch: randomInt(1, 2 ** 32),
      ...(door.kind === 'broker' && { maxMessageBytes: door.door.maxMessageBytes }),
    })
    this.#ticker = setInterval(() => this.#take({ kind: 'tick' }), Math.min(TICK_MS, heartbeatIntervalMs))
    if (options.localSlots > 0) this.#startLocalSlots(options)
    if (options.discovery) this.#announce()
  }

  /** Rejects with {@link ListenError} where nobody can listen. */
  static async listen(options: MasterOptions): Promise<ClusterMaster> {
    let master: ClusterMaster | null = null
    const door = await openDoor(options, {
      onRequest: (request, response) => master?.entrance.requested(request, response) ?? false,
      onVisit: (socket, visit) =>
        master === null ? socket.terminate() : master.entrance.visited(socket, visit),
    })
    master = new ClusterMaster(options, door)
    if (door.kind === 'broker') await master.#welcomeFrom(door.door)
    return master
  }

  async #welcomeFrom(door: BrokerDoor): Promise<void> {
    try {
      await door.start({
        visited: (address, open) => this.#connections.open(address, false, open),
        earlier: (results) => this.#take({ kind: 'earlier', ...results }),
        lost: (sentence) => this.#fail(sentence),
      })
    } catch (error) {
      await this.close()
      throw unreachable(error)
    }
  }

  /** One link per address under which this machine can be reached, best guess first. */
  get joinLinks(): readonly string[] {
    return linksOf(this.#door, this.#options, this.entrance.token)
  }

  /** What other islands dial; empty over a broker. */
  get islandLinks(): readonly string[] {
    return islandLinksOf(this.#door, this.#options, this.entrance.token)
  }

  /** The master's own slots first, then the workers in the order they came, then the lately lost. */
  workers(): readonly WorkerView[] {
    return this.#session.workers()
  }

  /** What it has counted, and what there is to do. */
  get work(): MasterSession['work'] {
    return this.#session.work
  }

  /** What was done lately, from where the last answer ended; noted while somebody asks for it. */
  lately(after: CommandRequest<'clusterWork'>): ClusterWork {
    return this.#session.lately(after, performance.now())
  }

  onWorkersChanged(listener: () => void): () => void {
    return this.#workersChanged.add(listener)
  }

  /** Called with every line that a fitness function printed, and that is shown. */
  onPrinted(listener: (line: HeardLine) => void): () => void {
    return this.#printed.add(listener)
  }

  /** Called with a sentence when results differ that must not. */
  onAlarm(listener: (message: string) => void): () => void {
    return this.#alarms.add(listener)
  }

  /** Called when there are fewer workers than needed, and again whenever their number changes. */
  onWaiting(listener: (connected: number, needed: number) => void): () => void {
    return this.#waiting.add(listener)
  }

  /** Called when there are enough workers after a wait. */
  onRunning(listener: () => void): () => void {
    return this.#running.add(listener)
  }

  /** `runId` is the same for the same run only: what workers evaluated for another is worth nothing. */
  beginRun(
    problem: Problem,
    { runId, minWorkers }: { readonly runId: string; readonly minWorkers: number },
  ): void {
    const { deterministic } = problem
    const identity = problemIdentity(problem)
    const options = defaultOptions(problem.options)
    this.#problem = problem.name
    this.#unfit = tooLargeToBegin(beginRunFrame({ problem: identity, runId, options }), this.#door)
    if (this.#unfit !== null) return
    if (this.#door.kind === 'broker') this.#door.door.tellProblem(problem.name)
    this.#take({ kind: 'beginRun', problem: identity, deterministic, runId, minWorkers, options })
  }

  evaluate(
    batch: EvaluationBatch,
    signal: AbortSignalLike,
    arrived: Arrived = () => {},
  ): Promise<readonly Evaluation[]> {
    if (signal.aborted) return Promise.reject(new EvaluationAborted())
    this.#arrived = arrived
    const first = batch.items[0]?.genomeId
    if (first === undefined) return Promise.resolve([])
    const unable = this.#lost ?? this.#unfit ?? tooLarge(batch, this.#door)
    if (unable !== null) return Promise.reject(new Error(unable))
    if (this.#pending.isEmpty && this.#door.kind === 'broker') this.#door.door.usedUp()
    const evaluated = this.#pending.wait(first, batch, signal, () => this.#take({ kind: 'abandon' }))
    this.#take({ kind: 'evaluate', batch })
    return evaluated
  }

  /** Tells the workers that the run is over: those started with `--once` leave, the others wait for the next. */
  endRun(reason: string): void {
    if (this.#door.kind === 'broker') this.#door.door.runEnded(reason !== 'stopped')
    this.#take({ kind: 'endRun', reason })
  }

  /** Whether workers come over a broker, which says who may. */
  get isBrokered(): boolean {
    return this.#door.kind === 'broker'
  }

  get isAnnounced(): boolean {
    return this.#announcement !== null
  }

  /** Who listens for this machine only has nothing to tell the others. */
  #announce(): void {
    if (this.isBrokered || isLoopback(this.host) || !isDiscoveryOn()) return
    const { fingerprint } = this.#options.identity
    this.#announcement = announce({ port: this.port, fingerprint }, this.#log)
  }

  /** Sends a worker away; with `bar` everybody at its address, as long as this master lives. */
  removeWorker(key: string, bar: boolean): void {
    this.#take({ kind: 'remove', key, bar })
  }

  /** Asks a worker to finish what it has and to leave. */
  drainWorker(key: string): void {
    this.#take({ kind: 'drain', key })
  }

  async close(): Promise<void> {
    clearInterval(this.#ticker)
    await this.#announcement?.close()
    await this.#localSlots?.close()
    this.#connections.closeAll()
    await this.#door.door.close()
  }

  #startLocalSlots({ localSlots, appVersion, problems }: MasterOptions): void {
    this.#localSlots = startLocalSlots({
      slots: localSlots,
      token: this.entrance.token,
      appVersion,
      problems,
      log: this.#log,
      attach: (open) => this.#connections.open('this machine', true, open),
    })
  }

  #wake(atMs: number): void {
    const afterMs = Math.max(1, atMs - performance.now())
    setTimeout(() => this.#take({ kind: 'tick' }), afterMs).unref()
  }

  #take(input: MasterInput): void {
    for (const effect of this.#session.handle(input, performance.now())) this.#carryOut(effect)
  }

  #evaluated(evaluations: readonly Evaluation[]): void {
    const pending = this.#pending.take(evaluations)
    if (pending === null) return
    const failed = evaluations.filter((one) => one.kind === 'failed')
    if (this.#door.kind === 'broker') {
      for (const letter of deadLetters(this.#problem, pending.batch, failed)) this.#door.door.giveUp(letter)
    }
    pending.resolve(evaluations)
  }

  /** Nothing can be evaluated here any more. */
  #fail(sentence: string): void {
    this.#lost = sentence
    this.#log('error', sentence)
    const reject = this.#pending.takeAll()
    this.#take({ kind: 'abandon' })
    reject(new Error(sentence))
  }

  #carryOut(effect: MasterEffect): void {
    switch (effect.kind) {
      case 'send':
        return this.#connections.send(effect.connection, effect.frame)
      case 'close':
        return this.#connections.close(effect.connection)
      case 'arrived':
        return this.#arrived(effect.arrivals)
      case 'evaluated':
        return this.#evaluated(effect.evaluations)
      case 'waiting':
        return this.#waiting.tell(effect.connected, effect.needed)
      case 'enoughWorkers':
        return this.#running.tell()
      case 'workersChanged':
        return this.#workersChanged.tell()
      case 'wake':
        return this.#wake(effect.atMs)
      case 'alarm':
        this.#alarms.tell(effect.message)
        return this.#log('error', effect.message)
      case 'printed':
        return this.#printed.tell(effect.line)
      case 'log':
        return this.#log(effect.level, effect.message)
    }
  }
}
