// The master's side of the cluster as a state machine: inputs in, effects out. No socket, no clock: time comes with
// each input, and whoever carries it out sends the frames.
import type { ClusterWork } from '../api/cluster-work.ts'
import type { WorkerView } from '../api/views.ts'
import { assertNever } from '../base/invariant.ts'
import type { EvaluationBatch } from '../evaluate/batch.ts'
import type { OptionValues } from '../problems/options.ts'
import { admit, BARRED, DRAINED, problemRefusal, REMOVED, type Refusal, welcomeWarning } from './admission.ts'
import { BatchNumbers } from './batch-numbers.ts'
import { Dispatch } from './dispatch.ts'
import { type EarlierResults, EarlierShelf } from './earlier-results.ts'
import { EnoughWorkers } from './enough-workers.ts'
import { type Decoded, type FrameHeader, MAX_FRAME_BYTES, MAX_HANDSHAKE_BYTES, readHeader } from './frame.ts'
import { Heartbeats } from './heartbeats.ts'
import { leaseMs } from './lease.ts'
import {
  beginRunFrame,
  begunRun,
  decided,
  type MasterEffect,
  type MasterInput,
  type MasterRun,
  type MasterSettings,
} from './master-events.ts'
import { MasterOutbox } from './master-outbox.ts'
import { type Member, newMember, notePong, type Peer } from './member.ts'
import { decodeControl, encodeControl, type Hello, PING, PONG } from './messages.ts'
import { noteSlots } from './note-slots.ts'
import { type HeardLine, heardLine, heardSentence } from './printed.ts'
import { decodeResults } from './results-codec.ts'
import { Roster } from './roster.ts'
import { soundResults } from './sound-results.ts'
import type { Work } from './tally.ts'
import { welcomeFrames } from './welcome.ts'

export type { MasterEffect, MasterInput, MasterSettings } from './master-events.ts'

export class MasterSession {
  readonly #settings: MasterSettings
  readonly #outbox = new MasterOutbox()
  readonly #roster = new Roster()
  readonly #dispatch: Dispatch
  readonly #heartbeats: Heartbeats
  readonly #enough = new EnoughWorkers()
  readonly #earlier = new EarlierShelf()
  #run: MasterRun | null = null
  #now = 0

