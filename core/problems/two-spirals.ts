// Two intertwined spirals of 97 points each to be told apart (Lang & Witbrock 1988, "Learning to tell two spirals
// apart"): hard for networks that only sum and squash.
import { cos, PI, sin } from '../base/portable-math.ts'
import { countedFitness, examplesOf, type LabelledRows } from './classification.ts'
import type { Problem } from './problem.ts'

const POINTS = 97
/** Three turns, from a radius of 6.5 inwards; coordinates are scaled by it to about ±1. */
const RADIUS = 6.5
const POINTS_PER_RADIUS = 104
const POINTS_PER_HALF_TURN = 16

const rows = spirals()

function spirals(): LabelledRows {
  const inputs = new Float64Array(4 * POINTS)
  const wanted = new Uint8Array(2 * POINTS)
  for (let point = 0; point < POINTS; point++) {
    const angle = (point * PI) / POINTS_PER_HALF_TURN
    const radius = (RADIUS * (POINTS_PER_RADIUS - point)) / POINTS_PER_RADIUS
    const x = (radius * sin(angle)) / RADIUS
    const y = (radius * cos(angle)) / RADIUS
    inputs.set([x, y, -x, -y], 4 * point)
    wanted.set([1, 0], 2 * point)
  }
  return { inputs, wanted }
}

export const twoSpirals: Problem = {
  name: 'two-spirals',
  version: 1,
  summary: 'On which of two intertwined spirals a point lies; counts the right answers of 194.',
  inputs: ['x', 'y'],
  outputs: ['first spiral'],
  solvedAt: rows.wanted.length,
  worstFitness: 0,
  deterministic: true,
  examples: examplesOf(rows),
  evaluate: (network) => countedFitness(network, rows),
}
