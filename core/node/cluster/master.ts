// The master's end of the cluster: listens for workers, carries out what the master session wants, and is one more
// batch evaluator for the run.
import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { WebSocket } from 'ws'
import type { ClusterWork } from '../../api/cluster-work.ts'
import type { CommandRequest } from '../../api/commands.ts'
import type { WorkerView } from '../../api/views.ts'
import type { AbortSignalLike } from '../../base/abort.ts'
import type { GenomeId } from '../../base/ids.ts'
import {
  type Arrived,
  type BatchEvaluator,
  type Evaluation,
  EvaluationAborted,
  type EvaluationBatch,
} from '../../evaluate/batch.ts'
import { defaultOptions } from '../../problems/options.ts'
import type { Problem } from '../../problems/problem.ts'
import { FRAME_TYPES, type Frame } from '../../wire/frame.ts'
import { JoinCodeDesk } from '../../wire/join-code-desk.ts'
import { isLoopback } from '../../wire/join-link.ts'
import { beginRunFrame } from '../../wire/master-events.ts'
import { type MasterEffect, type MasterInput, MasterSession } from '../../wire/master-session.ts'
import type { HeardLine } from '../../wire/printed.ts'
import { problemIdentity } from '../../wire/problem-identity.ts'
import type { BrokerDoor } from '../broker/broker-door.ts'
import { deadLetters } from '../broker/dead-letter.ts'
import { tooLarge, tooLargeToBegin } from '../broker/too-large.ts'
import { ISLANDS_PATH } from '../islands/direct-crossing.ts'
import { packProblem } from '../own/parcel.ts'
import { type Announcement, announce, isDiscoveryOn } from './discovery.ts'
import type { Visit } from './front-door.ts'
import { CODE_PATH, giveByCode, newJoinCode } from './join-code.ts'
import { ListenError } from './listen.ts'
import { type LocalSlots, startLocalSlots } from './local-slots.ts'
import type { Log } from './log.ts'
import { handshakeMs, islandLinksOf, linksOf, type MasterDoor, openDoor, unreachable } from './master-door.ts'
import type { MasterOptions } from './master-options.ts'
import { answerProblemRequest } from './problem-request.ts'
import { type Socket, webSocket } from './socket.ts'
import { islandToken, tokenMatcher } from './token.ts'
import { ownRuntime } from './worker.ts'

export type { MasterOptions } from './master-options.ts'
export { ListenError }

const TICK_MS = 100
/** Where a frame tells its type. */
const TYPE_AT = 2
/** A worker is lost after this many heartbeats without a byte, unless told otherwise. */
const SILENT_HEARTBEATS = 3

interface Pending {
  readonly batch: EvaluationBatch
  readonly resolve: (evaluations: readonly Evaluation[]) => void
  readonly reject: (error: Error) => void
}

export class ClusterMaster implements BatchEvaluator {
  readonly host: string
  readonly port: number
  readonly #options: MasterOptions
  readonly #session: MasterSession
  readonly #door: MasterDoor
  readonly #sockets = new Map<string, Socket>()
  readonly #log: Log
  readonly #ticker: NodeJS.Timeout
  readonly #workersListeners = new Set<() => void>()
  readonly #alarmListeners = new Set<(message: string) => void>()
  readonly #printedListeners = new Set<(line: HeardLine) => void>()
  readonly #waitingListeners = new Set<(connected: number, needed: number) => void>()
  readonly #runningListeners = new Set<() => void>()
  /** Who speaks with masters of other islands, while a run has some. */
  #islands: ((socket: WebSocket, visit: Visit) => void) | null = null
  /** Connections that weren't welcomed yet. */
  readonly #visits = new Map<string, Visit>()
  readonly #desk = new JoinCodeDesk()
  #token: string
  #isToken: (candidate: string) => boolean
  #localSlots: LocalSlots | null = null
  #announcement: Announcement | null = null
  /** Batches under way, by their first genome: one, or several in a run without generations. */
  readonly #pending = new Map<GenomeId, Pending>()
  /** Who hears of results of the batches under way, which are all of one run. */
  #arrived: Arrived = () => {}
  #problem = ''
  /** Why nothing more is evaluated here, or null. */
  #lost: string | null = null
  /** Why this run can't be evaluated here, or null. */
  #unfit: string | null = null
  #nextConnection = 1

