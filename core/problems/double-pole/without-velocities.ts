// Double pole balancing without velocities, Gruau's fitness against swinging (Gruau, Whitley & Pyeatt 1996; Stanley &
// Miikkulainen 2002, §4.2). Fitness guides; whether it is solved, the champion's trials say.
import type { Network } from '../../network/network-spec.ts'
import type { ChampionTrial, Problem } from '../problem.ts'
import { type CartState, decide, hasFailed, START } from './cart.ts'
import { polesAtWork } from './play.ts'

const INPUTS = ['position', 'angle 1', 'angle 2', 'bias']
const DECISIONS = 1000
const LONG_TRIAL = 100_000
/** The swinging is summed over the last so many decisions. */
const WATCHED = 100
/** Starts of 625 that a solution must hold. */
const ENOUGH_STARTS = 200
const START_SHARES = [0.05, 0.25, 0.5, 0.75, 0.95]

interface Trial {
  /** Decisions after which the poles still stood. */
  readonly survived: number
  /** |x| + |ẋ| + |θ1| + |θ̇1| summed over the last 100 decisions. */
  readonly swinging: number
}

/** Balances from `start` until it fails or `decisions` are made; the network begins as new. */
function balance(network: Network, start: Readonly<CartState>, decisions: number): Trial {
  network.reset()
  const state: CartState = [...start]
  const inputs = new Float64Array(INPUTS.length)
  const swings = new Float64Array(WATCHED)
  let survived = 0
  while (survived < decisions) {
    tellPositions(state, inputs)
    decide(state, network.activate(inputs)[0] ?? 0.5)
    if (hasFailed(state)) break
    swings[survived % WATCHED] =
      Math.abs(state[0]) + Math.abs(state[1]) + Math.abs(state[2]) + Math.abs(state[3])
    survived++
  }
  return { survived, swinging: swings.reduce((sum, swing) => sum + swing, 0) }
}

function tellPositions(state: Readonly<CartState>, inputs: Float64Array): void {
  inputs[0] = state[0] / 4.8
  inputs[1] = state[2] / 0.52
  inputs[2] = state[4] / 0.52
  inputs[3] = 0.5
}

/** 0.1·t/1000 + 0.9·f, where f is 0 before 100 decisions and else 0.75 over the swinging. */
export function gruauFitness({ survived, swinging }: Trial): number {
  const calm = survived < WATCHED ? 0 : 0.75 / Math.max(swinging, 1e-9)
  return 0.1 * (survived / DECISIONS) + 0.9 * calm
}

/** Whether the network holds the poles for 100,000 decisions from the usual start. */
export function holdsLong(network: Network): boolean {
  return balance(network, START, LONG_TRIAL).survived === LONG_TRIAL
}

/** From how many of 625 starts the network holds the poles for 1,000 decisions. */
export function generalisation(network: Network): number {
  let held = 0
  for (const a of START_SHARES) {
    for (const b of START_SHARES) {
      for (const c of START_SHARES) {
        for (const d of START_SHARES) {
          const start: CartState = [
            4.32 * a - 2.16,
            2.7 * b - 1.35,
            0.12566304 * c - 0.06283152,
            0.30019504 * d - 0.15009752,
            0,
            0,
          ]
          if (balance(network, start, DECISIONS).survived === DECISIONS) held++
        }
      }
    }
  }
  return held
}

export const doublePoleWithoutVelocities: Problem = {
  name: 'double-pole-without-velocities',
  version: 1,
  summary: 'Balances two poles on a cart, velocities unknown; needs a recurrent network.',
  inputs: INPUTS,
  outputs: ['force'],
  // No fitness tells a solution: the champion's trials decide, and this is beyond what the fitness can be.
  solvedAt: 1e12,
  worstFitness: 0,
  deterministic: true,
  evaluate(network) {
    const trial = balance(network, START, DECISIONS)
    return { fitness: gruauFitness(trial), metrics: { ...trial } }
  },
  tryChampion(network): ChampionTrial {
    if (!holdsLong(network)) return { solved: false, metrics: { starts: 0 } }
    const starts = generalisation(network)
    return { solved: starts >= ENOUGH_STARTS, metrics: { starts } }
  },
  play: polesAtWork(tellPositions, INPUTS.length),
}
