// Double pole balancing with the whole state as inputs: success is 100,000 decisions, half an hour of simulated time
// (Stanley & Miikkulainen 2002, §4.2).
import type { Problem } from '../problem.ts'
import { type CartState, decide, hasFailed, START } from './cart.ts'
import { polesAtWork } from './play.ts'

const DECISIONS = 100_000
const INPUTS = [
  'position',
  'velocity',
  'angle 1',
  'angular velocity 1',
  'angle 2',
  'angular velocity 2',
  'bias',
]

export const doublePole: Problem = {
  name: 'double-pole',
  version: 1,
  summary: 'Balances two poles on a cart, velocities known; counts the decisions survived.',
  inputs: INPUTS,
  outputs: ['force'],
  solvedAt: DECISIONS,
  worstFitness: 0,
  deterministic: true,
  evaluate(network) {
    network.reset()
    const state: CartState = [...START]
    const inputs = new Float64Array(INPUTS.length)
    for (let survived = 0; survived < DECISIONS; survived++) {
      tellAll(state, inputs)
      decide(state, network.activate(inputs)[0] ?? 0.5)
      if (hasFailed(state)) return survived
    }
    return DECISIONS
  },
  play: polesAtWork(tellAll, INPUTS.length),
}

function tellAll(state: Readonly<CartState>, inputs: Float64Array): void {
  inputs[0] = state[0] / 4.8
  inputs[1] = state[1] / 2
  inputs[2] = state[2] / 0.52
  inputs[3] = state[3] / 2
  inputs[4] = state[4] / 0.52
  inputs[5] = state[5] / 2
  inputs[6] = 0.5
}
