// What the classic control problems share: an environment with a state of numbers, episodes with random starts, and the
// field's measure of success, the mean return of a hundred episodes that nobody trained on (Gymnasium 1.3.0).
import { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import { meanOfEpisodes, tryEpisodes } from '../episodes.ts'
import type { Play, PlayFrame, Shape, Stage } from '../play.ts'
import type { ChampionTrial, EvaluationContext, Score } from '../problem.ts'

export interface Environment {
  readonly stateSize: number
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** Steps after which an episode ends by itself. */
  readonly timeLimit: number
  begin(state: Float64Array, random: Random): void
  observe(state: Float64Array, inputs: Float64Array): void
  /** The action that the outputs stand for. */
  choose(outputs: Float64Array): number
  /** Moves the state on by one step; returns the reward. */
  step(state: Float64Array, action: number): number
  isTerminal(state: Float64Array): boolean
}

/** Of the trial's starts: the same for every champion, and of no evaluation. */
const TRIAL_SEED = 0x0dd_ba11

/** Sum of rewards of one episode; `watch` sees every state before its action, and the last. */
export function episodeReturn(
  environment: Environment,
  network: Network,
  random: Random,
  watch: (state: Float64Array, steps: number, total: number) => void = () => {},
): number {
  const state = new Float64Array(environment.stateSize)
  const inputs = new Float64Array(environment.inputs.length)
  environment.begin(state, random)
  network.reset()
  let total = 0
  let steps = 0
  for (; steps < environment.timeLimit; steps++) {
    watch(state, steps, total)
    environment.observe(state, inputs)
    total += environment.step(state, environment.choose(network.activate(inputs)))
    if (environment.isTerminal(state)) {
      steps++
      break
    }
  }
  watch(state, steps, total)
  return total
}

/** Fitness of an evaluation. */
export function scoreEpisodes(environment: Environment, network: Network, context: EvaluationContext): Score {
  return { fitness: meanOfEpisodes(context, () => episodeReturn(environment, network, context.random)) }
}

/** Whether the mean return of a hundred unseen episodes reaches `solvedAt`. */
export function tryEnvironment(environment: Environment, network: Network, solvedAt: number): ChampionTrial {
  const random = Random.fromSeed(TRIAL_SEED)
  return tryEpisodes(() => episodeReturn(environment, network, random), { solvedAt })
}

export interface Looks {
  readonly stage: Stage
  readonly frameMs: number
  scenery(): readonly Shape[]
  shapes(state: Float64Array): readonly Shape[]
}

/** An episode as pictures. */
export function playEpisode(environment: Environment, { stage, frameMs, scenery, shapes }: Looks): Play {
  return {
    stage,
    frameMs,
    scenery,
    frames(network, { random }) {
      const frames: PlayFrame[] = []
      const inputs = new Float64Array(environment.inputs.length)
      episodeReturn(environment, network, random, (state, step, total) => {
        environment.observe(state, inputs)
        frames.push({ shapes: shapes(state), figures: { step, return: total }, inputs: [...inputs] })
      })
      return frames
    },
  }
}
