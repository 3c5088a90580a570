// Lands a craft between two flags with three engines: Gymnasium's LunarLander-v3 as a fitness function.
import { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import { chooseAction } from '../choose-action.ts'
import { EPISODES, meanOfEpisodes, tryEpisodes } from '../episodes.ts'
import type { ChampionTrial, Problem } from '../problem.ts'
import { LONGEST_EPISODE, LunarLanderWorld } from './lunar-lander-world.ts'
import { playLunarLander } from './play-lunar-lander.ts'

/** Gymnasium's mark for LunarLander-v3. A trial that is far below it after its first episodes would cost a second. */
const TRIAL = { solvedAt: 200, giveUp: { after: 20, least: 120 } }
/** The first of a hundred seeds: the same for every champion, and no evaluation is asked to use them. */
const TRIAL_SEED = 0x5eed_1a4d

/** The sum of rewards until it has landed, crashed, left the picture or used up a thousand steps. */
export function flyEpisode(random: Random, decide: (observation: Float64Array) => number) {
  const world = new LunarLanderWorld(random)
  let total = 0
  let steps = 0
  while (world.flight === 'flying' && steps < LONGEST_EPISODE) {
    world.step(decide(world.observation))
    total += world.reward
    steps++
  }
  return { total, steps, flight: world.flight }
}

function fly(network: Network, random: Random) {
  network.reset()
  return flyEpisode(random, (observation) => chooseAction(network.activate(observation)))
}

function tryLanding(network: Network): ChampionTrial {
  return tryEpisodes((episode) => fly(network, Random.fromSeed(TRIAL_SEED + episode)).total, TRIAL)
}

export const lunarLander: Problem = {
  name: 'lunar-lander',
  version: 1,
  summary: "Lands a craft between two flags with three engines: Gymnasium's LunarLander-v3.",
  inputs: ['x', 'y', 'velocity x', 'velocity y', 'angle', 'angular velocity', 'left leg', 'right leg'],
  outputs: ['nothing', 'left engine', 'main engine', 'right engine'],
  // The mean over a few episodes is no proof: the champion's hundred decide. No return comes near this.
  solvedAt: 1000,
  worstFitness: -1000,
  deterministic: true,
  options: EPISODES,
  evaluate(network, context) {
    let landings = 0
    const fitness = meanOfEpisodes(context, () => {
      const { total, flight } = fly(network, context.random)
      if (flight === 'landed') landings++
      return total
    })
    return { fitness, metrics: { landings } }
  },
  tryChampion: tryLanding,
  play: playLunarLander,
}
