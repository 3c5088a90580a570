// The run loop over the evaluator port: evaluate, look, breed. Who pulls the next generation decides about pausing,
// stepping and saving; the loop knows none of them.
import type { AbortSignalLike } from '../base/abort.ts'
import { invariant } from '../base/invariant.ts'
import { evaluationSeed } from '../base/seed.ts'
import { runInTurns, runToEnd, type Steps } from '../base/steps.ts'
import type {
  BatchEvaluator,
  Evaluation,
  EvaluationBatch,
  EvaluationItem,
  FailedEvaluation,
} from '../evaluate/batch.ts'
import type { Metrics } from '../evaluate/metrics.ts'
import { SharedMemory } from '../neat/gene-memory.ts'
import type { Genome } from '../neat/genome.ts'
import type { Migrant } from '../neat/migrant.ts'
import { NetworkExpression } from '../neat/network-of.ts'
import { type BestGenome, createInSteps, type Population } from '../neat/population.ts'
import { championIndex } from '../neat/score.ts'
import { settleMigrants } from '../neat/settle-migrants.ts'
import { type OptionValues, parseOptions } from '../problems/options.ts'
import type { Problem } from '../problems/problem.ts'
import { metricsOf } from './generation-metrics.ts'
import { inheritTuned } from './inherit-tuned.ts'
import { withOpponents } from './opponents.ts'
import type { RunConfig } from './run-config.ts'
import { advanceSearch, breedNext, type SearchState } from './search.ts'
import type { GenerationSnapshot } from './snapshot.ts'
import type { SteadyProgress } from './steady-progress.ts'
import { describeGeneration } from './take-snapshot.ts'
import { tuningOf } from './tuning-config.ts'
import { judge } from './verdict.ts'

/** A generation whose genomes have their fitness: what a run goes on from. */
export interface EvaluatedGeneration {
  readonly population: Population
  /** In genome order, finite. */
  readonly fitness: Float64Array
  /** Evaluations of the run so far, this generation's included. */
  readonly evaluations: number
  /** State of a search for something else than fitness, this generation included; null otherwise. */
  readonly search: SearchState | null
  /** What goes on between generations in a run without them; null in a run with them. */
  readonly steady: SteadyProgress | null
}

/** A genome without a fitness, which was given the problem's worst instead. */
export type FailedGenome = FailedEvaluation

/** What became of a generation: its genomes with their fitness, and what there is to tell of it. */
export interface GenerationOutcome extends EvaluatedGeneration {
  readonly snapshot: GenerationSnapshot
  /** Best genome of the run so far; the one that solved the problem, once one has. */
  readonly best: BestGenome
  readonly solved: boolean
  /** What the problem's own trial of the generation's champion measured, where it has one. */
  readonly trial: Readonly<Record<string, number>>
  readonly failed: readonly FailedGenome[]
  /** In a run without generations: all who took a place since the look before, also those who lost it again. */
  readonly born?: readonly Genome[]
}

/** What {@link evolve} needs. */
export interface Evolution {
  readonly config: RunConfig
  readonly problem: Problem
  readonly evaluator: BatchEvaluator
  /** Generation to go on from; null to begin. */
  readonly resumeFrom: EvaluatedGeneration | null
  readonly signal: AbortSignalLike
  /** Options of the problem for the next generation, asked for at its start; the config's without it. */
  readonly options?: () => OptionValues
  /**
   * Genomes of other islands that take places in the generation after this one; nobody by default. Asked for once per
   * generation, before the next is begun.
   */
  readonly migrants?: (last: EvaluatedGeneration, signal: AbortSignalLike) => Promise<readonly Migrant[]>
  /**
   * Lets the host have its turn: awaited every few milliseconds of breeding, wherever populations are large enough to
   * hold it up. Without it a generation is bred in one go.
   */
  readonly yieldToHost?: (() => Promise<void>) | undefined
}

/**
 * Generations without end: the caller stops pulling. An aborted signal makes the pull reject with EvaluationAborted;
 * nothing of the generation in progress is kept then.
 */
export async function* evolve(evolution: Evolution): AsyncGenerator<GenerationOutcome, never> {
  const { config, problem, resumeFrom, yieldToHost } = evolution
  const following = async (last: EvaluatedGeneration): Promise<Population> => {
    const arrived = (await evolution.migrants?.(last, evolution.signal)) ?? []
    const next = await runInTurns(breedNext(last.population, last.fitness, last.search, config), yieldToHost)
    if (arrived.length === 0) return next
    return await runInTurns(
      settleMigrants(next, last.population.nextGenomeId, arrived, config.neat),
      yieldToHost,
    )
  }
  const shape = { inputs: problem.inputs.length, outputs: problem.outputs.length }
  let before = { evaluations: resumeFrom?.evaluations ?? 0, search: resumeFrom?.search ?? null }
  let population =
    resumeFrom === null
      ? await runInTurns(createInSteps(config.neat, shape, config.seed), yieldToHost)
      : await following(resumeFrom)
  for (;;) {
    const outcome = await evaluateGeneration(population, before, evolution)
    before = outcome
    yield outcome
    population = await following(outcome)
  }
}

