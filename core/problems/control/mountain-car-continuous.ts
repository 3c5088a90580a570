// MountainCarContinuous-v0 as in Gymnasium 1.3.0 (gymnasium/envs/classic_control/continuous_mountain_car.py): the push is
// a number, and costs. State: position, velocity, 1 at the goal.
import { cos } from '../../base/portable-math.ts'
import { EPISODES } from '../episodes.ts'
import type { Problem } from '../problem.ts'
import { type Environment, playEpisode, scoreEpisodes, tryEnvironment } from './environment.ts'
import { hillLooks, roll } from './hill.ts'

const POWER = 0.0015
const GRAVITY = 0.0025
const GOAL = 0.45
const SOLVED_AT = 90

export const continuousMountainCarEnvironment: Environment = {
  stateSize: 3,
  inputs: ['position', 'velocity'],
  outputs: ['push'],
  timeLimit: 999,
  begin(state, random) {
    state[0] = random.nextBetween(-0.6, -0.4)
    state[1] = 0
    state[2] = 0
  },
  observe(state, inputs) {
    inputs[0] = ((state[0] as number) + 0.5) / 0.7
    inputs[1] = (state[1] as number) / 0.07
  },
  /** 0 … 1 pushes with −1 … 1. */
  choose: (outputs) => 2 * ((outputs[0] as number) - 0.5),
  /** 100 at the goal, less a tenth of the squared push in every step. */
  step(state, action) {
    const force = Math.min(Math.max(action, -1), 1)
    roll(state, force * POWER - GRAVITY * cos(3 * (state[0] as number)))
    const isAtGoal = (state[0] as number) >= GOAL && (state[1] as number) >= 0
    // Gymnasium keeps this state, and no other, in single precision; whether it is at the goal it has seen before.
    state[0] = Math.fround(state[0] as number)
    state[1] = Math.fround(state[1] as number)
    state[2] = isAtGoal ? 1 : 0
    return (isAtGoal ? 100 : 0) - action * action * 0.1
  },
  isTerminal: (state) => state[2] === 1,
}

export const continuousMountainCar: Problem = {
  name: 'mountain-car-continuous',
  version: 1,
  summary: 'Swings a weak car out of a valley with as little force as it can (MountainCarContinuous-v0).',
  inputs: continuousMountainCarEnvironment.inputs,
  outputs: continuousMountainCarEnvironment.outputs,
  solvedAt: SOLVED_AT,
  worstFitness: -100,
  deterministic: true,
  options: EPISODES,
  evaluate: (network, context) => scoreEpisodes(continuousMountainCarEnvironment, network, context),
  tryChampion: (network) => tryEnvironment(continuousMountainCarEnvironment, network, SOLVED_AT),
  play: playEpisode(continuousMountainCarEnvironment, hillLooks(GOAL)),
}
