// Every setting of NEAT: type, range, default, description and group in one schema, from which help, forms and
// validation follow. Defaults are those of Stanley & Miikkulainen 2002, §4.1, except where the description says.
// Where it says "measured", the value did better on xor over several disjoint sets of 200 seeds.
import * as z from 'zod'
import { type Parsed, parseWith } from '../base/config-issue.ts'
import { ACTIVATIONS, AGGREGATIONS } from '../network/network-spec.ts'

const probability = (value: number, description: string) =>
  z.number().min(0).max(1).default(value).meta({ description })
const amount = (value: number, description: string) =>
  z.number().min(0).max(1e6).default(value).meta({ description })
const count = (value: number, low: number, description: string) =>
  z.int().min(low).max(1_000_000).default(value).meta({ description })

const distribution = (value: 'gauss' | 'uniform' | 'cauchy', description: string) =>
  z.enum(['gauss', 'uniform', 'cauchy']).default(value).meta({ description })

const networkSchema = z.strictObject({
  kind: z.enum(['feed-forward', 'recurrent', 'ctrnn']).default('feed-forward').meta({
    description:
      'Whether loops are allowed: recurrent networks keep their state between steps; a ctrnn is recurrent in continuous time (Beer 1995), every node with a time constant of its own.',
  }),
  initialConnections: z.enum(['full', 'partial', 'one-input', 'none']).default('full').meta({
    description:
      'Connections of the first population: every input to every output, each of these by chance, one of them per genome (FS-NEAT, Whiteson et al. 2005), or none.',
  }),
  initialConnectionRate: probability(
    0.5,
    'Chance of each connection to be there at first, where the first connections are "partial".',
  ),
  activations: z
    .array(z.enum(ACTIVATIONS))
    .min(1)
    .default(['sigmoid'])
    .meta({ description: 'Activation functions that hidden nodes may have; a new node draws one.' }),
  outputActivation: z
    .enum(ACTIVATIONS)
    .default('sigmoid')
    .meta({ description: 'Activation function of the outputs.' }),
  aggregations: z
    .array(z.enum(AGGREGATIONS))
    .min(1)
    .default(['sum'])
    .meta({ description: 'Aggregations of their inputs that hidden nodes may have; a new node draws one.' }),
  outputAggregation: z
    .enum(AGGREGATIONS)
    .default('sum')
    .meta({ description: 'Aggregation of the inputs of the outputs.' }),
})

const weightsSchema = z.strictObject({
  initialRange: amount(1, 'First weights and biases are uniform in ± this.'),
  mutationRate: probability(0.8, 'Chance that a child has its weights and biases mutated at all.'),
  perturbRate: probability(
    0.7,
    'Chance of each weight and bias, then, to be perturbed (2002: 0.9; measured).',
  ),
  replaceRate: probability(0.1, 'Chance of each weight and bias, then, to be drawn anew.'),
  power: amount(1.5, 'Standard deviation of a perturbation (original C++: 2.5, uniform; measured).'),
  replaceRange: amount(4, 'Weights drawn anew are uniform in ± this.'),
  limit: amount(30, 'Weights and biases are kept within ± this.'),
  perturbation: distribution(
    'gauss',
    'Distribution of perturbations; power is its scale: standard deviation, half-width, or scale of the heavy-tailed Cauchy.',
  ),
  replacement: distribution(
    'uniform',
    'Distribution of numbers drawn anew; replaceRange is its scale, and limit its bound.',
  ),
})

const biasesSchema = z.strictObject({
  genes: z.enum(['with-weights', 'own-rates', 'none']).default('with-weights').meta({
    description:
      'Biases of nodes: mutated together with the weights and by the same settings; by the settings below, as in neat-python; or none at all, so that a constant input has to do.',
  }),
  mutationRate: probability(0.7, 'With rates of their own: chance that a child has its biases mutated.'),
  perturbRate: probability(0.7, 'Chance of each bias, then, to be perturbed.'),
  replaceRate: probability(0.1, 'Chance of each bias, then, to be drawn anew.'),
  power: amount(0.5, 'Scale of a perturbation of a bias.'),
  replaceRange: amount(4, 'Scale of biases drawn anew.'),
  limit: amount(30, 'Biases are kept within ± this.'),
})

const responsesSchema = z.strictObject({
  mutationRate: probability(
    0,
    'Chance that a child has its responses mutated, the factors of what goes into nodes; at 0 all are 1 (neat-python: response).',
  ),
  perturbRate: probability(0.7, 'Chance of each response, then, to be perturbed.'),
  replaceRate: probability(0.1, 'Chance of each response, then, to be drawn anew around 1.'),
  power: amount(0.2, 'Scale of a perturbation of a response.'),
  replaceRange: amount(1, 'Scale of responses drawn anew around 1.'),
  limit: amount(30, 'Responses are kept within ± this.'),
})

