// A retina of two by four pixels, an object looked for in each half: modular by nature, and a test for substrates with
// geometry (Kashtan & Alon 2005, "Spontaneous evolution of modularity and network motifs", the L AND R task; used for
// HyperNEAT by Clune et al. 2010).
import { countedFitness, examplesOf, type LabelledRows } from './classification.ts'
import type { Problem } from './problem.ts'

/** Pixels of a half: upper outer, upper inner, lower outer, lower inner. */
const OUTER_COLUMN = 0b0101

const rows = patterns()

/** An object is three or more pixels, or one or two in the outer column only. */
function holdsObject(half: number): boolean {
  const lit = [0, 1, 2, 3].filter((pixel) => (half >> pixel) & 1).length
  return lit >= 3 || (lit > 0 && (half & ~OUTER_COLUMN) === 0)
}

/** All 256 patterns; pixels are −1 or 1. */
function patterns(): LabelledRows {
  const inputs = new Float64Array(256 * 8)
  const wanted = new Uint8Array(256)
  for (let pattern = 0; pattern < 256; pattern++) {
    for (let pixel = 0; pixel < 8; pixel++) inputs[pattern * 8 + pixel] = ((pattern >> pixel) & 1) * 2 - 1
    wanted[pattern] = holdsObject(pattern & 0b1111) && holdsObject(pattern >> 4) ? 1 : 0
  }
  return { inputs, wanted }
}

const half = (side: string): string[] =>
  ['upper outer', 'upper inner', 'lower outer', 'lower inner'].map((place) => `${side} ${place}`)

export const retina: Problem = {
  name: 'retina',
  version: 1,
  summary: 'Whether both halves of an eight-pixel retina hold an object; counts the right answers of 256.',
  inputs: [...half('left'), ...half('right')],
  outputs: ['both'],
  solvedAt: rows.wanted.length,
  worstFitness: 0,
  deterministic: true,
  examples: examplesOf(rows),
  evaluate: (network) => countedFitness(network, rows),
}
