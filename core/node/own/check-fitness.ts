// Tries somebody's own fitness function with the first genomes of a run, in a process of its own, as a run would.

import type { FitnessCheck, TriedGenome } from '../../api/fitness-check.ts'
import { ApiError } from '../../api/neatwork-api.ts'
import { problemView } from '../../api/problem-view.ts'
import { issuesText } from '../../base/config-issue.ts'
import { type Evaluation, EvaluationAborted } from '../../evaluate/batch.ts'
import { createPopulation } from '../../neat/population.ts'
import { defaultOptions } from '../../problems/options.ts'
import type { Problem } from '../../problems/problem.ts'
import { batchOf } from '../../run/evolve.ts'
import { parseRunConfig } from '../../run/run-config.ts'
import type { Log } from '../cluster/log.ts'
import { ThreadEvaluator } from '../threads/thread-evaluator.ts'

const GENOMES = 6
/** One genome may take so long, and all of them. */
const GENOME_PATIENCE_MS = 20_000
const PATIENCE_MS = 60_000

/** Rejects with {@link ApiError} where it can't be tried at all; what its evaluations throw is part of the result. */
export async function checkFitness(problem: Problem, file: string, log: Log): Promise<FitnessCheck> {
  const parsed = parseRunConfig({ problem: problem.name, neat: { populationSize: GENOMES } })
  if (!parsed.ok) throw new ApiError('bad-request', issuesText(parsed.issues))
  const config = parsed.value
  const shape = { inputs: problem.inputs.length, outputs: problem.outputs.length }
  const population = createPopulation(config.neat, shape, config.seed)
  const options = problem.options === undefined ? {} : { options: defaultOptions(problem.options) }
  const batch = {
    ...batchOf(population, config, problem.opponents),
    behaviourAxes: problem.behaviour?.length ?? 0,
  }
  const evaluator = new ThreadEvaluator({
    ...{ problem, slots: 1, taskTimeoutMs: GENOME_PATIENCE_MS, maxRetries: 0, batchSize: 1, log },
  })
  try {
    const [first, ...others] = batch.items
    const evaluate = (items: typeof batch.items) =>
      evaluator.evaluate({ ...batch, ...options, items }, AbortSignal.timeout(PATIENCE_MS))
    // The first one waits for the process to load the file.
    const begun = first === undefined ? [] : await evaluate([first])
    const startedMs = performance.now()
    const rest = await evaluate(others)
    const msEach = (performance.now() - startedMs) / Math.max(1, others.length)
    return { file, problem: problemView(problem), genomes: [...begun, ...rest].map(tried), msEach }
  } catch (error) {
    if (!(error instanceof EvaluationAborted)) throw error
    const message = `${GENOMES} genomes took longer than ${PATIENCE_MS / 1000} s: does it wait for something?`
    throw new ApiError('failed', message, { cause: error })
  } finally {
    await evaluator.close()
  }
}

function tried(evaluation: Evaluation): TriedGenome {
  const { genomeId } = evaluation
  if (evaluation.kind === 'scored') return { kind: 'scored', genomeId, fitness: evaluation.fitness }
  return { kind: 'failed', genomeId, cause: evaluation.cause, reason: evaluation.reason }
}