const timeConstantsSchema = z.strictObject({
  initial: z.number().min(1).max(1e6).default(2).meta({
    description: 'Time constant of new nodes of a ctrnn, in activations; 1 forgets at once.',
  }),
  mutationRate: probability(0.2, 'Chance that a child of a ctrnn has its time constants mutated.'),
  perturbRate: probability(0.5, 'Chance of each time constant, then, to be perturbed.'),
  power: amount(1, 'Scale of a perturbation of a time constant, in activations.'),
  limit: z
    .number()
    .min(1)
    .max(1e6)
    .default(30)
    .meta({ description: 'Largest time constant; the least is 1.' }),
})

const structureSchema = z.strictObject({
  addConnectionRate: probability(0.1, 'Chance that a child gets a new connection (2002: 0.05; measured).'),
  addNodeRate: probability(
    0.025,
    'Chance that a child has a connection split by a new node (2002: 0.03; measured).',
  ),
  deleteNodeRate: probability(
    0,
    'Chance that a child loses a hidden node with its connections (neat-python: 0.2).',
  ),
  deleteConnectionRate: probability(0, 'Chance that a child loses a connection (neat-python: 0.5).'),
  toggleRate: probability(0.01, 'Chance that one connection of a child is enabled or disabled.'),
  activationRate: probability(0, 'Chance that one hidden node of a child draws its activation anew.'),
  aggregationRate: probability(0, 'Chance that one hidden node of a child draws its aggregation anew.'),
  pruneDangling: z.boolean().default(true).meta({
    description:
      'Whether a deletion takes hidden nodes with it that nothing leads to or from any more (SharpNEAT).',
  }),
  innovations: z.enum(['run', 'generation']).default('run').meta({
    description:
      'How long a structural mutation that arises again gets the number it had: for the whole run, or within a generation only, as in the original C++.',
  }),
})

const complexitySchema = z.strictObject({
  regulation: z.enum(['off', 'absolute', 'relative']).default('off').meta({
    description:
      'Phased search (Green 2004; SharpNEAT): above a ceiling of mean connections genomes only shrink, until they shrink no more. The ceiling is fixed, or rises from where the last such phase ended.',
  }),
  ceiling: amount(
    30,
    'Mean connection genes per genome above which simplification begins; relative: above the mean at the last change.',
  ),
  minSimplification: count(10, 1, 'Generations that a simplification lasts at least.'),
  window: count(10, 1, 'Generations over which the mean is averaged to see whether it still falls.'),
  deleteConnectionRate: probability(0.5, 'While simplifying: chance that a child loses a connection.'),
  deleteNodeRate: probability(
    0.1,
    'While simplifying: chance that a child loses a hidden node with its connections.',
  ),
})

const crossoverSchema = z.strictObject({
  rate: probability(0.75, 'Chance that a child has two parents; the others are mutated clones.'),
  matching: z.enum(['whole-gene', 'per-attribute', 'averaged']).default('whole-gene').meta({
    description:
      'Matching genes: whole from either parent; each attribute from either, as in neat-python; or numbers averaged and the rest from either, as mate_multipoint_avg of the original C++.',
  }),
  interspeciesRate: probability(0.001, 'Chance that the second parent comes from another species.'),
  disableRate: probability(0.75, 'Chance that a gene disabled in either parent is disabled in the child.'),
  ties: z.enum(['smaller', 'random', 'both']).default('smaller').meta({
    description:
      'Whose disjoint and excess genes a child gets of equally fit parents: of the one with fewer connection genes (original C++), of one drawn at random, or each by chance from both (2002, figure 4).',
  }),
})

const speciationSchema = z.strictObject({
  method: z.enum(['threshold', 'k-means']).default('threshold').meta({
    description:
      'A genome joins the first species whose representative is nearer than the threshold (2002), or the nearest of targetSpecies clusters (SharpNEAT).',
  }),
  iterations: count(10, 1, 'Rounds that k-means may take to settle.'),
  excessCoefficient: amount(1, 'c1 of the compatibility distance.'),
  disjointCoefficient: amount(1, 'c2 of the compatibility distance.'),
  weightCoefficient: amount(0.4, 'c3 of the compatibility distance.'),
  normaliseFrom: count(
    20,
    1,
    'Genes of the larger genome from which structural difference is divided by its size.',
  ),
  threshold: amount(3, 'First compatibility threshold.'),
  adaptive: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether the threshold moves towards the target number of species.' }),
  targetSpecies: count(10, 1, 'Number of species the threshold moves towards.'),
  maxSpecies: count(
    50,
    1,
    'Number of species beyond which none is founded: a genome far from all joins the nearest.',
  ),
  thresholdStep: amount(
    0.3,
    'Change of the threshold per generation and doubling of the number of species (measured).',
  ),
  minThreshold: amount(0.3, 'The threshold never falls below this.'),
})

