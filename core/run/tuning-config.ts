// Fine-tuning as a step of every evaluation: its settings, and what they are for a run's batches.
import * as z from 'zod'
import type { ConfigIssue } from '../base/config-issue.ts'
import type { Tuning } from '../evaluate/batch.ts'
import type { Problem } from '../problems/problem.ts'
import { ADAM_DEFAULTS } from '../tune/adam.ts'
import type { RunConfig } from './run-config.ts'

export const tuningSchema = z.strictObject({
  mode: z.enum(['off', 'lamarckian', 'baldwinian']).default('off').meta({
    description:
      'Whether every network is tuned by gradient descent on the examples of the problem before it is evaluated: not at all; with genomes that inherit the tuned weights and biases; or for the fitness only, with genomes as they were (Whitley et al. 1994).',
  }),
  epochs: z
    .int()
    .min(1)
    .max(100_000)
    .default(20)
    .meta({ description: 'Steps of gradient descent per evaluation, each over all examples.' }),
  learningRate: z
    .number()
    .gt(0)
    .max(10)
    .default(0.05)
    .meta({ description: 'Largest change of a weight per step, about (Kingma & Ba 2015: 0.001).' }),
  beta1: z.number().min(0).lt(1).default(ADAM_DEFAULTS.beta1).meta({
    description: "Adam's decay of the mean of the gradient.",
  }),
  beta2: z.number().min(0).lt(1).default(ADAM_DEFAULTS.beta2).meta({
    description: "Adam's decay of the mean of its square.",
  }),
  epsilon: z.number().gt(0).max(1).default(ADAM_DEFAULTS.epsilon).meta({
    description: 'Keeps Adam from dividing by zero.',
  }),
  limit: z.number().gt(0).max(1e6).default(30).meta({
    description:
      'Tuning moves weights and biases no further than ± this, nor further than the limits that mutations keep.',
  }),
})

/** What a run's batches carry of fine-tuning; undefined where it is off. */
export function tuningOf({ tuning, neat }: RunConfig): Tuning | undefined {
  const { mode, ...settings } = tuning
  if (mode === 'off') return undefined
  const biasLimit = neat.biases.genes === 'own-rates' ? neat.biases.limit : neat.weights.limit
  const limit = Math.min(settings.limit, neat.weights.limit, biasLimit)
  return { ...settings, limit, inherit: mode === 'lamarckian' }
}

/** Why a run can't be fine-tuned as its settings ask; empty when it can, or needn't. */
export function tuningIssues({ tuning, neat }: RunConfig, problem: Problem): readonly ConfigIssue[] {
  if (tuning.mode === 'off') return []
  const no = (message: string): ConfigIssue[] => [{ path: 'tuning.mode', message }]
  const { kind } = neat.network
  if (kind !== 'feed-forward') {
    return no(`only feed-forward networks can be fine-tuned, and these are ${kind}; choose "off"`)
  }
  if (problem.examples === undefined) {
    return no(`"${problem.name}" has no examples to learn from; choose "off" or another problem`)
  }
  if (neat.biases.genes === 'none') {
    return no('fine-tuning moves biases, and neat.biases.genes is "none"; choose "off", or other biases')
  }
  return []
}
