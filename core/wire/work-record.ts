// Notes what the cluster does while somebody looks, and little longer: bounded, and nothing at all while nobody does.
// Failures are few and are always noted. Time is a number that it is told.
import type { ClusterWork, FailureView, TaskView } from '../api/cluster-work.ts'
import { PHASES, type Phase } from '../api/phases.ts'
import type { FailedEvaluation } from '../evaluate/batch.ts'

/** Whoever looks asks again before this is over. */
const LOOK_MS = 10_000
const MOST_TASKS = 4096
/** Tasks of one answer. */
const MOST_TOLD = 2048
const MOST_FAILURES = 100

export class WorkRecord {
  #tasks: TaskView[] = []
  #failures: FailureView[] = []
  #nextTask = 1
  #nextFailure = 1
  #looksUntilMs = Number.NEGATIVE_INFINITY
  #phase: Phase = 'breeding'
  #phaseSinceMs = 0
  #phases = noTime()

  /** Whether somebody looks. */
  isWatched(nowMs: number): boolean {
    if (nowMs < this.#looksUntilMs) return true
    if (this.#tasks.length > 0) this.#tasks = []
    return false
  }

  addTask(task: Omit<TaskView, 'number'>): void {
    this.#tasks.push({ number: this.#nextTask++, ...task })
    // Half at a time, so that a full record costs no more than one that fills.
    if (this.#tasks.length > MOST_TASKS) this.#tasks = this.#tasks.slice(-MOST_TASKS / 2)
  }

  addFailure(
    { genomeId, cause, reason, trace }: FailedEvaluation,
    where: Pick<FailureView, 'atMs' | 'generation' | 'worker'>,
  ): void {
    this.#failures.push({
      number: this.#nextFailure++,
      ...where,
      genomeId,
      cause,
      reason,
      ...(trace !== undefined && { trace }),
    })
    if (this.#failures.length > MOST_FAILURES) this.#failures.shift()
  }

  /** What the master is at from now on. */
  enter(phase: Phase, nowMs: number): void {
    if (phase === this.#phase) return
    this.#count(nowMs)
    this.#phase = phase
  }

  /** What happened after these numbers; begins to note what happens next. */
  look(
    { afterTask, afterFailure }: { readonly afterTask: number; readonly afterFailure: number },
    nowMs: number,
  ): Omit<ClusterWork, 'slots' | 'long'> {
    if (!this.isWatched(nowMs)) {
      this.#phases = noTime()
      this.#phaseSinceMs = nowMs
    }
    this.#count(nowMs)
    this.#looksUntilMs = nowMs + LOOK_MS
    return {
      nowMs,
      tasks: this.#tasks.filter(({ number }) => number > afterTask).slice(-MOST_TOLD),
      failures: this.#failures.filter(({ number }) => number > afterFailure),
      phases: { ...this.#phases },
    }
  }

  #count(nowMs: number): void {
    this.#phases[this.#phase] += nowMs - this.#phaseSinceMs
    this.#phaseSinceMs = nowMs
  }
}

function noTime(): Record<Phase, number> {
  return Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>
}
