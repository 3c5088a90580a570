// A run under somebody's hands: started, paused, stepped, stopped. It pulls generations from the loop one by one and
// knows nothing of evaluators, screens or folders.
import { Cancellation } from '../base/abort.ts'
import { EvaluationAborted } from '../evaluate/batch.ts'
import type { OptionValues } from '../problems/options.ts'
import { type Evolution, evolve, type GenerationOutcome } from './evolve.ts'
import { evolveSteadily, type SteadyEvolution } from './evolve-steadily.ts'

export type EndReason = 'solved' | 'generations done' | 'stopped'

export interface RunEnd {
  readonly reason: EndReason
  /** The last whole generation; null when the run was stopped before the first. */
  readonly last: GenerationOutcome | null
}

export interface RunListener {
  /** Every whole generation, before the next one is begun. */
  onGeneration(outcome: GenerationOutcome): Promise<void>
  onPaceChanged(pace: Pace): void
}

/** `stepping` goes on for one generation and pauses then. */
export type Pace = 'running' | 'paused' | 'stepping' | 'stopping'

/** What is evolved; the rest is of runs without generations. */
export type ControlledEvolution = Omit<Evolution, 'signal'> & Pick<SteadyEvolution, 'inFlight' | 'recorded'>

export class RunController {
  readonly #evolution: ControlledEvolution
  readonly #listener: RunListener
  readonly #stop = new Cancellation()
  /** For the next generation. */
  #options: OptionValues
  /** How many there are to be. */
  #generations: number
  #isDone = false
  #pace: Pace
  #wake: () => void = () => {}

  constructor(evolution: ControlledEvolution, listener: RunListener, startPaused: boolean) {
    this.#evolution = { ...evolution, options: () => this.#options }
    this.#options = evolution.options?.() ?? evolution.config.options
    this.#generations = evolution.config.generations
    this.#listener = listener
    this.#pace = startPaused ? 'paused' : 'running'
  }

  get pace(): Pace {
    return this.#pace
  }

  /** Runs to its end; rejects only for a bug or a folder that can't be written. */
  async run(): Promise<RunEnd> {
    try {
      return await this.#run()
    } finally {
      this.#isDone = true
    }
  }

  async #run(): Promise<RunEnd> {
    const { config, resumeFrom } = this.#evolution
    if ((resumeFrom?.population.generation ?? -1) + 1 >= this.#generations) {
      return { reason: 'generations done', last: null }
    }
    const evolution = { ...this.#evolution, signal: this.#stop.signal }
    const generations = config.mode === 'generational' ? evolve(evolution) : evolveSteadily(evolution)
    let last: GenerationOutcome | null = null
    for (;;) {
      await this.#untilWanted()
      if (this.#pace === 'stopping') return { reason: 'stopped', last }
      const outcome = await pull(generations)
      if (outcome === null) return { reason: 'stopped', last }
      last = outcome
      await this.#listener.onGeneration(outcome)
      if (outcome.solved) return { reason: 'solved', last }
      if (outcome.snapshot.generation + 1 >= this.#generations) return { reason: 'generations done', last }
      if (this.#pace === 'stepping') this.#change('paused')
    }
  }

  pause(): void {
    if (this.#pace !== 'stopping') this.#change('paused')
  }

  resume(): void {
    if (this.#pace !== 'stopping') this.#change('running')
  }

  /** Options of the problem in force. */
  get options(): OptionValues {
    return this.#options
  }

  /** Options of the problem from the next generation on. They must fit the problem. */
  changeOptions(options: OptionValues): void {
    this.#options = options
  }

  get generations(): number {
    return this.#generations
  }

  /** Another number of generations; nothing in them depends on how many there are to be. False once the run has ended. */
  extend(generations: number): boolean {
    if (!this.#isDone) this.#generations = generations
    return !this.#isDone
  }

  step(): void {
    if (this.#pace !== 'stopping') this.#change('stepping')
  }

  /** Gives the generation in progress up. */
  stop(): void {
    this.#change('stopping')
    this.#stop.abort()
  }

  #change(pace: Pace): void {
    if (pace === this.#pace) return
    this.#pace = pace
    this.#listener.onPaceChanged(pace)
    this.#wake()
  }

  async #untilWanted(): Promise<void> {
    while (this.#pace === 'paused') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

async function pull(
  generations: AsyncGenerator<GenerationOutcome, never>,
): Promise<GenerationOutcome | null> {
  try {
    return (await generations.next()).value
  } catch (error) {
    if (error instanceof EvaluationAborted) return null
    throw error
  }
}
