// What the classic control problems share: an environment with a state of numbers, episodes with random starts, and the
// field's measure of success, the mean return of a hundred episodes that nobody trained on (Gymnasium 1.3.0).
import { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import type { OptionSpecs, OptionValues } from '../options.ts'
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

export const EPISODES = {
  episodes: {
    kind: 'number',
    default: 5,
    low: 1,
    high: 1000,
    whole: true,
    description: 'Episodes of an evaluation, each with a random start; the fitness is their mean return.',
  },
} as const satisfies OptionSpecs

const TRIAL_EPISODES = 100
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

export function meanReturn(
  environment: Environment,
  network: Network,
  random: Random,
  episodes: number,
): number {
  let sum = 0
  for (let episode = 0; episode < episodes; episode++) sum += episodeReturn(environment, network, random)
  return sum / episodes
}

/** Fitness of an evaluation. */
export function scoreEpisodes(
  environment: Environment,
  network: Network,
  { random, options }: EvaluationContext,
): Score {
  return { fitness: meanReturn(environment, network, random, episodesIn(options)) }
}

function episodesIn({ episodes }: OptionValues): number {
  return typeof episodes === 'number' ? episodes : 1
}

/** Whether the mean return of a hundred unseen episodes reaches `threshold`. */
export function tryEpisodes(environment: Environment, network: Network, threshold: number): ChampionTrial {
  const mean = meanReturn(environment, network, Random.fromSeed(TRIAL_SEED), TRIAL_EPISODES)
  return { solved: mean >= threshold, metrics: { 'mean return': mean } }
}

/** The first of the largest outputs. */
export function largest(outputs: Float64Array): number {
  let best = 0
  for (let at = 1; at < outputs.length; at++)
    if ((outputs[at] as number) > (outputs[best] as number)) best = at
  return best
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
