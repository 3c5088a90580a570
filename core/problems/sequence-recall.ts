// A sequence is shown bit by bit and must be repeated on cue: no network without memory does better than by chance, so
// it tells recurrent search from feed-forward.
import type { Network } from '../network/network-spec.ts'
import type { Problem } from './problem.ts'

const LENGTH = 2
const SEQUENCES = 1 << LENGTH
const ANSWERS = SEQUENCES * LENGTH
/** Of the answers: the solved mark of xor, 3.9 of 4. */
const SOLVED_SHARE = 0.975

/** Inputs of a step: the bit (−1 or 1 while shown, else 0), and whether this is a cue to answer. */
function step(network: Network, bit: number, cue: number): number {
  return network.activate([bit, cue])[0] ?? 0
}

export const sequenceRecall: Problem = {
  name: 'sequence-recall',
  version: 1,
  summary: `Repeats every sequence of ${LENGTH} bits on cue; needs a recurrent network.`,
  inputs: ['bit', 'cue'],
  outputs: ['answer'],
  solvedAt: ANSWERS * SOLVED_SHARE,
  worstFitness: 0,
  deterministic: true,
  /** Answers less Σ(error²) over all sequences, the network reset before each. */
  evaluate(network) {
    let fitness = ANSWERS
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      network.reset()
      for (let at = 0; at < LENGTH; at++) step(network, ((sequence >> at) & 1) * 2 - 1, 0)
      for (let at = 0; at < LENGTH; at++) {
        const error = step(network, 0, 1) - ((sequence >> at) & 1)
        fitness -= error * error
      }
    }
    return fitness
  },
}
