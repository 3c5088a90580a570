// Two poles hinged on one cart on a short track: the equations of motion of Wieland 1991 with the constants of the
// original NEAT in C++ (Stanley & Miikkulainen 2002, §4.2), integrated by Runge & Kutta's fourth-order rule.
import { cos, sin } from '../../base/portable-math.ts'

/** m/s²; negative, as the equations have it. */
const GRAVITY = -9.8
const CART_KG = 1
const POLE_1_KG = 0.1
const POLE_2_KG = 0.01
/** Half of each pole's length. */
const HALF_LENGTH_1_M = 0.5
const HALF_LENGTH_2_M = 0.05
/** Friction of the hinges; the cart itself has none. */
const POLE_FRICTION = 2e-6
const FORCE_N = 10
const STEP_S = 0.01
const STEPS_PER_DECISION = 2
const TRACK_M = 2.4
/** 36 degrees. */
const LARGEST_ANGLE_RAD = 0.628329

/** Position and velocity of the cart, angle and angular velocity of pole 1, the same of pole 2; metres and radians. */
export type CartState = [number, number, number, number, number, number]

/** Rest but for the long pole, which leans by 4 degrees. */
export const START: Readonly<CartState> = [0, 0, 0.07, 0, 0, 0]

/** One decision: the force is held for two steps. `output`, kept in 0..1, pushes with −10 N to 10 N. */
export function decide(state: CartState, output: number): void {
  const force = (Math.max(0, Math.min(1, output)) - 0.5) * FORCE_N * 2
  for (let step = 0; step < STEPS_PER_DECISION; step++) rungeKutta(state, force)
}

/** Whether the cart has left the track or a pole has fallen; what is no number has failed too. */
export function hasFailed([x, , angle1, , angle2]: CartState): boolean {
  const within =
    Math.abs(x) <= TRACK_M && Math.abs(angle1) <= LARGEST_ANGLE_RAD && Math.abs(angle2) <= LARGEST_ANGLE_RAD
  return !within
}

// Reused between steps: nothing outlives a call.
const slopes = [0, 1, 2, 3].map((): CartState => [0, 0, 0, 0, 0, 0])
const between: CartState = [0, 0, 0, 0, 0, 0]

// Written out, although ../runge-kutta.ts has the rule: code that two problems of one process share runs at half the speed
// here, and this is the hottest of all problems.
function rungeKutta(state: CartState, force: number): void {
  const [first, second, third, fourth] = slopes as [CartState, CartState, CartState, CartState]
  differentiate(state, force, first)
  moveTo(between, state, first, STEP_S / 2)
  differentiate(between, force, second)
  moveTo(between, state, second, STEP_S / 2)
  differentiate(between, force, third)
  moveTo(between, state, third, STEP_S)
  differentiate(between, force, fourth)
  for (let i = 0; i < 6; i++) {
    const middle = (second[i] as number) + (third[i] as number)
    state[i] =
      (state[i] as number) + (STEP_S / 6) * ((first[i] as number) + (fourth[i] as number) + 2 * middle)
  }
}

function moveTo(to: CartState, from: CartState, slope: CartState, seconds: number): void {
  for (let i = 0; i < 6; i++) to[i] = (from[i] as number) + seconds * (slope[i] as number)
}

/** Time derivatives of a state under a force. */
function differentiate(state: CartState, force: number, slope: CartState): void {
  const cos1 = cos(state[2])
  const cos2 = cos(state[4])
  const pull1 = GRAVITY * sin(state[2])
  const pull2 = GRAVITY * sin(state[4])
  const hinge1 = (POLE_FRICTION * state[3]) / (HALF_LENGTH_1_M * POLE_1_KG)
  const hinge2 = (POLE_FRICTION * state[5]) / (HALF_LENGTH_2_M * POLE_2_KG)
  const swing1 = HALF_LENGTH_1_M * POLE_1_KG * state[3] * state[3] * sin(state[2])
  const swing2 = HALF_LENGTH_2_M * POLE_2_KG * state[5] * state[5] * sin(state[4])
  const force1 = swing1 + 0.75 * POLE_1_KG * cos1 * (hinge1 + pull1)
  const force2 = swing2 + 0.75 * POLE_2_KG * cos2 * (hinge2 + pull2)
  const mass1 = POLE_1_KG * (1 - 0.75 * cos1 * cos1)
  const mass2 = POLE_2_KG * (1 - 0.75 * cos2 * cos2)
  const acceleration = (force + force1 + force2) / (mass1 + mass2 + CART_KG)
  slope[0] = state[1]
  slope[1] = acceleration
  slope[2] = state[3]
  slope[3] = (-0.75 * (acceleration * cos1 + pull1 + hinge1)) / HALF_LENGTH_1_M
  slope[4] = state[5]
  slope[5] = (-0.75 * (acceleration * cos2 + pull2 + hinge2)) / HALF_LENGTH_2_M
}