const selectionSchema = z.strictObject({
  goal: z.enum(['maximise', 'minimise']).default('maximise').meta({
    description: 'Whether higher or lower fitness is better; the solved mark counts from the same side.',
  }),
  sharing: z.enum(['mean', 'rank', 'tournament']).default('mean').meta({
    description:
      'How species share the children: by their mean fitness above the worst genome (2002), by the mean rank of their members, or child by child by tournaments between genomes whose fitness is shared.',
  }),
  tournamentSize: count(3, 1, 'Genomes in a tournament.'),
  parents: z.enum(['uniform', 'tournament']).default('uniform').meta({
    description: 'How parents are drawn among those of a species that may have children.',
  }),
  survivalRate: z.number().gt(0).max(1).default(0.15).meta({
    description:
      'Share of each species, best first, that may have children; at least one may (original C++: 0.2; measured).',
  }),
  minSpeciesSize: count(
    0,
    0,
    'Children every species gets at least, as far as the population goes round (neat-python: 2).',
  ),
  youngAge: count(10, 0, 'A species younger than this many generations is young.'),
  youngBonus: z.number().min(0.01).max(100).default(1).meta({
    description: 'Factor of the shared fitness of young species (original C++: age_significance); 1 is none.',
  }),
  oldAge: count(30, 1, 'A species of at least this many generations is old.'),
  oldPenalty: z.number().min(0.01).max(100).default(1).meta({
    description: 'Factor of the shared fitness of old species (MultiNEAT: OldAgePenalty); 1 is none.',
  }),
  keepBest: z.boolean().default(true).meta({
    description:
      'Whether the best genome found lives on in every generation; if not, it is only remembered, and every generation has a champion of its own to be tried.',
  }),
  elites: count(1, 0, 'Best members that a large species passes on unchanged.'),
  elitismFromSize: count(5, 1, 'A species of at least this size is large in this sense.'),
  stagnationLimit: count(
    15,
    1,
    'A species that has not improved for this many generations has no more children.',
  ),
  stagnationMeasure: z.enum(['best', 'mean']).default('best').meta({
    description: 'What has to improve: the best fitness of the species, or the mean of its members.',
  }),
  sparedSpecies: count(2, 1, 'Number of best species that stagnation spares (neat-python: species_elitism).'),
})

const restartsSchema = z.strictObject({
  patience: count(
    0,
    0,
    'Generations without a gain after which evolution begins anew from minimal genomes, the best of all kept aside; 0 for never.',
  ),
  minGain: amount(0.1, 'Share by which the best score has to grow to count as a gain.'),
})

const steadyStateSchema = z.strictObject({
  adjustEvery: count(
    20,
    1,
    'Without generations: births after which the threshold adapts and all genomes are divided anew (rtNEAT: 20 ticks).',
  ),
  protectedShare: probability(
    0.5,
    'Without generations: share of the population, the youngest, that no child may replace (rtNEAT: half are ineligible).',
  ),
})

export const neatConfigSchema = z.strictObject({
  populationSize: count(150, 2, 'Genomes in every generation.'),
  network: networkSchema.prefault({}).meta({ description: 'Networks' }),
  weights: weightsSchema.prefault({}).meta({ description: 'Weights and biases' }),
  biases: biasesSchema.prefault({}).meta({ description: 'Biases' }),
  responses: responsesSchema.prefault({}).meta({ description: 'Responses' }),
  timeConstants: timeConstantsSchema.prefault({}).meta({ description: 'Time constants' }),
  structure: structureSchema.prefault({}).meta({ description: 'Structural mutations' }),
  complexity: complexitySchema.prefault({}).meta({ description: 'Complexity regulation' }),
  crossover: crossoverSchema.prefault({}).meta({ description: 'Crossover' }),
  speciation: speciationSchema.prefault({}).meta({ description: 'Speciation' }),
  selection: selectionSchema.prefault({}).meta({ description: 'Selection' }),
  restarts: restartsSchema.prefault({}).meta({ description: 'Restarts' }),
  steadyState: steadyStateSchema.prefault({}).meta({ description: 'Without generations' }),
})

export type NeatConfig = z.output<typeof neatConfigSchema>
/** The same with every setting optional: what people write. */
export type NeatConfigInput = z.input<typeof neatConfigSchema>

export function parseNeatConfig(value: unknown): Parsed<NeatConfig> {
  return parseWith(neatConfigSchema, value)
}
