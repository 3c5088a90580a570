// Walks over hills on two legs with four motors: Gymnasium's BipedalWalker-v3 as a fitness function.
import { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import { EPISODES, meanOfEpisodes, tryEpisodes } from '../episodes.ts'
import type { ChampionTrial, Problem } from '../problem.ts'
import { BipedalWalkerWorld, LONGEST_EPISODE } from './bipedal-walker-world.ts'
import { playBipedalWalker } from './play-bipedal-walker.ts'

/** Gymnasium's mark for BipedalWalker-v3. A trial that is far below it after its first episodes would cost many seconds. */
const TRIAL = { solvedAt: 300, giveUp: { after: 3, least: 250 } }
/** The first of a hundred seeds: the same for every champion, and no evaluation is asked to use them. */
const TRIAL_SEED = 0x5eed_b1fe

const JOINTS = ['hip 1', 'knee 1', 'hip 2', 'knee 2']
const ofJoint = (joint: string): string[] => [`${joint} angle`, `${joint} speed`]

/** Metres that count as getting further. */
const HEADWAY = 0.1

/**
 * The sum of rewards until it has fallen, arrived or used up its steps, or for `patience` steps got no further than it had
 * been; 0 waits for ever, as Gymnasium does.
 */
export function walkEpisode(
  random: Random,
  decide: (observation: Float64Array) => ArrayLike<number>,
  patience = 0,
) {
  const world = new BipedalWalkerWorld(random)
  const { hull } = world.walker
  let furthest = hull.getPosition().x
  let reachedAt = 0
  let total = 0
  let steps = 0
  while (world.walk === 'walking' && steps < LONGEST_EPISODE) {
    world.step(decide(world.observation))
    total += world.reward
    steps++
    const { x } = hull.getPosition()
    if (x > furthest + HEADWAY) {
      furthest = x
      reachedAt = steps
    } else if (patience > 0 && steps - reachedAt >= patience) break
  }
  return { total, steps, walk: world.walk }
}

function walk(network: Network, random: Random, patience: number) {
  network.reset()
  return walkEpisode(random, (observation) => network.activate(observation), patience)
}

function tryWalking(network: Network): ChampionTrial {
  return tryEpisodes((episode) => walk(network, Random.fromSeed(TRIAL_SEED + episode), 0).total, TRIAL)
}

export const bipedalWalker: Problem = {
  name: 'bipedal-walker',
  version: 2,
  summary: "Walks over hills on two legs with four motors: Gymnasium's BipedalWalker-v3.",
  inputs: [
    ...['hull angle', 'hull angular velocity', 'velocity x', 'velocity y'],
    ...JOINTS.slice(0, 2).flatMap(ofJoint),
    'foot 1',
    ...JOINTS.slice(2).flatMap(ofJoint),
    'foot 2',
    ...Array.from({ length: 10 }, (_, at) => `distance ${at + 1}`),
  ],
  outputs: JOINTS,
  // The mean over a few episodes is no proof: the champion's hundred decide. No return comes near this.
  solvedAt: 1000,
  worstFitness: -1000,
  deterministic: true,
  // An episode costs up to 1,600 steps, and the hills differ little.
  options: {
    episodes: { ...EPISODES.episodes, default: 1 },
    // Most of a generation stands: an episode of those would cost twenty times what it tells.
    patience: {
      kind: 'number',
      default: 80,
      low: 0,
      high: LONGEST_EPISODE,
      whole: true,
      description:
        'An evaluation’s episode ends when the walker got no further for so many steps; 0 for never, as in Gymnasium.',
    },
  },
  evaluate(network, context) {
    let arrivals = 0
    const fitness = meanOfEpisodes(context, () => {
      const { total, walk: end } = walk(network, context.random, Number(context.options['patience']))
      if (end === 'arrived') arrivals++
      return total
    })
    return { fitness, metrics: { arrivals } }
  },
  tryChampion: tryWalking,
  play: playBipedalWalker,
}
