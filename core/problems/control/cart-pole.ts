// CartPole-v1 as in Gymnasium 1.3.0 (gymnasium/envs/classic_control/cartpole.py, after Barto, Sutton & Anderson 1983):
// a pole on a cart, pushed left or right. State: position, velocity, angle, angular velocity.
import { cos, PI, sin } from '../../base/portable-math.ts'
import type { Random } from '../../base/random.ts'
import { EPISODES } from '../episodes.ts'
import type { Problem } from '../problem.ts'
import { type Environment, playEpisode, scoreEpisodes, tryEnvironment } from './environment.ts'

const GRAVITY = 9.8
const CART_KG = 1
const POLE_KG = 0.1
const TOTAL_KG = CART_KG + POLE_KG
const HALF_POLE_M = 0.5
const POLE_MOMENT = POLE_KG * HALF_POLE_M
const FORCE_N = 10
const STEP_S = 0.02
const LARGEST_X = 2.4
const LARGEST_ANGLE = (12 * 2 * PI) / 360
const SOLVED_AT = 475

export const cartPoleEnvironment: Environment = {
  stateSize: 4,
  inputs: ['position', 'velocity', 'angle', 'angular velocity'],
  outputs: ['push right'],
  timeLimit: 500,
  begin(state, random: Random) {
    for (let at = 0; at < 4; at++) state[at] = random.nextBetween(-0.05, 0.05)
  },
  /** Scaled to about −1 … 1. */
  observe(state, inputs) {
    inputs[0] = (state[0] as number) / LARGEST_X
    inputs[1] = (state[1] as number) / 3
    inputs[2] = (state[2] as number) / LARGEST_ANGLE
    inputs[3] = (state[3] as number) / 3
  },
  choose: (outputs) => ((outputs[0] as number) > 0.5 ? 1 : 0),
  /** 1 for every step, that in which it falls included. */
  step(state, action) {
    const angle = state[2] as number
    const turning = state[3] as number
    const force = action === 1 ? FORCE_N : -FORCE_N
    const cosine = cos(angle)
    const sine = sin(angle)
    const shared = (force + POLE_MOMENT * (turning * turning) * sine) / TOTAL_KG
    const angular =
      (GRAVITY * sine - cosine * shared) / (HALF_POLE_M * (4 / 3 - (POLE_KG * (cosine * cosine)) / TOTAL_KG))
    const acceleration = shared - (POLE_MOMENT * angular * cosine) / TOTAL_KG
    state[0] = (state[0] as number) + STEP_S * (state[1] as number)
    state[1] = (state[1] as number) + STEP_S * acceleration
    state[2] = angle + STEP_S * turning
    state[3] = turning + STEP_S * angular
    return 1
  },
  isTerminal: (state) =>
    !(Math.abs(state[0] as number) <= LARGEST_X && Math.abs(state[2] as number) <= LARGEST_ANGLE),
}

export const cartPole: Problem = {
  name: 'cart-pole',
  version: 1,
  summary: 'Balances a pole on a cart (CartPole-v1).',
  inputs: cartPoleEnvironment.inputs,
  outputs: cartPoleEnvironment.outputs,
  solvedAt: SOLVED_AT,
  worstFitness: 0,
  deterministic: true,
  options: EPISODES,
  evaluate: (network, context) => scoreEpisodes(cartPoleEnvironment, network, context),
  tryChampion: (network) => tryEnvironment(cartPoleEnvironment, network, SOLVED_AT),
  play: playEpisode(cartPoleEnvironment, {
    stage: { left: -2.7, right: 2.7, bottom: -0.4, top: 1.5 },
    frameMs: 1000 * STEP_S,
    scenery: () => [
      {
        kind: 'path',
        role: 'ground',
        points: [
          [-LARGEST_X, 0],
          [LARGEST_X, 0],
        ],
        width: 0.03,
      },
    ],
    shapes(state) {
      const x = state[0] as number
      const angle = state[2] as number
      const tip = [x + sin(angle) * 2 * HALF_POLE_M, 0.25 + cos(angle) * 2 * HALF_POLE_M] as const
      return [
        { kind: 'box', role: 'body', centre: [x, 0.125], size: [0.5, 0.25], filled: true },
        { kind: 'path', role: 'part', points: [[x, 0.25], tip], width: 0.08 },
      ]
    },
  }),
}
