// Settings that suit a problem, where the defaults don't. Chosen over many seeds, none of them for a particular one.
import type * as z from 'zod'
import type { NeatConfigInput } from '../neat/config.ts'
import type { searchSchema } from './search-config.ts'

export interface Preset {
  readonly generations?: number
  readonly trialAtLeast?: Readonly<Record<string, number>>
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

/** Outputs that reach every number, and small steps towards it. */
const REGRESSION: Preset = {
  neat: {
    network: { activations: ['tanh'], outputActivation: 'identity' },
    weights: { power: 0.2, replaceRate: 0.02, replaceRange: 0.5 },
  },
}

const PRESETS: Readonly<Record<string, Preset>> = {
  regression: REGRESSION,
  'auto-mpg': REGRESSION,
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
  // Needs memory: nodes that pass on what they got a step ago tell velocities, where the connection that was split is
  // enabled again beside them. Fitness says little of whether a network balances for ever, so every generation has a new
  // champion to be tried, and a population that has settled begins anew. Ending at 280 starts of 625 instead of the 200
  // of the literature gives solutions that hold more than 300 on average.
  'double-pole-without-velocities': {
    generations: 2000,
    trialAtLeast: { starts: 280 },
    neat: {
      populationSize: 100,
      network: { kind: 'recurrent', activations: ['identity'] },
      weights: { power: 0.5, perturbRate: 0.5, mutationRate: 0.9, replaceRate: 0.05, limit: 8 },
      structure: { toggleRate: 0.3 },
      speciation: { targetSpecies: 8 },
      selection: { stagnationLimit: 8, keepBest: false, elites: 0 },
      restarts: { patience: 60 },
    },
  },
  pendulum: { generations: 1000 },
  snake: { generations: 1000 },
  // Fitness leads into the pocket there, and novelty out of it.
  'deceptive-maze': { generations: 500, search: { objective: 'novelty' } },
  // Fitness is noisy and falls to −500 for those that spin: shares by rank, and species judged by their means. Outputs are
  // compared only, so that nothing need bound them. The best of many champions owes something to luck on the trial's
  // episodes: 215 there holds the 200 that are asked on others.
  'lunar-lander': {
    generations: 1000,
    trialAtLeast: { 'mean return': 215 },
    neat: {
      populationSize: 100,
      network: { activations: ['tanh'], outputActivation: 'identity' },
      weights: { power: 0.5, perturbRate: 0.15, replaceRate: 0.01, mutationRate: 0.95 },
      speciation: { targetSpecies: 5 },
      selection: {
        sharing: 'rank',
        survivalRate: 0.25,
        elites: 3,
        stagnationMeasure: 'mean',
        stagnationLimit: 30,
      },
    },
  },
  // An episode is long: few networks a generation. Of the powers that were tried, many small steps at once walked soonest.
  'bipedal-walker': {
    generations: 2000,
    neat: {
      populationSize: 60,
      network: { activations: ['tanh'], outputActivation: 'tanh' },
      weights: { power: 0.15, perturbRate: 0.5, replaceRate: 0.01, mutationRate: 0.95 },
      speciation: { targetSpecies: 5 },
      selection: {
        sharing: 'rank',
        survivalRate: 0.3,
        elites: 2,
        stagnationMeasure: 'mean',
        stagnationLimit: 30,
      },
    },
  },
  // Fitness depends on who is met, so that nobody is judged by one generation: shares by rank, and patience with species.
  // Outputs are compared only.
  'tic-tac-toe': {
    generations: 500,
    neat: {
      network: { activations: ['relu'], outputActivation: 'identity' },
      weights: { power: 0.5, perturbRate: 0.1, replaceRate: 0.01, mutationRate: 0.95 },
      structure: { addNodeRate: 0.1, addConnectionRate: 0.3 },
      speciation: { targetSpecies: 5 },
      selection: { sharing: 'rank', survivalRate: 0.25, elites: 3, stagnationLimit: 100 },
    },
  },
  'sequence-recall': { neat: { network: { kind: 'recurrent' } } },
}

/** The preset of a problem, or of its solution on a substrate; empty where the defaults suit it. */
export function presetOf(problem: string, onSubstrate = false): Preset {
  const preset = Object.hasOwn(PRESETS, problem) ? (PRESETS[problem] ?? {}) : {}
  return onSubstrate ? { ...preset, ...PAINTING } : preset
}
