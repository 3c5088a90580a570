// Walks over hills on two legs with four motors: Gymnasium's BipedalWalker-v3 as a fitness function.
import { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import { EPISODES, tryEpisodes } from '../episodes.ts'
import type { ChampionTrial, EvaluationContext, Problem } from '../problem.ts'
import { BipedalWalkerWorld, LONGEST_EPISODE } from './bipedal-walker-world.ts'
import { playBipedalWalker } from './play-bipedal-walker.ts'

/** Gymnasium's mark for BipedalWalker-v3. A trial that is far below it after its first episodes would cost many seconds. */
const TRIAL = { solvedAt: 300, giveUp: { after: 3, least: 250 } }
/** A return below this in a first episode spares the hundred, of whoever stands for so many steps too. */
const QUALIFYING = { least: 200, patience: 300 }
/** The first of a hundred seeds: the same for every champion, and no evaluation is asked to use them. */
const TRIAL_SEED = 0x5eed_b1fe

const JOINTS = ['hip 1', 'knee 1', 'hip 2', 'knee 2']
const ofJoint = (joint: string): string[] => [`${joint} angle`, `${joint} speed`]

/** Metres that count as getting further: a walker that needs 80 steps for them is eight times too slow to arrive in time. */
const HEADWAY = 0.5

/**
 * The sum of rewards until it has fallen, arrived or used up its steps, or for `patience` steps got no half metre further than
 * it had been; 0 waits for ever, as Gymnasium does.
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

/** Gymnasium's price of a fall, which is part of an episode's return. */
const FALL = 100

/** The return of an episode, a third of the way, that is worth another one. */
const PROMISING = 100

/**
 * The sum of returns over the number of episodes. The first that promises nothing is the last, and the others return nothing:
 * who can't walk needn't show it twice, and who walks has to on other hills too.
 */
function walkOnAndOn(network: Network, { random, options, signal, progress }: EvaluationContext) {
  const episodes = Number(options['episodes'])
  let sum = 0
  let arrivals = 0
  let isPromising = true
  for (let episode = 0; isPromising && episode < episodes; episode++) {
    signal.throwIfAborted()
    progress(episode / episodes, `episode ${episode + 1} of ${episodes}`)
    const { total, walk: end } = walk(network, random, Number(options['patience']))
    sum += end === 'fallen' ? total + FALL - Number(options['fall']) : total
    if (end === 'arrived') arrivals++
    isPromising = total >= PROMISING
  }
  return { fitness: sum / episodes, metrics: { arrivals } }
}

/** A hundred episodes, after a first that qualifies for them: champions that stand would hold up every generation. */
function tryWalking(network: Network): ChampionTrial {
  const { total } = walk(network, Random.fromSeed(TRIAL_SEED), QUALIFYING.patience)
  if (total < QUALIFYING.least) return { solved: false, metrics: { 'mean return': total, episodes: 1 } }
  return tryEpisodes((episode) => walk(network, Random.fromSeed(TRIAL_SEED + episode), 0).total, TRIAL)
}

export const bipedalWalker: Problem = {
  name: 'bipedal-walker',
  version: 3,
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
  options: {
    episodes: {
      ...EPISODES.episodes,
      default: 2,
      description:
        'Episodes of an evaluation, each with a random start, of which the first that returns less than 100 is the last; the fitness is the sum of their returns over this.',
    },
    // At Gymnasium's price, whoever dares a first step earns less than whoever stands; at none, falling forwards pays.
    fall: {
      kind: 'number',
      default: 50,
      low: 0,
      high: FALL,
      description: 'Points that a fall costs in an evaluation; 100 as in Gymnasium, which trials always are.',
    },
    // Most of a generation stands: an episode of those would cost twenty times what it tells.
    patience: {
      kind: 'number',
      default: 80,
      low: 0,
      high: LONGEST_EPISODE,
      whole: true,
      description:
        'An evaluation’s episode ends when the walker got no half metre further in so many steps; 0 for never, as in Gymnasium.',
    },
  },
  evaluate: walkOnAndOn,
  tryChampion: tryWalking,
  play: playBipedalWalker,
}
