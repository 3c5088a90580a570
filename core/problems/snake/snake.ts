// Snake: eats apples without running into walls or itself, which gets harder with every apple.
import { Random } from '../../base/random.ts'
import type { Network } from '../../network/network-spec.ts'
import { chooseAction } from '../choose-action.ts'
import { EPISODES, meanOfEpisodes, tryEpisodes } from '../episodes.ts'
import type { Play, PlayFrame, Shape } from '../play.ts'
import type { Problem } from '../problem.ts'
import { SIDE, SnakeGame } from './game.ts'

/** Apples on average over a hundred games: what this problem calls good. The field has room for 97. */
const SOLVED_AT = 30
/** Of the trial's games: the same for every champion, and of no evaluation. */
const TRIAL_SEED = 0x0a_9971e

/** `watch` sees the game before every step and at the end, with what the snake saw last. */
function playGame(
  network: Network,
  random: Random,
  watch: (game: SnakeGame, inputs: Float64Array) => void = () => {},
): SnakeGame {
  const game = new SnakeGame(random)
  const inputs = new Float64Array(10)
  network.reset()
  while (!game.isOver) {
    game.observe(inputs)
    watch(game, inputs)
    game.step(chooseAction(network.activate(inputs)))
  }
  watch(game, inputs)
  return game
}

const play: Play = {
  stage: { left: -0.5, right: SIDE + 0.5, bottom: -0.5, top: SIDE + 0.5 },
  frameMs: 100,
  scenery: () => [
    { kind: 'box', role: 'ground', centre: [SIDE / 2, SIDE / 2], size: [SIDE + 0.2, SIDE + 0.2] },
  ],
  frames(network, { random }) {
    const frames: PlayFrame[] = []
    playGame(network, random, (game, inputs) => {
      const { apples, steps, death } = game
      frames.push({
        shapes: drawn(game),
        figures: { apples, steps, ...(death !== null && { 'died of': death }) },
        inputs: [...inputs],
      })
    })
    return frames
  },
}

function drawn(game: SnakeGame): readonly Shape[] {
  const [appleX, appleY] = game.apple
  const body = [...game.body()]
  return [
    { kind: 'circle', role: 'goal', centre: [appleX + 0.5, appleY + 0.5], radius: 0.35, filled: true },
    ...body.map(([x, y], at): Shape => {
      const isHead = at === body.length - 1
      const role = !isHead ? 'body' : game.death === null ? 'part' : 'danger'
      const side = isHead ? 0.95 : 0.8
      return { kind: 'box', role, centre: [x + 0.5, y + 0.5], size: [side, side], filled: true }
    }),
  ]
}

const SIDES = ['ahead', 'right', 'left']

export const snake: Problem = {
  name: 'snake',
  version: 1,
  summary: `Eats apples on a field of ${SIDE} by ${SIDE}; solved by ${SOLVED_AT} in a game on average.`,
  inputs: [...SIDES.flatMap((side) => [`wall ${side}`, `itself ${side}`, `apple ${side}`]), 'length'],
  outputs: ['straight on', 'turn right', 'turn left'],
  // No mean over a few games proves it; the champion's hundred decide.
  solvedAt: SIDE * SIDE,
  worstFitness: 0,
  deterministic: true,
  options: EPISODES,
  /** Mean apples. */
  evaluate: (network, context) => ({
    fitness: meanOfEpisodes(context, () => playGame(network, context.random).apples),
  }),
  tryChampion(network) {
    const random = Random.fromSeed(TRIAL_SEED)
    const giveUp = { after: 10, least: SOLVED_AT / 2 }
    return tryEpisodes(() => playGame(network, random).apples, { solvedAt: SOLVED_AT, giveUp })
  },
  play,
}
