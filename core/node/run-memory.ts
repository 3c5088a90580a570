// What a run knows of its generations: their snapshots as screens hold them, the last one as a whole, the champion, and the
// chronicle of who was best and who was born of whom. It is told of each generation once, and decides nothing.
import { championOf, resultOf } from '../api/champion.ts'
import { ApiError } from '../api/neatwork-api.ts'
import { MOST_SAMPLES, sampled } from '../api/sampled-history.ts'
import {
  type SpeciesChampions,
  type SpeciesMembers,
  speciesChampions,
  speciesMembers,
} from '../api/species-look.ts'
import type { ChampionView, RunResult } from '../api/views.ts'
import { runInTurns } from '../base/steps.ts'
import { bestSoFar } from '../neat/population.ts'
import { Chronicle } from '../run/chronicle.ts'
import type { EvaluatedGeneration, GenerationOutcome } from '../run/evolve.ts'
import type { GenerationSnapshot } from '../run/snapshot.ts'
import { readChronicle } from './run-folder/chronicle-files.ts'
import type { RunFolder } from './run-folder/run-folder.ts'
import type { RunSettings } from './run-settings.ts'

export class RunMemory {
  /** Settles when the chronicle of earlier generations is read; rejects where it can't be. */
  readonly recalled: Promise<void>
  readonly #settings: RunSettings
  readonly #folder: RunFolder | null
  readonly #yieldToHost: () => Promise<void>
  /** As screens hold it, and some more. */
  #history: readonly GenerationSnapshot[]
  #evaluated: EvaluatedGeneration | null
  #champion: ChampionView | null = null
  #chronicle: Chronicle

  /** `yieldToHost` is called between pieces of work on large populations. */
  constructor(settings: RunSettings, folder: RunFolder | null, yieldToHost: () => Promise<void>) {
    const { config, resume } = settings
    this.#settings = settings
    this.#folder = folder
    this.#yieldToHost = yieldToHost
    this.#history = sampled(resume?.history ?? [])
    this.#evaluated = resume?.last ?? null
    if (resume !== null) {
      const { population, fitness } = resume.last
      this.#champion = championOf(bestSoFar(population, fitness, config.neat.selection.goal), config)
    }
    this.#chronicle = new Chronicle(config.neat.selection)
    this.recalled = this.#recall()
    this.recalled.catch(() => {}) // whoever waits for it hears of it
  }

  /** The last generation that is done; null before the first. */
  get latest(): GenerationSnapshot | null {
    return this.#history.at(-1) ?? null
  }

  /** How many generations are done. */
  get done(): number {
    return (this.latest?.generation ?? -1) + 1
  }

  /** At most {@link MOST_SAMPLES} generations, the last one among them. */
  get history(): readonly GenerationSnapshot[] {
    return sampled(this.#history)
  }

  /** The last generation as a whole; null before the first. */
  get evaluated(): EvaluatedGeneration | null {
    return this.#evaluated
  }

  get champion(): ChampionView | null {
    return this.#champion
  }

  /** Whole once {@link recalled} has settled. */
  get chronicle(): Chronicle {
    return this.#chronicle
  }

  /** Members of a species in the last whole generation. Throws {@link ApiError} where it is not alive. */
  speciesMembers(id: number): SpeciesMembers {
    const found = this.#evaluated && speciesMembers(this.#evaluated, id, this.#settings.config)
    if (found === null) throw new ApiError('not-found', `Species ${id} has no members any more.`)
    return found
  }

  /** Throws {@link ApiError} before the first generation. */
  speciesChampions(ids: readonly number[]): SpeciesChampions {
    if (this.#evaluated === null) throw new ApiError('not-now', 'There is no generation yet.')
    return speciesChampions(this.#evaluated, ids, this.#settings.config)
  }

  /** What a run came to that is over already and only looked at; null where it goes on. */
  endedBefore(): RunResult | null {
    const { resume, config } = this.#settings
    const snapshot = resume?.history.at(-1)
    if (resume?.endedAs === undefined || snapshot === undefined) return null
    const { population, fitness, evaluations } = resume.last
    const best = bestSoFar(population, fitness, config.neat.selection.goal)
    return resultOf(resume.endedAs, { snapshot, best, evaluations })
  }

  /** Writes a generation into the chronicle, and both into the folder. */
  async save(outcome: GenerationOutcome): Promise<void> {
    const entry = await runInTurns(this.#chronicle.noting(outcome), this.#yieldToHost)
    await this.#folder?.save(outcome, { entry, chronicle: this.#chronicle })
  }

  /** The generation is done. */
  add(outcome: GenerationOutcome): void {
    const history = [...this.#history, outcome.snapshot]
    this.#history = history.length > 2 * MOST_SAMPLES ? sampled(history) : history
    this.#evaluated = outcome
  }

  /** The generation's champion, where it is not the one of before. */
  crown({ best }: GenerationOutcome): ChampionView | null {
    if (this.#champion?.generation === best.generation) return null
    this.#champion = championOf(best, this.#settings.config)
    return this.#champion
  }

  async #recall(): Promise<void> {
    const { resume, config } = this.#settings
    const last = resume?.last.population
    if (this.#folder === null || last === undefined) return
    this.#chronicle = await readChronicle(this.#folder.path, config.neat.selection, last.generation)
    // A folder of before there was a chronicle has at least this.
    await runInTurns(this.#chronicle.ancestry.note(last.generation, last.genomes), this.#yieldToHost)
  }
}
