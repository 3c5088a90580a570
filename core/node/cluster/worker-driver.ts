// Carries out what a worker session wants: sends its frames, runs its batches on threads, tells the time.
import type { BatchId } from '../../base/ids.ts'
import type { Frame } from '../../wire/frame.ts'
import { encodeControl } from '../../wire/messages.ts'
import type { WorkerEffect, WorkerEnd, WorkerInput } from '../../wire/worker-events.ts'
import type { WorkerSession } from '../../wire/worker-session.ts'
import type { CancelBatch, Runner } from '../threads/batch-runner.ts'
import type { PrintedLine } from '../threads/slot.ts'
import type { Log } from './log.ts'
import type { Socket } from './socket.ts'

export interface DriverOptions {
  readonly session: WorkerSession
  readonly runner: Runner
  /** Opens a connection; its events come back through {@link WorkerDriver.take}. */
  readonly connect: (driver: WorkerDriver) => Socket
  /** Takes results for a master that is away. */
  readonly keep?: (frame: Frame) => void
  readonly log: Log
  readonly onStatus: () => void
  readonly onEvaluated: (genomes: number, frame: Frame) => void
  readonly onFinished: (end: WorkerEnd) => void
}

export class WorkerDriver {
  readonly #options: DriverOptions
  readonly #running = new Map<BatchId, CancelBatch>()
  #socket: Socket | null = null

  constructor(options: DriverOptions) {
    this.#options = options
  }

  take(input: WorkerInput): void {
    for (const effect of this.#options.session.handle(input, performance.now())) this.#carryOut(effect)
  }

  /** Tells the master of a line that a fitness function printed; nobody is told without a connection. */
  tellPrinted(line: PrintedLine): void {
    const { kind } = this.#options.session.connection(performance.now())
    if (kind === 'idle' || kind === 'working') this.#socket?.send(encodeControl('printed', line))
  }

  #carryOut(effect: WorkerEffect): void {
    const { connect, log, onStatus, onFinished } = this.#options
    switch (effect.kind) {
      case 'connect':
        log('debug', 'Connecting to the master.')
        this.#socket = connect(this)
        return
      case 'disconnect':
        this.#socket?.close()
        this.#socket = null
        return
      case 'send':
        return this.#socket?.send(effect.frame)
      case 'keep':
        return this.#options.keep?.(effect.frame)
      case 'prepare':
        return this.#options.runner.prepare(effect.setting)
      case 'evaluate':
        return this.#evaluate(effect.batchId, effect.bytes, effect.limitMs)
      case 'cancel':
        return this.#cancel(effect.batchIds)
      case 'statusChanged':
        return onStatus()
      case 'finished':
        return onFinished(effect.end)
      case 'log':
        return log(effect.level, effect.message)
    }
  }

  #evaluate(id: BatchId, bytes: Uint8Array, limitMs: number): void {
    const cancel = this.#options.runner.run(bytes, limitMs, (frame, genomes) => {
      this.#running.delete(id)
      this.#options.onEvaluated(genomes, frame)
      this.take({ kind: 'evaluated', batchId: id, genomes, frame })
    })
    this.#running.set(id, cancel)
  }

  #cancel(ids: readonly BatchId[]): void {
    for (const id of ids) {
      this.#running.get(id)?.()
      this.#running.delete(id)
    }
  }
}