/** Evaluates a whole generation; `before` is what came of the one before it. Rejects as the evaluator does. */
export async function evaluateGeneration(
  next: Population,
  before: Pick<EvaluatedGeneration, 'evaluations' | 'search'>,
  evolution: Evolution,
): Promise<GenerationOutcome> {
  const { config, problem, evaluator, signal, yieldToHost } = evolution
  const axes = problem.behaviour ?? []
  // A fitness won from the opponents of one generation is none in the next: the best is that of the generation.
  const bred = problem.opponents === undefined ? next : { ...next, best: null }
  const set = optionsInForce(evolution)
  const batch = {
    ...(await runInTurns(expressAll(bred, config, problem.opponents), yieldToHost)),
    behaviourAxes: axes.length,
    ...set,
  }
  // With many genomes the evaluator and what follows it have much to do at once: they begin in turns of their own.
  const isLarge = batch.items.length >= GENOMES_PER_STEP
  if (isLarge) await yieldToHost?.()
  const results = await evaluator.evaluate(batch, signal)
  if (isLarge) await yieldToHost?.()
  const population = await runInTurns(inheritTuned(bred, results), yieldToHost)
  const { fitness, behaviours, failed } = mergeResults(population, results, problem)
  const evaluations = before.evaluations + results.length
  const measured = { population, fitness, behaviours }
  const search = await runInTurns(advanceSearch(before.search, measured, axes, config), yieldToHost)
  const verdict = judge(problem, config, population, fitness)
  const snapshot = await runInTurns(
    describeGeneration({
      population,
      fitness,
      evaluations,
      failures: failed.length,
      selection: config.neat.selection,
      scores: search?.kind === 'novelty' ? search.scores : undefined,
      breeding: shareOffspringByScore(config) ? config.neat : undefined,
    }),
    yieldToHost,
  )
  return {
    ...{ population, fitness, evaluations, search, steady: null, failed },
    ...{
      snapshot: { ...snapshot, ...metricsOf(verdict, search, measuredOf(results, fitness, config)), ...set },
      ...verdict,
    },
  }
}

/** Metrics of the evaluation of the generation's best genome. */
function measuredOf(results: readonly Evaluation[], fitness: Float64Array, config: RunConfig): Metrics {
  const result = results[championIndex(fitness, config.neat.selection.goal)]
  return (result?.kind === 'scored' ? result.metrics : undefined) ?? {}
}

/** Elites have children whatever their species, and without generations one child at a time is conceived. */
const shareOffspringByScore = ({ mode, search }: RunConfig): boolean =>
  mode !== 'steady-state' && search.objective !== 'map-elites'

/** As part of a batch and of a snapshot; nothing where the problem has no options. */
export function optionsInForce({
  config,
  problem,
  options,
}: Pick<Evolution, 'config' | 'problem' | 'options'>): {
  readonly options?: OptionValues
} {
  if (problem.options === undefined) return {}
  const wanted = options?.() ?? config.options
  return { options: parseOptions(problem, wanted, 'options').values }
}

/** All genomes of a generation with their networks and seeds, in genome order. */
export function batchOf(population: Population, config: RunConfig, opponents = 0): EvaluationBatch {
  return runToEnd(expressAll(population, config, opponents))
}

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 1000

function* expressAll(
  { generation, genomes }: Population,
  config: RunConfig,
  opponents = 0,
): Steps<EvaluationBatch> {
  const expression = new NetworkExpression(new SharedMemory())
  const items: EvaluationItem[] = []
  for (const genome of genomes) {
    items.push({
      genomeId: genome.id,
      seed: evaluationSeed(config.seed, generation, genome.id),
      network: expression.of(genome, config.neat.network.kind),
    })
    if (items.length % GENOMES_PER_STEP === 0) yield
  }
  const tuning = tuningOf(config)
  const meeting = opponents === 0 ? items : yield* withOpponents(items, opponents)
  return { generation, items: meeting, ...(tuning !== undefined && { tuning }) }
}

/** Fitness and behaviour in genome order; a genome whose evaluation failed gets the problem's worst, and no behaviour. */
function mergeResults(
  population: Population,
  results: readonly Evaluation[],
  problem: Problem,
): { fitness: Float64Array; behaviours: readonly (Float64Array | null)[]; failed: readonly FailedGenome[] } {
  const fitness = new Float64Array(population.genomes.length)
  const behaviours: (Float64Array | null)[] = []
  const failed: FailedGenome[] = []
  population.genomes.forEach((genome, index) => {
    const result = results[index]
    invariant(result?.genomeId === genome.id, `the evaluator gave no result for genome ${genome.id}`)
    if (result.kind === 'scored') {
      invariant(Number.isFinite(result.fitness), `the fitness of genome ${genome.id} is not finite`)
      fitness[index] = result.fitness + 0 // never −0, which JSON would not keep
      behaviours.push(result.behaviour ?? null)
    } else {
      fitness[index] = problem.worstFitness
      behaviours.push(null)
      failed.push(result)
    }
  })
  return { fitness, behaviours, failed }
}
