// What is known of one genome of a generation: who answered, who failed, and what follows from it.
// It knows neither batches nor time.
import type { Evaluation, EvaluationItem, FailedEvaluation } from '../evaluate/batch.ts'
import { givenUp } from '../evaluate/give-up.ts'
import type { Lease } from './lease.ts'

export type Scored = Extract<Evaluation, { kind: 'scored' }>

export interface Answer {
  readonly holder: string
  readonly evaluation: Scored
}

export interface Failure {
  readonly holder: string
  readonly evaluation: FailedEvaluation
}

export interface Task {
  readonly item: EvaluationItem
  /** At most one per holder, in the order they came. */
  answers: readonly Answer[]
  /** The genome's own failures. */
  failures: readonly Failure[]
  /** Copies under way. */
  leases: readonly Lease[]
  /** Answers asked for: 2 to verify, 3 where two differ. */
  wanted: number
  /** Its batch failed whole: it goes out by itself. */
  isAlone: boolean
  /** What the generation gets, once that is decided. */
  verdict: Evaluation | null
}

const NONE: readonly never[] = []

export function newTask(item: EvaluationItem, wanted: number): Task {
  return { item, answers: NONE, failures: NONE, leases: NONE, wanted, isAlone: false, verdict: null }
}

/** Whether more copies are to be given out. */
export function needsCopy(task: Task): boolean {
  return task.verdict === null && task.answers.length + task.leases.length < task.wanted
}

/**
 * Whether `holder` may evaluate it: never twice at once nor after it answered, and after a failure of its own only when
 * everybody who is able has failed at it.
 */
export function mayTake(task: Task, holder: string, able: ReadonlySet<string>): boolean {
  if (isBy(task.leases, holder) || isBy(task.answers, holder)) return false
  if (!isBy(task.failures, holder)) return true
  return task.answers.length === 0 && [...able].every((other) => isBy(task.failures, other))
}

/** What the generation gets for it, or null while that is open. */
export function verdictOf(task: Task, maxRetries: number, able: ReadonlySet<string>): Evaluation | null {
  const { answers, failures, wanted } = task
  const first = answers[0]
  if (first === undefined) {
    const last = failures.at(-1)
    if (last === undefined || failures.length < maxRetries) return null
    return givenUp(last.evaluation, failures.length)
  }
  if (answers.length >= wanted) return (wanted === 3 ? (agreed(answers) ?? first) : first).evaluation
  return canBeAnswered(task, able) ? null : first.evaluation
}

/** Whether anybody is left to give another answer. */
function canBeAnswered({ answers, failures }: Task, able: ReadonlySet<string>): boolean {
  for (const holder of able) if (!isBy(answers, holder) && !isBy(failures, holder)) return true
  return false
}

function isBy(acts: readonly { readonly holder: string }[], holder: string): boolean {
  return acts.some((act) => act.holder === holder)
}

/** Holders gave one genome different results; the third tells which of them was wrong. */
export interface Disagreement {
  readonly genomeId: number
  readonly holders: readonly string[]
  /** The one against the majority; null while that is open. */
  readonly outvoted: string | null
}

export function disagreementOn({ item, answers }: Task): Disagreement {
  const holders = answers.map((answer) => answer.holder)
  const majority = agreed(answers)
  const minority = answers.find(
    ({ evaluation }) => majority !== null && !isSame(evaluation, majority.evaluation),
  )
  return { genomeId: item.genomeId, holders, outvoted: minority?.holder ?? null }
}

/** The answers that at least two holders gave, or null where there are none such. */
function agreed(answers: readonly Answer[]): Answer | null {
  for (const [index, answer] of answers.entries()) {
    if (answers.slice(index + 1).some((other) => isSame(answer.evaluation, other.evaluation))) return answer
  }
  return null
}

/** Whether two evaluations are equal, bit for bit. */
export function isSame(a: Scored, b: Scored): boolean {
  return (
    Object.is(a.fitness, b.fitness) &&
    areSame(a.behaviour, b.behaviour) &&
    areSame(a.tuned?.weight, b.tuned?.weight) &&
    areSame(a.tuned?.bias, b.tuned?.bias)
  )
}

function areSame(a: Float64Array | undefined, b: Float64Array | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
}
