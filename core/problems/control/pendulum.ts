// Pendulum-v1 as in Gymnasium 1.3.0 (gymnasium/envs/classic_control/pendulum.py): swing a pendulum up with too little
// torque, and hold it there. State: angle (0 is upright), angular velocity.
import { cos, PI, sin, TAU } from '../../base/portable-math.ts'
import { EPISODES } from '../episodes.ts'
import type { Problem } from '../problem.ts'
import { type Environment, playEpisode, scoreEpisodes, tryEnvironment } from './environment.ts'

const GRAVITY = 10
const MASS = 1
const LENGTH = 1
const STEP_S = 0.05
const FASTEST = 8
const STRONGEST = 2
/** Gymnasium names none; good controllers get about −150 on average over random starts. */
const SOLVED_AT = -200

export const pendulumEnvironment: Environment = {
  stateSize: 2,
  inputs: ['cos', 'sin', 'angular velocity'],
  outputs: ['torque'],
  timeLimit: 200,
  begin(state, random) {
    state[0] = random.nextBetween(-PI, PI)
    state[1] = random.nextBetween(-1, 1)
  },
  observe(state, inputs) {
    inputs[0] = cos(state[0] as number)
    inputs[1] = sin(state[0] as number)
    inputs[2] = (state[1] as number) / FASTEST
  },
  /** 0 … 1 turns with −2 … 2. */
  choose: (outputs) => 2 * STRONGEST * ((outputs[0] as number) - 0.5),
  /** Less the squares of angle, a tenth of that of speed, and a thousandth of that of torque. */
  step(state, action) {
    const angle = state[0] as number
    const speed = state[1] as number
    const torque = Math.max(-STRONGEST, Math.min(STRONGEST, action))
    const off = normalised(angle)
    const costs = off * off + 0.1 * (speed * speed) + 0.001 * (torque * torque)
    const pulled =
      speed + (((3 * GRAVITY) / (2 * LENGTH)) * sin(angle) + (3 / (MASS * LENGTH * LENGTH)) * torque) * STEP_S
    const next = Math.max(-FASTEST, Math.min(FASTEST, pulled))
    state[0] = angle + next * STEP_S
    state[1] = next
    return -costs
  },
  isTerminal: () => false,
}

/** Between −π and π. */
function normalised(angle: number): number {
  const turned = angle + PI
  return turned - TAU * Math.floor(turned / TAU) - PI
}

export const pendulum: Problem = {
  name: 'pendulum',
  version: 1,
  summary: 'Swings a pendulum up with little torque and holds it (Pendulum-v1).',
  inputs: pendulumEnvironment.inputs,
  outputs: pendulumEnvironment.outputs,
  solvedAt: SOLVED_AT,
  worstFitness: -3300,
  deterministic: true,
  // Random starts differ so much that few episodes say little.
  options: { episodes: { ...EPISODES.episodes, default: 20 } },
  evaluate: (network, context) => scoreEpisodes(pendulumEnvironment, network, context),
  tryChampion: (network) => tryEnvironment(pendulumEnvironment, network, SOLVED_AT),
  play: playEpisode(pendulumEnvironment, {
    stage: { left: -1.3, right: 1.3, bottom: -1.3, top: 1.3 },
    frameMs: 1000 * STEP_S,
    scenery: () => [{ kind: 'circle', role: 'goal', centre: [0, LENGTH], radius: 0.06 }],
    shapes(state) {
      const angle = state[0] as number
      return [
        {
          kind: 'path',
          role: 'body',
          points: [
            [0, 0],
            [-LENGTH * sin(angle), LENGTH * cos(angle)],
          ],
          width: 0.16,
        },
        { kind: 'circle', role: 'other', centre: [0, 0], radius: 0.05, filled: true },
      ]
    },
  }),
}
