// Evaluates on the cores of this machine, with the schedule that a master uses for its workers: one holder, many slots.
import type { ProgressView } from '../../api/views.ts'
import type { AbortSignalLike } from '../../base/abort.ts'
import { invariant } from '../../base/invariant.ts'
import {
  type Arrived,
  type BatchEvaluator,
  type Evaluation,
  EvaluationAborted,
  type EvaluationBatch,
} from '../../evaluate/batch.ts'
import type { OptionValues } from '../../problems/options.ts'
import type { Problem, RunSetting } from '../../problems/problem.ts'
import { encodeBatch } from '../../wire/batch-codec.ts'
import { BatchNumbers } from '../../wire/batch-numbers.ts'
import { GenerationSchedule } from '../../wire/generation-schedule.ts'
import { LongEvaluations } from '../../wire/long-evaluations.ts'
import { decodeResults } from '../../wire/results-codec.ts'
import { newStanding, noteSpeed } from '../../wire/standing.ts'
import type { Log } from '../cluster/log.ts'
import { Listeners } from '../listeners.ts'
import { slotsFor } from '../own/slots-for.ts'
import { BatchRunner, type CancelBatch, type Runner } from './batch-runner.ts'
import type { PrintedLine, TellLine } from './slot.ts'
import { loggedLines } from './told-lines.ts'

export interface ThreadEvaluatorOptions {
  /** One that the threads know by its name, or such a one on a declared substrate. */
  readonly problem: Pick<Problem, 'name' | 'declared' | 'own'>
  readonly slots: number
  /** Time that one batch may take. */
  readonly taskTimeoutMs: number
  /** Failures after which a genome gets no fitness. */
  readonly maxRetries: number
  /** Genomes in every batch; 0 sizes them by measured speed. */
  readonly batchSize: number
  readonly log?: Log
  /** What evaluates, instead of slots that suit the problem. */
  readonly runner?: Runner
}

const HOLDER = 'this machine'
/** Batches per slot: one that is evaluated, and one that is ready. */
const BATCHES_PER_SLOT = 2

export class ThreadEvaluator implements BatchEvaluator {
  readonly #options: ThreadEvaluatorOptions
  readonly #runner: Runner
  readonly #numbers = new BatchNumbers(1)
  readonly #standing = newStanding()
  readonly #long = new LongEvaluations()
  readonly #printed = new Listeners<Parameters<TellLine>>()
  /** Options that the slots were told last; null as long as they weren't told what people declared for the problem. */
  #prepared: string | null

  constructor(options: ThreadEvaluatorOptions) {
    this.#options = options
    // Without declarations and options there is nothing to tell.
    this.#prepared = options.problem.declared === undefined ? '{}' : null
    this.#runner =
      options.runner ??
      new BatchRunner(
        options.slots,
        slotsFor(
          [options.problem],
          loggedLines(options.log ?? (() => {}), (line) => this.#hear(line)),
        ),
      )
  }

  evaluate(
    batch: EvaluationBatch,
    signal: AbortSignalLike,
    arrived: Arrived = () => {},
  ): Promise<readonly Evaluation[]> {
    if (signal.aborted) return Promise.reject(new EvaluationAborted())
    const rules = { ...this.#options, verifyPercent: 0, deterministic: false }
    const schedule = new GenerationSchedule(batch, rules, new Set([HOLDER]))
    if (schedule.isComplete) return Promise.resolve([])
    this.#prepare(batch.options ?? {})
    const running = new Set<CancelBatch>()
    return new Promise((resolve, reject) => {
      const abort = () => {
        for (const cancel of running) cancel()
        reject(new EvaluationAborted())
      }
      signal.addEventListener('abort', abort)
      this.#feed(schedule, running, () => {
        arrived(schedule.takeNews())
        if (!schedule.isComplete) return
        signal.removeEventListener('abort', abort)
        resolve(schedule.takeWhole().flat())
      })
    })
  }

  /** Tells the slots what they don't know yet. */
  #prepare(options: OptionValues): void {
    // What was declared stays, and may be large.
    const text = JSON.stringify(options)
    if (text === this.#prepared) return
    const { declared } = this.#options.problem
    const setting: RunSetting = {
      declared: declared === undefined ? null : { ...declared, problem: declared.problem.name },
      options,
    }
    this.#runner.prepare(setting)
    this.#prepared = text
  }

  /** Called with every line that the problem prints. */
  onPrinted(listener: TellLine): () => void {
    return this.#printed.add(listener)
  }

  /** Long evaluations that tell how far they are, in the order of genomes. */
  long(): readonly ProgressView[] {
    return this.#long.current(this.#runner.slots, performance.now())
  }

  #hear(line: PrintedLine): void {
    const { genomeId, share, text } = line
    if (share === undefined) this.#printed.tell(line)
    else if (genomeId !== null) this.#long.note({ genomeId, share, note: text }, performance.now())
  }

  close(): Promise<void> {
    return this.#runner.close()
  }

  #feed(schedule: GenerationSchedule, running: Set<CancelBatch>, collected: () => void): void {
    const { slots } = this.#runner
    while (schedule.waiting > 0 && schedule.leasesOf(HOLDER) < BATCHES_PER_SLOT * slots) {
      const handout = schedule.lease(this.#demand(), this.#numbers.next())
      if (handout === null) return
      const { generation, tuning } = schedule
      const { batchId } = handout.lease
      const header = {
        batchId,
        generation,
        problem: this.#options.problem.name,
        ...(tuning !== undefined && { tuning }),
      }
      const cancel = this.#runner.run(
        encodeBatch(header, handout.items),
        this.#options.taskTimeoutMs,
        (frame) => {
          running.delete(cancel)
          this.#collect(frame, schedule)
          collected()
          if (!schedule.isComplete) this.#feed(schedule, running, collected)
        },
      )
      running.add(cancel)
    }
  }

  #demand() {
    const msPerGenome = this.#standing.speeds.get(this.#options.problem.name) ?? null
    return {
      holder: HOLDER,
      share: 1 / this.#runner.slots,
      msPerGenome,
      estimatedMs: msPerGenome,
      nowMs: 0,
      startsAtMs: 0,
      leasedUntilMs: Number.POSITIVE_INFINITY, // threads keep their time themselves
    }
  }

  #collect(frame: Uint8Array, schedule: GenerationSchedule): void {
    const decoded = decodeResults(frame)
    invariant(decoded.ok, 'an evaluator thread answered with a broken frame')
    const { batchId, evaluations, elapsedMs } = decoded.value
    this.#long.forget(evaluations)
    const { counted } = schedule.accept(batchId, HOLDER, evaluations)
    if (counted > 0 && elapsedMs > 0)
      noteSpeed(this.#standing, this.#options.problem.name, evaluations.length, elapsedMs)
  }
}
