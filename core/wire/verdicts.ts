// What holders say of genomes, and what follows from it: answers are compared, failures counted, and a genome is decided as
// soon as it can be. It knows neither who is given what next nor time.
import type { Evaluation } from '../evaluate/batch.ts'
import { type Disagreement, disagreementOn, isSame, verdictOf } from './genome-task.ts'
import type { KnownLease } from './lease-book.ts'
import type { OpenTasks } from './open-tasks.ts'
import type { ScheduleRules } from './schedule-types.ts'

/** What one holder says of one genome. */
export interface Statement {
  readonly holder: string
  readonly evaluation: Evaluation
}

export class Verdicts {
  readonly #tasks: OpenTasks
  readonly #rules: ScheduleRules
  /** Indices about which something was said that decides nothing yet. */
  readonly #undecided = new Set<number>()
  #able: ReadonlySet<string>

  constructor(tasks: OpenTasks, rules: ScheduleRules, able: ReadonlySet<string>) {
    this.#tasks = tasks
    this.#rules = rules
    this.#able = able
  }

  /** Who can say anything from now on; what only somebody else could decide is decided without them. */
  setAble(able: ReadonlySet<string>): void {
    this.#able = able
    for (const index of [...this.#undecided]) this.#judge(index)
  }

  /** False where it changes nothing. What differs from what others said is put among the disagreements. */
  take(
    index: number,
    { holder, evaluation }: Statement,
    { lease, isHeld }: KnownLease,
    disagreements: Disagreement[],
  ): boolean {
    const task = this.#tasks.get(index)
    if (task === undefined) return false
    if (evaluation.kind === 'failed') {
      if (!isHeld || task.verdict !== null) return false
      if (evaluation.cause === 'batch' && lease.indices.length > 1) task.isAlone = true
      else task.failures = [...task.failures, { holder, evaluation }]
      this.#judge(index)
      return true
    }
    if (task.answers.some((answer) => answer.holder === holder)) return false
    const differs = task.answers.some((answer) => !isSame(answer.evaluation, evaluation))
    task.answers = [...task.answers, { holder, evaluation }]
    if (task.verdict?.kind === 'failed') this.#tasks.reopen(index) // a fitness is worth more than none
    if (differs && this.#rules.deterministic) {
      task.wanted = 3
      this.#tasks.reopen(index)
      disagreements.push(disagreementOn(task))
    }
    this.#judge(index)
    return true
  }

  /** A genome that its batch's results leave out goes by itself; when it is left out even so, it has failed. */
  leftOut(index: number, holder: string, known: KnownLease): void {
    const genomeId = this.#tasks.get(index)?.item.genomeId
    if (genomeId === undefined) return
    const reason = 'the worker answered without a usable result'
    this.take(index, { holder, evaluation: { kind: 'failed', genomeId, cause: 'batch', reason } }, known, [])
  }

  /**
   * Everything that a holder said is forgotten. Returns the genomes of which it had said anything, and, for every genome whose
   * first result that was, whose result is the first now: null where it is evaluated again.
   */
  forget(holder: string): {
    readonly indices: readonly number[]
    readonly firsts: readonly (string | null)[]
  } {
    const indices: number[] = []
    const firsts: (string | null)[] = []
    for (const [index, task] of this.#tasks.entries()) {
      if (![...task.answers, ...task.failures].some((one) => one.holder === holder)) continue
      const wasFirst = task.answers[0]?.holder === holder
      task.answers = task.answers.filter((answer) => answer.holder !== holder)
      task.failures = task.failures.filter((failure) => failure.holder !== holder)
      if (wasFirst) firsts.push(task.answers[0]?.holder ?? null)
      this.#tasks.reopen(index)
      this.#judge(index)
      indices.push(index)
    }
    return { indices, firsts }
  }

  /** Decides whatever can be decided about a genome. */
  #judge(index: number): void {
    const task = this.#tasks.get(index)
    this.#undecided.delete(index)
    if (task?.verdict !== null) return
    const verdict = verdictOf(task, this.#rules.maxRetries, this.#able)
    if (verdict !== null) this.#tasks.decide(index, verdict)
    else if (task.answers.length + task.failures.length > 0) this.#undecided.add(index)
  }
}
