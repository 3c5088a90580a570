// A whole run in one call: for scripts, notebooks and tests. Evaluation happens in this thread unless somebody else is
// given for it.
import type { AbortSignalLike } from '../../base/abort.ts'
import { issuesText } from '../../base/config-issue.ts'
import type { BatchEvaluator } from '../../evaluate/batch.ts'
import { SerialEvaluator } from '../../evaluate/serial.ts'
import { genomeToJson } from '../../neat/genome-codec.ts'
import { toNetworkSpec } from '../../neat/network-of.ts'
import { compileNetwork } from '../../network/compile.ts'
import type { GenomeJson } from '../../network/genome-json.ts'
import type { Network } from '../../network/network-spec.ts'
import type { Problem } from '../../problems/problem.ts'
import { findProblem } from '../../problems/registry.ts'
import { fitIssues } from '../../run/config-fit.ts'
import type { GenerationOutcome } from '../../run/evolve.ts'
import { parseRunConfig, type RunConfig, type RunConfigInput } from '../../run/run-config.ts'
import { RunController } from '../../run/run-controller.ts'
import type { GenerationSnapshot } from '../../run/snapshot.ts'

/** Settings of the run, and who evaluates and listens. */
export interface SolveOptions extends Omit<RunConfigInput, 'problem'> {
  /** Called after every generation. */
  readonly onGeneration?: (snapshot: GenerationSnapshot) => void
  /** Ends the run early; what was found until then is returned. */
  readonly signal?: AbortSignalLike
  /** Who evaluates; this thread by default. */
  readonly evaluator?: BatchEvaluator
}

/** What a run came to. */
export interface Solution {
  readonly solved: boolean
  /** Of the best genome; NaN when the run was ended before its first generation. */
  readonly fitness: number
  readonly generations: number
  readonly evaluations: number
  /** Hash of the last population: equal for equal settings and seeds, on every machine. */
  readonly populationHash: string | null
  /** The best genome, to be saved; null when the run was ended before its first generation. */
  readonly champion: GenomeJson | null
  /** A fresh network of the best genome. Throws where there is none. */
  network(): Network
}

/** Evolves until `problem`, or the one of that name, is solved. Throws a RangeError for settings that can't be. */
export async function solve(problem: Problem | string, options: SolveOptions = {}): Promise<Solution> {
  const { onGeneration, signal, evaluator, ...settings } = options
  const wanted = typeof problem === 'string' ? known(problem) : problem
  if (wanted.own !== undefined && evaluator === undefined) throw new RangeError(elsewhereSentence(wanted))
  const config = configOf(wanted, settings)
  const controller = new RunController(
    {
      ...{ config, problem: wanted, evaluator: evaluator ?? new SerialEvaluator(wanted) },
      ...{ resumeFrom: null, inFlight: () => 1 },
    },
    {
      onGeneration: async ({ snapshot }) => onGeneration?.(snapshot),
      onPaceChanged: () => {},
    },
    false,
  )
  signal?.addEventListener('abort', () => controller.stop())
  if (signal?.aborted === true) controller.stop()
  const { last } = await controller.run()
  return solutionOf(last, config)
}

const elsewhereSentence = ({ name }: Problem): string =>
  `"${name}" is in a file of its own and is not evaluated in this process: give solve an evaluator, such as startMaster's with localSlots.`

function known(name: string): Problem {
  const found = findProblem(name)
  if (!found.ok) throw new RangeError(found.message)
  return found.problem
}

function configOf(problem: Problem, settings: Omit<RunConfigInput, 'problem'>): RunConfig {
  const parsed = parseRunConfig({ ...settings, problem: problem.name })
  const issues = parsed.ok ? fitIssues(parsed.value, problem) : parsed.issues
  if (!parsed.ok || issues.length > 0) throw new RangeError(`The settings are wrong: ${issuesText(issues)}.`)
  return parsed.value
}

function solutionOf(last: GenerationOutcome | null, config: RunConfig): Solution {
  const { kind } = config.neat.network
  const best = last?.best ?? null
  return {
    solved: last?.solved ?? false,
    fitness: best?.fitness ?? Number.NaN,
    generations: last === null ? 0 : last.snapshot.generation + 1,
    evaluations: last?.evaluations ?? 0,
    populationHash: last?.snapshot.populationHash ?? null,
    champion: best === null ? null : genomeToJson(best.genome, kind),
    network() {
      if (best === null) throw new RangeError('the run was ended before there was a network')
      return compileNetwork(toNetworkSpec(best.genome, kind))
    },
  }
}
