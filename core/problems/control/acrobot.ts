// Acrobot-v1 as in Gymnasium 1.3.0 (gymnasium/envs/classic_control/acrobot.py, the equations of Sutton & Barto's book):
// two links hang from a hinge, and only the joint between them is driven. State: both angles, both angular velocities.
import { cos, PI, sin } from '../../base/portable-math.ts'
import { chooseAction } from '../choose-action.ts'
import { EPISODES } from '../episodes.ts'
import type { PlayPoint } from '../play.ts'
import type { Problem } from '../problem.ts'
import { rungeKutta } from '../runge-kutta.ts'
import { type Environment, playEpisode, scoreEpisodes, tryEnvironment } from './environment.ts'

const GRAVITY = 9.8
/** Both links: length, mass, distance of the centre of mass, moment of inertia. */
const LENGTH = 1
const MASS = 1
const CENTRE = 0.5
const INERTIA = 1
const STEP_S = 0.2
const FASTEST_1 = 4 * PI
const FASTEST_2 = 9 * PI
const SOLVED_AT = -100

export const acrobotEnvironment: Environment = {
  stateSize: 4,
  inputs: ['cos 1', 'sin 1', 'cos 2', 'sin 2', 'angular velocity 1', 'angular velocity 2'],
  outputs: ['torque −1', 'no torque', 'torque 1'],
  timeLimit: 500,
  begin(state, random) {
    for (let at = 0; at < 4; at++) state[at] = random.nextBetween(-0.1, 0.1)
  },
  observe(state, inputs) {
    inputs[0] = cos(state[0] as number)
    inputs[1] = sin(state[0] as number)
    inputs[2] = cos(state[1] as number)
    inputs[3] = sin(state[1] as number)
    inputs[4] = (state[2] as number) / FASTEST_1
    inputs[5] = (state[3] as number) / FASTEST_2
  },
  choose: chooseAction,
  /** −1 for every step but the last. */
  step(state, action) {
    integrate(state, action - 1, STEP_S)
    state[0] = wrapped(state[0] as number)
    state[1] = wrapped(state[1] as number)
    state[2] = Math.min(Math.max(state[2] as number, -FASTEST_1), FASTEST_1)
    state[3] = Math.min(Math.max(state[3] as number, -FASTEST_2), FASTEST_2)
    return isUp(state) ? 0 : -1
  },
  isTerminal: isUp,
}

/** The tip is above the hinge by the length of a link. */
function isUp(state: Float64Array): boolean {
  return -cos(state[0] as number) - cos((state[1] as number) + (state[0] as number)) > 1
}

function wrapped(angle: number): number {
  let x = angle
  while (x > PI) x -= 2 * PI
  while (x < -PI) x += 2 * PI
  return x
}

function differentiate(state: Float64Array, torque: number, slope: Float64Array): void {
  const angle1 = state[0] as number
  const angle2 = state[1] as number
  const speed1 = state[2] as number
  const speed2 = state[3] as number
  const cos2 = cos(angle2)
  const sin2 = sin(angle2)
  const d1 =
    MASS * CENTRE * CENTRE +
    MASS * (LENGTH * LENGTH + CENTRE * CENTRE + 2 * LENGTH * CENTRE * cos2) +
    INERTIA +
    INERTIA
  const d2 = MASS * (CENTRE * CENTRE + LENGTH * CENTRE * cos2) + INERTIA
  const phi2 = MASS * CENTRE * GRAVITY * cos(angle1 + angle2 - PI / 2)
  const phi1 =
    -MASS * LENGTH * CENTRE * speed2 * speed2 * sin2 -
    2 * MASS * LENGTH * CENTRE * speed2 * speed1 * sin2 +
    (MASS * CENTRE + MASS * LENGTH) * GRAVITY * cos(angle1 - PI / 2) +
    phi2
  const turn2 =
    (torque + (d2 / d1) * phi1 - MASS * LENGTH * CENTRE * speed1 * speed1 * sin2 - phi2) /
    (MASS * CENTRE * CENTRE + INERTIA - (d2 * d2) / d1)
  slope[0] = speed1
  slope[1] = speed2
  slope[2] = -(d2 * turn2 + phi1) / d1
  slope[3] = turn2
}

const integrate = rungeKutta<Float64Array>(() => new Float64Array(4), differentiate)

export const acrobot: Problem = {
  name: 'acrobot',
  version: 1,
  summary: 'Swings the tip of two links up by the joint between them (Acrobot-v1).',
  inputs: acrobotEnvironment.inputs,
  outputs: acrobotEnvironment.outputs,
  solvedAt: SOLVED_AT,
  worstFitness: -acrobotEnvironment.timeLimit,
  deterministic: true,
  options: EPISODES,
  evaluate: (network, context) => scoreEpisodes(acrobotEnvironment, network, context),
  tryChampion: (network) => tryEnvironment(acrobotEnvironment, network, SOLVED_AT),
  play: playEpisode(acrobotEnvironment, {
    stage: { left: -2.2, right: 2.2, bottom: -2.2, top: 2.2 },
    frameMs: 1000 * STEP_S,
    scenery: () => [
      {
        kind: 'path',
        role: 'goal',
        points: [
          [-2.2, 1],
          [2.2, 1],
        ],
      },
    ],
    shapes(state) {
      const angle1 = state[0] as number
      const angle2 = angle1 + (state[1] as number)
      const joint: PlayPoint = [LENGTH * sin(angle1), -LENGTH * cos(angle1)]
      const tip: PlayPoint = [joint[0] + LENGTH * sin(angle2), joint[1] - LENGTH * cos(angle2)]
      return [
        { kind: 'path', role: 'body', points: [[0, 0], joint], width: 0.16 },
        { kind: 'path', role: 'part', points: [joint, tip], width: 0.16 },
        { kind: 'circle', role: 'other', centre: [0, 0], radius: 0.06, filled: true },
        { kind: 'circle', role: 'other', centre: joint, radius: 0.06, filled: true },
      ]
    },
  }),
}
