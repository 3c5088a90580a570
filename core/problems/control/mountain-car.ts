// MountainCar-v0 as in Gymnasium 1.3.0 (gymnasium/envs/classic_control/mountain_car.py, after Moore 1990): a car too weak
// for the hill has to swing up. State: position, velocity.
import { cos } from '../../base/portable-math.ts'
import { chooseAction } from '../choose-action.ts'
import { EPISODES } from '../episodes.ts'
import type { Problem } from '../problem.ts'
import { type Environment, playEpisode, scoreEpisodes, tryEnvironment } from './environment.ts'
import { hillLooks, roll } from './hill.ts'

const FORCE = 0.001
const GRAVITY = 0.0025
const GOAL = 0.5
const SOLVED_AT = -110

export const mountainCarEnvironment: Environment = {
  stateSize: 2,
  inputs: ['position', 'velocity'],
  outputs: ['push left', 'let roll', 'push right'],
  timeLimit: 200,
  begin(state, random) {
    state[0] = random.nextBetween(-0.6, -0.4)
    state[1] = 0
  },
  /** Scaled to about −1 … 1, the valley's bottom at 0. */
  observe(state, inputs) {
    inputs[0] = ((state[0] as number) + 0.5) / 0.7
    inputs[1] = (state[1] as number) / 0.07
  },
  choose: chooseAction,
  /** −1 for every step. */
  step(state, action) {
    roll(state, (action - 1) * FORCE + cos(3 * (state[0] as number)) * -GRAVITY)
    return -1
  },
  isTerminal: (state) => (state[0] as number) >= GOAL && (state[1] as number) >= 0,
}

export const mountainCar: Problem = {
  name: 'mountain-car',
  version: 1,
  summary: 'Swings a weak car out of a valley, left, right or rolling (MountainCar-v0).',
  inputs: mountainCarEnvironment.inputs,
  outputs: mountainCarEnvironment.outputs,
  solvedAt: SOLVED_AT,
  worstFitness: -mountainCarEnvironment.timeLimit,
  deterministic: true,
  options: EPISODES,
  evaluate: (network, context) => scoreEpisodes(mountainCarEnvironment, network, context),
  tryChampion: (network) => tryEnvironment(mountainCarEnvironment, network, SOLVED_AT),
  play: playEpisode(mountainCarEnvironment, hillLooks(GOAL)),
}
