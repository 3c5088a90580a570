// Lands a craft between two flags with three engines: Gymnasium's LunarLander-v3 as a fitness function.
import { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import { EPISODES } from '../control/environment.ts'
import type { ChampionTrial, Problem } from '../problem.ts'
import { chooseAction } from './choose-action.ts'
import { LONGEST_EPISODE, LunarLanderWorld } from './lunar-lander-world.ts'
import { playLunarLander } from './play-lunar-lander.ts'

/** Gymnasium's mark for LunarLander-v3: the mean return of a solution. */
const SOLVED_AT = 200
const TRIAL_EPISODES = 100
/** A trial that is this far below the mark after so many episodes is given up: it costs a second else. */
const FIRST_EPISODES = 20
const FIRST_LEAST = 120
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
  let sum = 0
  let flown = 0
  while (flown < TRIAL_EPISODES && !(flown === FIRST_EPISODES && sum / flown < FIRST_LEAST)) {
    sum += fly(network, Random.fromSeed(TRIAL_SEED + flown)).total
    flown++
  }
  const mean = sum / flown
  return { solved: flown === TRIAL_EPISODES && mean >= SOLVED_AT, metrics: { mean, episodes: flown } }
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
  evaluate(network, { random, options }) {
    const episodes = Number(options['episodes'])
    let sum = 0
    let landings = 0
    for (let episode = 0; episode < episodes; episode++) {
      const { total, flight } = fly(network, random)
      sum += total
      if (flight === 'landed') landings++
    }
    return { fitness: sum / episodes, metrics: { landings } }
  },
  tryChampion: tryLanding,
  play: playLunarLander,
}