  private constructor(options: MasterOptions, door: MasterDoor) {
    const { host, appVersion, heartbeatIntervalMs, heartbeatTimeoutMs } = options
    const { taskTimeoutMs, maxRetries, batchSize, verifyPercent } = options
    this.#options = options
    this.#door = door
    this.#log = options.log
    this.host = host
    this.port = door.kind === 'port' ? door.door.port : options.port
    this.#token = options.token
    this.#isToken = tokenMatcher(this.#token)
    this.#session = new MasterSession({
      appVersion,
      runtime: ownRuntime(),
      // Who may come in over a broker is the broker's to say.
      isToken: (candidate) => door.kind === 'broker' || this.#isToken(candidate),
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
      onRequest: (request, response) => (master === null ? false : master.#requested(request, response)),
      onVisit: (socket, visit) => (master === null ? socket.terminate() : master.#visited(socket, visit)),
    })
    master = new ClusterMaster(options, door)
    if (door.kind === 'broker') await master.#welcomeFrom(door.door)
    return master
  }

  async #welcomeFrom(door: BrokerDoor): Promise<void> {
    try {
      await door.start({
        visited: (address, open) => {
          const connection = this.#register(address, false, open)
          this.#take({ kind: 'connected', connection, address, local: false })
        },
        earlier: (results) => this.#take({ kind: 'earlier', ...results }),
        lost: (sentence) => this.#fail(sentence),
      })
    } catch (error) {
      await this.close()
      throw unreachable(error)
    }
  }

  #requested(request: IncomingMessage, response: ServerResponse): boolean {
    const own = this.#options.problems.find((problem) => problem.own !== undefined)?.own
    if (!this.#options.sendProblem || this.#options.insecure || own === undefined) return false
    return answerProblemRequest(request, response, {
      isToken: (candidate) => this.#isToken(candidate),
      parcel: () => packProblem(own),
      given: (address) => this.#log('warn', `Sends the code of ${own.file} to ${address}, which accepts it.`),
    })
  }

  /** One link per address under which this machine can be reached, best guess first. */
  get joinLinks(): readonly string[] {
    return linksOf(this.#door, this.#options, this.#token)
  }

  /** What other islands dial; empty over a broker. */
  get islandLinks(): readonly string[] {
    return islandLinksOf(this.#door, this.#options, this.#token)
  }

  isIslandToken(candidate: string): boolean {
    return tokenMatcher(islandToken(this.#token, this.#options.identity.key))(candidate)
  }

  /** Masters of other islands are led to `visited` until the answer is called. */
  welcomeIslands(visited: (socket: WebSocket, visit: Visit) => void): () => void {
    this.#islands = visited
    return () => {
      if (this.#islands === visited) this.#islands = null
    }
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
    this.#workersListeners.add(listener)
    return () => void this.#workersListeners.delete(listener)
  }

  /** Called with a sentence when results differ that must not. */
  /** Called with every line that a fitness function printed, and that is shown. */
  onPrinted(listener: (line: HeardLine) => void): () => void {
    this.#printedListeners.add(listener)
    return () => void this.#printedListeners.delete(listener)
  }

  onAlarm(listener: (message: string) => void): () => void {
    this.#alarmListeners.add(listener)
    return () => void this.#alarmListeners.delete(listener)
  }

  /** Called when there are fewer workers than needed, and again whenever their number changes. */
  onWaiting(listener: (connected: number, needed: number) => void): () => void {
    this.#waitingListeners.add(listener)
    return () => void this.#waitingListeners.delete(listener)
  }

  /** Called when there are enough workers after a wait. */
  onRunning(listener: () => void): () => void {
    this.#runningListeners.add(listener)
    return () => void this.#runningListeners.delete(listener)
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
    if (this.#pending.size === 0 && this.#door.kind === 'broker') this.#door.door.usedUp()
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#pending.delete(first)
        if (this.#pending.size === 0) this.#take({ kind: 'abandon' })
        reject(new EvaluationAborted())
      }
      signal.addEventListener('abort', abort)
      this.#pending.set(first, {
        batch,
        reject: (error) => {
          signal.removeEventListener('abort', abort)
          reject(error)
        },
        resolve: (evaluations) => {
          signal.removeEventListener('abort', abort)
          resolve(evaluations)
        },
      })
      this.#take({ kind: 'evaluate', batch })
    })
  }

  /** Tells the workers that the run is over: those started with `--once` leave, the others wait for the next. */
  endRun(reason: string): void {
    if (this.#door.kind === 'broker') this.#door.door.runEnded(reason !== 'stopped')
    this.#take({ kind: 'endRun', reason })
  }

  /** A new join code in the place of the one of before: good for ten minutes and one worker. */
  showJoinCode(): string {
    const code = newJoinCode()
    this.#desk.show(code, performance.now())
    return code
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

  /** From now on only this token lets workers in; those who are in stay. */
  changeToken(token: string): void {
    this.#token = token
    this.#isToken = tokenMatcher(token)
  }

  async close(): Promise<void> {
    clearInterval(this.#ticker)
    await this.#announcement?.close()
    await this.#localSlots?.close()
    for (const socket of this.#sockets.values()) socket.close()
    await this.#door.door.close()
  }

  #visited(socket: WebSocket, visit: Visit): void {
    if (visit.path === CODE_PATH) {
      const { fingerprint } = this.#options.identity
      const giving = { desk: this.#desk, fingerprint, token: this.#token, log: this.#log }
      return giveByCode(socket, visit.address, giving)
    }
    if (visit.path === ISLANDS_PATH) {
      return this.#islands === null ? socket.terminate() : this.#islands(socket, visit)
    }
    const connection = this.#register(visit.address, false, (events) =>
      webSocket(socket, events, () => visit.stream),
    )
    this.#visits.set(connection, visit)
    this.#log('debug', `A connection from ${visit.address} is open.`)
    this.#take({ kind: 'connected', connection, address: visit.address, local: false })
  }

  #register(
    address: string,
    local: boolean,
    open: (events: { received(bytes: Uint8Array): void; closed(reason: string): void }) => Socket,
  ): string {
    const connection = `${local ? 'local' : address}#${this.#nextConnection++}`
    const socket = open({
      received: (bytes) => this.#take({ kind: 'received', connection, bytes }),
      closed: () => {
        this.#sockets.delete(connection)
        this.#visits.delete(connection)
        this.#log('debug', `The connection ${connection} is closed.`)
        this.#take({ kind: 'disconnected', connection })
      },
    })
    this.#sockets.set(connection, socket)
    return connection
  }

  #startLocalSlots({ localSlots, appVersion, problems }: MasterOptions): void {
    this.#localSlots = startLocalSlots({
      slots: localSlots,
      token: this.#token,
      appVersion,
      problems,
      log: this.#log,
      attach: (open) => {
        const connection = this.#register('this machine', true, open)
        this.#take({ kind: 'connected', connection, address: 'this machine', local: true })
      },
    })
  }

  #wake(atMs: number): void {
    const afterMs = Math.max(1, atMs - performance.now())
    setTimeout(() => this.#take({ kind: 'tick' }), afterMs).unref()
  }

  #take(input: MasterInput): void {
    for (const effect of this.#session.handle(input, performance.now())) this.#carryOut(effect)
  }

  #send(connection: string, frame: Frame): void {
    const visit = this.#visits.get(connection)
    if (visit !== undefined && frame[TYPE_AT] === FRAME_TYPES.welcome) {
      this.#visits.delete(connection)
      visit.admitted()
    }
    this.#sockets.get(connection)?.send(frame)
  }

  #evaluated(evaluations: readonly Evaluation[]): void {
    const first = evaluations[0]?.genomeId
    const pending = first === undefined ? undefined : this.#pending.get(first)
    if (first === undefined || pending === undefined) return
    this.#pending.delete(first)
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
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    this.#take({ kind: 'abandon' })
    for (const { reject } of pending) reject(new Error(sentence))
  }

  #carryOut(effect: MasterEffect): void {
    switch (effect.kind) {
      case 'send':
        return this.#send(effect.connection, effect.frame)
      case 'close':
        return this.#sockets.get(effect.connection)?.close()
      case 'arrived':
        return this.#arrived(effect.arrivals)
      case 'evaluated':
        return this.#evaluated(effect.evaluations)
      case 'waiting':
        for (const listener of this.#waitingListeners) listener(effect.connected, effect.needed)
        return
      case 'enoughWorkers':
        for (const listener of this.#runningListeners) listener()
        return
      case 'workersChanged':
        for (const listener of this.#workersListeners) listener()
        return
      case 'wake':
        return this.#wake(effect.atMs)
      case 'alarm':
        for (const listener of this.#alarmListeners) listener(effect.message)
        return this.#log('error', effect.message)
      case 'printed':
        for (const listener of this.#printedListeners) listener(effect.line)
        return
      case 'log':
        return this.#log(effect.level, effect.message)
    }
  }
}
