// The evaluation of genomes: the same code in the serial evaluator, in a thread and on a worker.
import type { GenomeId } from '../base/ids.ts'
import { compileNetwork } from '../network/compile.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import type { AtWork, TellProgress } from '../problems/at-work.ts'
import { evaluationContext } from '../problems/evaluation-context.ts'
import type { OptionValues } from '../problems/options.ts'
import type { EvaluationContext, Problem } from '../problems/problem.ts'
import { fineTune } from '../tune/fine-tune.ts'
import type { Evaluation, EvaluationItem, FailureCause, Tuning } from './batch.ts'
import { checkedEvaluation, describeValue } from './check-result.ts'
import { traceOf } from './traced-error.ts'

/** How the genomes of a batch are evaluated. */
export interface HowEvaluated {
  readonly tuning?: Tuning | undefined
  /** The problem's defaults where absent. */
  readonly options?: OptionValues | undefined
  /** Nobody calls an evaluation off or listens to it where absent. */
  readonly watching?: Watching | undefined
}

/** Whoever had a batch evaluated. */
export interface Watching {
  isAborted(): boolean
  told(genome: GenomeId, ...progress: Parameters<TellProgress>): void
}

/** Scored, or failed with what the problem threw or returned; it never throws itself. */
export function evaluateItem(problem: Problem, item: EvaluationItem, how: HowEvaluated = {}): Evaluation {
  const [evaluation] = problem.evaluateBatch === undefined ? [] : evaluateTogether(problem, [item], how)
  if (evaluation !== undefined) return evaluation
  try {
    const spec = tunedNetwork(problem, item.network, how.tuning)
    const context = contextOf(problem, item, how)
    const result = problem.evaluate(compileNetwork(spec), context)
    return evaluationOf(problem, item, { spec, result }, how)
  } catch (error) {
    return failure(item, 'threw', error)
  }
}

/** In the items' order. Where the problem evaluates many at once, one that throws fails all: nobody knows which it was. */
export function evaluateTogether(
  problem: Problem,
  items: readonly EvaluationItem[],
  how: HowEvaluated,
): readonly Evaluation[] {
  try {
    const specs = items.map((item) => tunedNetwork(problem, item.network, how.tuning))
    const contexts = items.map((item) => contextOf(problem, item, how))
    const results: unknown = problem.evaluateBatch?.(specs.map(compileNetwork), contexts)
    if (!Array.isArray(results) || results.length !== items.length) {
      const got = Array.isArray(results) ? `${results.length} results` : describeValue(results)
      throw new TypeError(`evaluateBatch must return ${items.length} results, but it returned ${got}`)
    }
    return items.map((item, at) =>
      evaluationOf(problem, item, { spec: specs[at] ?? item.network, result: results[at] }, how),
    )
  } catch (error) {
    return items.map((item) => failure(item, items.length === 1 ? 'threw' : 'batch', error))
  }
}

/** Opponents come fresh to every evaluation: what one left in them is nothing to the next. */
function contextOf(
  problem: Problem,
  item: EvaluationItem,
  { options, watching }: HowEvaluated,
): EvaluationContext {
  const opponents = item.opponents?.map(compileNetwork)
  const atWork: AtWork | undefined = watching && {
    isAborted: () => watching.isAborted(),
    told: (share, note) => watching.told(item.genomeId, share, note),
  }
  return evaluationContext(problem, item.seed, options, { opponents, atWork })
}

function failure({ genomeId }: EvaluationItem, cause: FailureCause, error: unknown): Evaluation {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { kind: 'failed', genomeId, cause, reason: `the evaluation threw ${reason}`, ...traceOf(error) }
}

/** The network as it came where there is nothing to tune it on. */
function tunedNetwork(problem: Problem, spec: NetworkSpec, tuning: Tuning | undefined): NetworkSpec {
  if (tuning === undefined || problem.examples === undefined) return spec
  return fineTune(spec, problem.examples, tuning).spec
}

/** What `made` of an item is worth; what was learnt goes along where genomes inherit it. */
function evaluationOf(
  problem: Problem,
  item: EvaluationItem,
  made: { readonly spec: NetworkSpec; readonly result: unknown },
  { tuning }: HowEvaluated,
): Evaluation {
  const { spec, result } = made
  const evaluation = checkedEvaluation(item.genomeId, result, problem.behaviour?.length ?? 0)
  if (evaluation.kind === 'failed' || tuning?.inherit !== true || spec === item.network) return evaluation
  return { ...evaluation, tuned: { weight: spec.weight, bias: spec.bias } }
}
