// Problems that act in episodes: how many an evaluation has, and the field's measure of success, the mean return of a
// hundred that nobody trained on.
import type { OptionSpecs, OptionValues } from './options.ts'
import type { ChampionTrial, EvaluationContext } from './problem.ts'

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

function episodesIn({ episodes }: OptionValues): number {
  return typeof episodes === 'number' ? episodes : 1
}

/** Mean of what `returnOf` gives for the episodes 0, 1, … */
export function meanReturn(episodes: number, returnOf: (episode: number) => number): number {
  let sum = 0
  for (let episode = 0; episode < episodes; episode++) sum += returnOf(episode)
  return sum / episodes
}

/** Mean return of an evaluation's episodes; between two of them it may be called off. */
export function meanOfEpisodes(
  { options, signal, progress }: Pick<EvaluationContext, 'options' | 'signal' | 'progress'>,
  returnOf: () => number,
): number {
  const episodes = episodesIn(options)
  return meanReturn(episodes, (episode) => {
    signal.throwIfAborted()
    progress(episode / episodes, `episode ${episode + 1} of ${episodes}`)
    return returnOf()
  })
}

const TRIAL_EPISODES = 100

export interface TrialRules {
  /** Mean return of a solution. */
  readonly solvedAt: number
  /** A trial whose mean is below `least` after so many episodes is given up, where a whole one takes long. */
  readonly giveUp?: { readonly after: number; readonly least: number }
}

/** `returnOf` has chance that is the same for every champion, and of no evaluation. */
export function tryEpisodes(
  returnOf: (episode: number) => number,
  { solvedAt, giveUp }: TrialRules,
): ChampionTrial {
  let sum = 0
  let episodes = 0
  while (episodes < TRIAL_EPISODES && !(episodes === giveUp?.after && sum / episodes < giveUp.least)) {
    sum += returnOf(episodes)
    episodes++
  }
  const mean = sum / episodes
  return {
    solved: episodes === TRIAL_EPISODES && mean >= solvedAt,
    metrics: { 'mean return': mean, episodes },
  }
}
