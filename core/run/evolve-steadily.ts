// The run without generations: as many children as there are slots are evaluated at any time, and whoever is done takes
// its place at once. Given the order of results, the seed decides all else. Every `populationSize` births it is looked at.
import type { GenomeId } from '../base/ids.ts'
import { invariant } from '../base/invariant.ts'
import { evaluationSeed } from '../base/seed.ts'
import { runInTurns } from '../base/steps.ts'
import type { Evaluation } from '../evaluate/batch.ts'
import type { Metrics } from '../evaluate/metrics.ts'
import { GenomeDraft } from '../neat/draft.ts'
import type { Genome } from '../neat/genome.ts'
import { toNetworkSpec } from '../neat/network-of.ts'
import { bestSoFar, createInSteps } from '../neat/population.ts'
import { isBetter } from '../neat/score.ts'
import { admit, conceive, type SteadyPopulation } from '../neat/steady-state.ts'
import {
  type EvaluatedGeneration,
  type Evolution,
  evaluateGeneration,
  type FailedGenome,
  type GenerationOutcome,
  optionsInForce,
} from './evolve.ts'
import { metricsOf } from './generation-metrics.ts'
import { inheritedGenome } from './inherit-tuned.ts'
import type { SteadyProgress } from './steady-progress.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { tuningOf } from './tuning-config.ts'
import { judge } from './verdict.ts'

/** The number that all batches carry, whenever their children were conceived: whoever evaluates takes them for one. */
const WITHOUT_GENERATION = 0

export interface SteadyEvolution extends Evolution {
  /** Evaluations under way at a time, at least 1; asked at every look, as a cluster grows and shrinks. */
  readonly inFlight: () => number
  /** Order of results to keep to, as an earlier run recorded it; beyond its end they count as they come. */
  readonly recorded?: readonly GenomeId[]
}

/** Looks at a run that goes on for ever: the caller stops pulling. Errors as those of `evolve`. */
export async function* evolveSteadily(evolution: SteadyEvolution): AsyncGenerator<GenerationOutcome, never> {
  const first = evolution.resumeFrom ?? (await firstGeneration(evolution))
  if (evolution.resumeFrom === null) yield first as GenerationOutcome
  const run = new SteadyRun(evolution, first)
  for (;;) yield await run.untilNextLook()
}

async function firstGeneration(evolution: SteadyEvolution): Promise<GenerationOutcome> {
  const { config, problem } = evolution
  const shape = { inputs: problem.inputs.length, outputs: problem.outputs.length }
  const population = await runInTurns(createInSteps(config.neat, shape, config.seed), evolution.yieldToHost)
  const outcome = await evaluateGeneration(population, { evaluations: 0, search: null }, evolution)
  return { ...outcome, steady: { births: 0, pending: [], inFlight: evolution.inFlight(), order: [] } }
}

/** The state between two looks. */
class SteadyRun {
  readonly #evolution: SteadyEvolution
  readonly #recorded: readonly GenomeId[]
  readonly #arrivals = new Arrivals()
  readonly #pending = new Map<GenomeId, Genome>()
  readonly #draft: GenomeDraft
  #steady: SteadyPopulation
  #inFlight = 1
  #evaluations: number
  #results = 0
  /** Since the look before. */
  #born: Genome[] = []
  /** Of the best child since the look before. */
  #measured: { readonly fitness: number; readonly metrics: Metrics } | null = null
  /** Options of the problem: here they stay as they are. */
  readonly #set: ReturnType<typeof optionsInForce>

  constructor(evolution: SteadyEvolution, from: EvaluatedGeneration) {
    const { population, fitness, evaluations, steady } = from
    this.#draft = new GenomeDraft(population.shape.inputs, population.shape.outputs)
    const best = bestSoFar(population, fitness, evolution.config.neat.selection.goal)
    this.#evolution = evolution
    this.#recorded = evolution.recorded ?? []
    this.#steady = { population: { ...population, best }, fitness, births: steady?.births ?? 0 }
    this.#evaluations = evaluations
    this.#set = optionsInForce(evolution)
    for (const child of steady?.pending ?? []) this.#evaluate(child)
  }

