// Settings that suit a problem, where the defaults don't. Chosen over many seeds, none of them for a particular one.
import type * as z from 'zod'
import type { NeatConfigInput } from '../neat/config.ts'
import type { searchSchema } from './search-config.ts'

export interface Preset {
  readonly generations?: number
  readonly neat?: NeatConfigInput
  readonly search?: z.input<typeof searchSchema>
}

/** Of networks that paint patterns: symmetry, repetition and gradients to choose from, and weights of both signs. */
const PAINTING: Preset = {
  neat: {
    network: {
      activations: ['sigmoid', 'gauss', 'sin', 'identity', 'abs', 'tanh'],
      outputActivation: 'tanh',
    },
  },
}

const PRESETS: Readonly<Record<string, Preset>> = {
  // A line through the six inputs nearly does: a small population that tunes weights finds it soonest.
  'double-pole': {
    generations: 1000,
    neat: {
      populationSize: 30,
      weights: { power: 0.5, perturbRate: 0.5 },
      structure: { addNodeRate: 0.005, addConnectionRate: 0.005 },
      speciation: { targetSpecies: 3 },
    },
  },
  // Needs memory, hence loops; many small species keep searching where one would settle on swinging.
  'double-pole-without-velocities': {
    generations: 500,
    neat: {
      populationSize: 150,
      network: { kind: 'recurrent' },
      weights: { power: 0.5, perturbRate: 0.5 },
      speciation: { targetSpecies: 25 },
      selection: { stagnationLimit: 8 },
    },
  },
  // Fitness leads into the pocket there, and novelty out of it.
  'deceptive-maze': { generations: 500, search: { objective: 'novelty' } },
  'sequence-recall': { neat: { network: { kind: 'recurrent' } } },
}

/** The preset of a problem, or of its solution on a substrate; empty where the defaults suit it. */
export function presetOf(problem: string, onSubstrate = false): Preset {
  const preset = Object.hasOwn(PRESETS, problem) ? (PRESETS[problem] ?? {}) : {}
  return onSubstrate ? { ...preset, ...PAINTING } : preset
}