  constructor(settings: MasterSettings) {
    this.#settings = settings
    this.#heartbeats = new Heartbeats(settings)
    const rules = { ...settings, leaseMs: leaseMs(settings.taskTimeoutMs) }
    this.#dispatch = new Dispatch(rules, new BatchNumbers(settings.firstBatch), {
      ...this.#outbox,
      setAside: () => {
        this.#outbox.workersChanged()
        this.#reportWaiting()
      },
    })
  }

  /** Takes one input at `nowMs` and returns what to do, in order. */
  handle(input: MasterInput, nowMs: number): readonly MasterEffect[] {
    this.#now = nowMs
    this.#take(input)
    return this.#outbox.take()
  }

  /** Everybody who is connected, and who was lost lately. */
  workers(): readonly WorkerView[] {
    return this.#roster.views((member) => this.#dispatch.isWorking(member))
  }

  /** What it has counted, and what there is to do. */
  get work(): Work {
    const { tally, waiting, busySlots, slots } = this.#dispatch
    return { tally, waiting, busySlots, slots }
  }

  /** What was done lately; noted while somebody asks for it. */
  lately(after: Parameters<Dispatch['work']>[0], nowMs: number): ClusterWork {
    const long = this.#roster.members.flatMap((member) =>
      member.long.current(member.slots, nowMs).map((one) => ({ worker: member.label, ...one })),
    )
    return { ...this.#dispatch.work(after, nowMs), long }
  }

  #take(input: MasterInput): void {
    switch (input.kind) {
      case 'connected': {
        const { address, local } = input
        return this.#roster.set(input.connection, { kind: 'greeting', address, local, sinceMs: this.#now })
      }
      case 'received':
        return this.#received(input.connection, input.bytes)
      case 'disconnected':
        return this.#lose(input.connection, 'closed its connection', true)
      case 'earlier':
        return this.#earlierCame(input)
      case 'beginRun':
        return this.#beginRun(begunRun(input, this.#roster.members))
      case 'evaluate':
        return this.#evaluate(input.batch)
      case 'abandon':
        return this.#dispatch.abandon(this.#now)
      case 'endRun':
        return this.#endRun(input.reason)
      case 'remove':
        return this.#remove(input.key, input.bar)
      case 'drain':
        for (const member of this.#roster.remote(input.key)) this.#drain(member, DRAINED)
        return
      case 'tick':
        return this.#tick()
      default:
        return assertNever(input)
    }
  }

  #received(connection: string, bytes: Uint8Array): void {
    const peer = this.#roster.at(connection)
    if (peer === undefined) return
    const header = readHeader(bytes, peer.kind === 'member' ? MAX_FRAME_BYTES : MAX_HANDSHAKE_BYTES)
    if (!header.ok) return this.#misbehaved(connection, peer, header.error.message)
    if (peer.kind === 'greeting') return this.#greet(connection, peer, header.value)
    this.#roster.heard(peer, this.#now)
    switch (header.value.type) {
      case 'results':
        return this.#results(connection, peer, bytes)
      case 'pong':
        return notePong(peer, this.#now)
      case 'slots':
        this.#noted(connection, peer, noteSlots(peer, header.value.body), (line) =>
          this.#outbox.log('info', line),
        )
        this.#dispatch.note(peer)
        return this.#membersChanged()
      case 'printed':
        return this.#noted(connection, peer, heardLine(peer, header.value.body, this.#now), (line) =>
          this.#heard(line),
        )
      case 'drain':
        return this.#drains(connection, peer, header.value.body)
      case 'ping':
        return this.#outbox.send(connection, PONG)
      case 'goodbye':
        return this.#lose(connection, peer.draining === null ? 'left' : 'has finished its work and left')
      default:
        return this.#misbehaved(connection, peer, foreign(header.value))
    }
  }

  #greet(connection: string, peer: Exclude<Peer, Member>, header: FrameHeader): void {
    const admission = admit(header, this.#settings)
    if (!admission.ok) return this.#refuse(connection, peer.address, admission.refusal)
    const { hello } = admission
    if (!peer.local && this.#roster.isBarred(peer.address)) {
      return this.#refuse(connection, peer.address, BARRED)
    }
    this.#run &&= decided(this.#run, hello)
    const unfit = this.#run && problemRefusal(hello, this.#run.problem)
    if (unfit !== null) return this.#refuse(connection, peer.address, unfit)
    this.#replaceEarlierSession(hello.key)
    this.#welcome(connection, peer, hello)
  }

  #welcome(connection: string, peer: Exclude<Peer, Member>, hello: Hello): void {
    const settings = this.#settings
    const label = this.#roster.freeLabel(hello.label)
    const warning = welcomeWarning(hello, label, settings)
    const arrival = { connection, address: peer.address, local: peer.local, nowMs: this.#now }
    const standing = this.#roster.standingOf(hello.key)
    const member = newMember(arrival, hello, standing, { label, warning })
    this.#roster.set(connection, member)
    this.#dispatch.note(member)
    for (const frame of welcomeFrames(settings, member, this.#run)) this.#outbox.send(connection, frame)
    if (!peer.local)
      this.#outbox.log(
        'info',
        `Worker "${label}" joined from ${peer.address} with ${hello.slots} ${hello.slots === 1 ? 'slot' : 'slots'}.`,
      )
    if (warning !== null) this.#outbox.log('warn', `Worker "${label}": ${warning}.`)
    this.#ping(member)
    this.#membersChanged()
  }

  /** The same process came back before its dead connection was noticed. */
  #replaceEarlierSession(key: string): void {
    const earlier = this.#roster.withKey(key)
    if (earlier === undefined) return
    this.#outbox.close(earlier.connection)
    this.#lose(earlier.connection, 'came back on a new connection')
  }

  /** One worker is sent away; or everybody at its address, and nobody from there comes in any more. */
  #remove(key: string, bar: boolean): void {
    for (const member of bar ? this.#roster.bar(key) : this.#roster.remote(key)) {
      this.#lose(member.connection, bar ? 'was barred' : 'was removed')
      this.#refuse(member.connection, member.address, bar ? BARRED : REMOVED)
    }
  }

  #refuse(connection: string, address: string, refusal: Refusal): void {
    this.#outbox.log('warn', `Refused a worker from ${address} (${refusal.code}): ${refusal.message}`)
    this.#outbox.send(connection, encodeControl('refusal', refusal))
    this.#outbox.close(connection)
    this.#roster.remove(connection)
  }

  #misbehaved(connection: string, peer: Peer, what: string): void {
    if (peer.kind === 'greeting') {
      return this.#refuse(connection, peer.address, {
        code: 'handshake',
        message: `This is no worker: ${what}.`,
      })
    }
    this.#outbox.close(connection)
    this.#lose(connection, `was disconnected for sending something unusable: ${what}`, true)
  }

  #results(connection: string, member: Member, bytes: Uint8Array): void {
    const results = decodeResults(bytes)
    if (!results.ok) return this.#misbehaved(connection, member, results.error.message)
    const { evaluations, complaint } = soundResults(results.value.evaluations, member.label)
    if (complaint !== null) this.#outbox.log('warn', complaint)
    member.long.forget(evaluations)
    this.#dispatch.results(member, { ...results.value, evaluations }, this.#now)
  }

  /** A worker has told something: of itself, or what its fitness function prints. */
  #noted<Note>(
    connection: string,
    member: Member,
    note: Decoded<Note | null>,
    tell: (note: Note) => void,
  ): void {
    if (!note.ok) this.#misbehaved(connection, member, note.error.message)
    else if (note.value !== null) tell(note.value)
  }

  #heard(line: HeardLine): void {
    this.#outbox.log('info', heardSentence(line))
    if (line.share === undefined) this.#outbox.add({ kind: 'printed', line })
  }

  #drains(connection: string, member: Member, body: Uint8Array): void {
    const message = decodeControl('drain', body)
    if (message.ok) this.#drain(member, message.value.reason)
    else this.#misbehaved(connection, member, message.error.message)
  }

  /** It gets no more; what it has counts as before. Behind this message comes no batch, so that it knows when to leave. */
  #drain(member: Member, reason: string): void {
    if (member.draining !== null) return
    member.draining = reason
    this.#dispatch.note(member)
    this.#outbox.send(member.connection, encodeControl('drain', { reason }))
    this.#outbox.log('info', `Worker "${member.label}" drains: ${reason}.`)
    this.#membersChanged()
  }

  #ping(member: Member): void {
    member.pingedAtMs ??= this.#now
    this.#outbox.send(member.connection, PING)
  }

  #evaluate(batch: EvaluationBatch): void {
    if (this.#run === null) return
    this.#changeOptions(this.#run, batch.options ?? {})
    const { problem, deterministic } = this.#run
    this.#dispatch.begin({ problem: problem.name, deterministic }, batch)
    this.#reportWaiting()
    for (const earlier of this.#earlier.take()) this.#adopt(earlier)
    this.#dispatch.advance(this.#now)
  }

  /** What comes before its generation waits for it. */
  #earlierCame(earlier: EarlierResults): void {
    if (!this.#dispatch.isUnderWay) return this.#earlier.put(earlier)
    this.#adopt(earlier)
    this.#dispatch.advance(this.#now)
  }

  #adopt(earlier: EarlierResults): void {
    if (this.#run !== null) this.#dispatch.adopt(earlier, beginRunFrame(this.#run))
  }

  /** Between two generations nobody works on anything: what comes next is evaluated with these. */
  #changeOptions(run: MasterRun, options: OptionValues): void {
    if (JSON.stringify(options) === JSON.stringify(run.options)) return
    this.#run = { ...run, options }
    for (const { connection } of this.#roster.members) this.#outbox.send(connection, beginRunFrame(this.#run))
  }

  #beginRun(run: MasterRun): void {
    this.#dispatch.abandon(this.#now)
    this.#run = run
    this.#roster.forgetFailures()
    for (const member of this.#roster.members) {
      const unfit = problemRefusal(member.hello, run.problem)
      if (unfit === null) {
        this.#outbox.send(member.connection, beginRunFrame(run))
        continue
      }
      this.#lose(member.connection, 'cannot evaluate this problem')
      this.#refuse(member.connection, member.address, unfit)
    }
    this.#enough.reset()
    this.#reportWaiting()
  }

  #endRun(reason: string): void {
    this.#dispatch.abandon(this.#now)
    this.#run = null
    this.#enough.reset()
    const over = encodeControl('endRun', { reason })
    for (const { connection } of this.#roster.members) this.#outbox.send(connection, over)
    this.#outbox.workersChanged()
  }

  #lose(connection: string, how: string, isLost = false): void {
    const peer = this.#roster.at(connection)
    this.#roster.remove(connection)
    if (peer?.kind !== 'member') return
    const givenBack = this.#dispatch.leave(peer)
    if (!peer.local) {
      this.#roster.showGone(peer, { how, isLost }, this.#now)
      const back = givenBack > 0 ? ` Its ${givenBack} genomes go to others.` : ''
      this.#outbox.log('info', `Worker "${peer.label}" ${how}.${back}`)
    }
    this.#membersChanged()
  }

  #membersChanged(): void {
    this.#outbox.workersChanged()
    this.#reportWaiting()
    this.#dispatch.membersChanged(this.#now)
  }

  #tick(): void {
    this.#outbox.woken(this.#now)
    this.#heartbeats.forgiveOwnSleep(this.#roster.members, this.#now)
    for (const connection of this.#roster.silent((peer) => this.#heartbeats.isTooLate(peer, this.#now))) {
      this.#outbox.close(connection)
      this.#lose(
        connection,
        `was silent for ${Math.round(this.#settings.heartbeatTimeoutMs / 100) / 10} s`,
        true,
      )
    }
    for (const member of this.#heartbeats.due(this.#roster.members, this.#now)) {
      if (this.#roster.at(member.connection) === member) this.#ping(member)
    }
    this.#dispatch.expire(this.#now)
    this.#dispatch.advance(this.#now)
    if (this.#roster.refresh(this.#now)) this.#outbox.workersChanged()
  }

  #reportWaiting(): void {
    const news = this.#enough.judge(this.#dispatch.useful, this.#run)
    if (news !== null) this.#outbox.add(news)
    this.#dispatch.hold(this.#enough.isWaiting)
  }
}

const foreign = ({ type }: FrameHeader) => `a ${type ?? 'unknown'} message is not for a master`
