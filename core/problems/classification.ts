// Fitness of telling two classes apart: shared by the problems that are a table of inputs with one yes or no each.

import type { DataSet } from '../network/gradient.ts'
import type { Network } from '../network/network-spec.ts'
import type { Score } from './problem.ts'

/** Rows of inputs, and for each row the class, 0 or 1. */
export interface LabelledRows {
  readonly inputs: Float64Array
  readonly wanted: Uint8Array
}

/** The same table as what fine-tuning learns from. */
export function examplesOf({ inputs, wanted }: LabelledRows): DataSet {
  return { rows: wanted.length, inputs, wanted: Float64Array.from(wanted) }
}

/** Σ over the rows of 1 − error²: the count of rows when every output is right. */
export function squaredErrorFitness(network: Network, { inputs, wanted }: LabelledRows): number {
  const outputs = network.activateAll(inputs, wanted.length)
  let fitness = wanted.length
  for (let row = 0; row < wanted.length; row++) {
    const error = (outputs[row] ?? 0) - (wanted[row] ?? 0)
    fitness -= error * error
  }
  return fitness
}

/**
 * Rows on the right side of ½, plus a share below 1 for how clear the answers are: whole numbers tell how many are
 * right, so that the fitness reaches the count of rows only when all of them are.
 */
export function countedFitness(network: Network, { inputs, wanted }: LabelledRows): Score {
  const rows = wanted.length
  const outputs = network.activateAll(inputs, rows)
  let right = 0
  let error = 0
  for (let row = 0; row < rows; row++) {
    // Outputs of other activations than the sigmoid may lie outside 0..1; beyond it they are no clearer.
    const output = Math.max(0, Math.min(1, outputs[row] ?? 0))
    const target = wanted[row] ?? 0
    if (output > 0.5 === (target === 1) && output !== 0.5) right++
    error += (output - target) * (output - target)
  }
  const clarity = 1 - error / rows
  return { fitness: right === rows ? rows : right + Math.min(clarity, 0.999), metrics: { right, clarity } }
}