  /** Until as many children as the population has members took their places, or one of them solved the problem. */
  async untilNextLook(): Promise<GenerationOutcome> {
    const { config } = this.#evolution
    const order: GenomeId[] = []
    const failed: FailedGenome[] = []
    this.#inFlight = this.#evolution.inFlight()
    for (;;) {
      this.#fillSlots()
      const result = await this.#arrivals.next(this.#recorded[this.#results])
      this.#results++
      order.push(result.genomeId)
      if (result.kind === 'failed') failed.push(result)
      const reached = this.#take(result)
      const isWhole = this.#steady.births % config.neat.populationSize === 0
      if (isWhole || this.#solves(reached)) return this.#look(order, failed)
    }
  }

  #fillSlots(): void {
    while (this.#pending.size < this.#inFlight) {
      const { steady, child } = conceive(this.#steady, this.#evolution.config.neat, this.#draft)
      this.#steady = steady
      this.#evaluate(child)
    }
  }

  #evaluate(child: Genome): void {
    const { config, evaluator, signal } = this.#evolution
    this.#pending.set(child.id, child)
    // Numbers of genomes are never given twice in a run, so they alone tell the seeds of their chance apart.
    const seed = evaluationSeed(config.seed, 0, child.id)
    const network = toNetworkSpec(child, config.neat.network.kind)
    const tuning = tuningOf(config)
    const batch = {
      generation: WITHOUT_GENERATION,
      items: [{ genomeId: child.id, seed, network }],
      ...(tuning !== undefined && { tuning }),
      ...this.#set,
    }
    this.#arrivals.expect(evaluator.evaluate(batch, signal))
  }

  /** Gives the child of a result its place; returns its fitness. */
  #take(result: Evaluation): number {
    const { config, problem } = this.#evolution
    const born = this.#pending.get(result.genomeId)
    invariant(born !== undefined, `nobody waits for a result of genome ${result.genomeId}`)
    this.#pending.delete(result.genomeId)
    const child = inheritedGenome(born, result)
    const fitness = result.kind === 'scored' ? result.fitness + 0 : problem.worstFitness
    if (result.kind === 'scored') this.#measure(result)
    this.#steady = admit(this.#steady, child, fitness, config.neat)
    this.#born.push(child)
    this.#evaluations++
    return fitness
  }

  /** Children of before may be gone, and a run that goes on knows nothing of them: what is told is of those of now. */
  #measure({ fitness, metrics = {} }: Extract<Evaluation, { kind: 'scored' }>): void {
    const { goal } = this.#evolution.config.neat.selection
    if (this.#measured === null || isBetter(fitness, this.#measured.fitness, goal)) {
      this.#measured = { fitness, metrics }
    }
  }

  #solves(fitness: number): boolean {
    const { config, problem } = this.#evolution
    return (
      problem.tryChampion === undefined && !isBetter(problem.solvedAt, fitness, config.neat.selection.goal)
    )
  }

  #look(order: readonly GenomeId[], failed: readonly FailedGenome[]): GenerationOutcome {
    const { config, problem } = this.#evolution
    const inFlight = this.#inFlight
    const { births, fitness } = this.#steady
    const generation = Math.ceil(births / config.neat.populationSize)
    const population = { ...this.#steady.population, generation }
    const evaluations = this.#evaluations
    const { selection } = config.neat
    const snapshot = takeSnapshot({ population, fitness, evaluations, failures: failed.length, selection })
    const steady: SteadyProgress = { births, pending: [...this.#pending.values()], inFlight, order }
    const verdict = judge(problem, config, population, fitness)
    const told = { ...snapshot, ...metricsOf(verdict, null, this.#measured?.metrics), ...this.#set }
    const born = this.#born
    this.#born = []
    this.#measured = null
    return {
      ...{ population, fitness, evaluations, search: null, steady },
      ...{ snapshot: told, ...verdict, failed, born },
    }
  }
}

/** Results in the order they come, or in the order somebody asks for them. */
class Arrivals {
  readonly #here: Evaluation[] = []
  #failure: { readonly reason: unknown } | null = null
  #wake: () => void = () => {}

  expect(evaluation: Promise<readonly Evaluation[]>): void {
    evaluation.then(
      (results) => {
        this.#here.push(...results)
        this.#wake()
      },
      (reason: unknown) => {
        this.#failure = { reason }
        this.#wake()
      },
    )
  }

  /** The next result, or the one of `genome`; rejects as soon as any evaluation did. */
  async next(genome: GenomeId | undefined): Promise<Evaluation> {
    for (;;) {
      if (this.#failure !== null) throw this.#failure.reason
      const at = genome === undefined ? 0 : this.#here.findIndex(({ genomeId }) => genomeId === genome)
      const [result] = at < 0 ? [] : this.#here.splice(at, 1)
      if (result !== undefined) return result
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
