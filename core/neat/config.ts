// Every setting of NEAT: type, range, default, description and group in one schema, from which help, forms and
// validation follow. Defaults are those of Stanley & Miikkulainen 2002, §4.1, except where the description says.
// Where it says "measured", the value did better on xor over several disjoint sets of 200 seeds.
import * as z from 'zod'
import { type Parsed, parseWith } from '../base/config-issue.ts'
import { ACTIVATIONS } from '../network/network-spec.ts'

const probability = (value: number, description: string) =>
  z.number().min(0).max(1).default(value).meta({ description })
const amount = (value: number, description: string) =>
  z.number().min(0).max(1e6).default(value).meta({ description })
const count = (value: number, low: number, description: string) =>
  z.int().min(low).max(1_000_000).default(value).meta({ description })

const networkSchema = z.strictObject({
  kind: z
    .enum(['feed-forward', 'recurrent'])
    .default('feed-forward')
    .meta({ description: 'Whether loops are allowed; recurrent networks keep their state between steps.' }),
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
})

const crossoverSchema = z.strictObject({
  rate: probability(0.75, 'Chance that a child has two parents; the others are mutated clones.'),
  matching: z.enum(['whole-gene', 'per-attribute', 'averaged']).default('whole-gene').meta({
    description:
      'Matching genes: whole from either parent; each attribute from either, as in neat-python; or numbers averaged and the rest from either, as mate_multipoint_avg of the original C++.',
  }),
  interspeciesRate: probability(0.001, 'Chance that the second parent comes from another species.'),
  disableRate: probability(0.75, 'Chance that a gene disabled in either parent is disabled in the child.'),
})

const speciationSchema = z.strictObject({
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
  elitismFromSize: count(5, 1, 'A species of at least this size passes its champion on unchanged.'),
  stagnationLimit: count(
    15,
    1,
    'A species that has not improved for this many generations has no more children.',
  ),
  sparedSpecies: count(2, 1, 'Number of best species that stagnation spares.'),
})

export const neatConfigSchema = z.strictObject({
  populationSize: count(150, 2, 'Genomes in every generation.'),
  network: networkSchema.prefault({}).meta({ description: 'Networks' }),
  weights: weightsSchema.prefault({}).meta({ description: 'Weights and biases' }),
  structure: structureSchema.prefault({}).meta({ description: 'Structural mutations' }),
  crossover: crossoverSchema.prefault({}).meta({ description: 'Crossover' }),
  speciation: speciationSchema.prefault({}).meta({ description: 'Speciation' }),
  selection: selectionSchema.prefault({}).meta({ description: 'Selection' }),
})

export type NeatConfig = z.output<typeof neatConfigSchema>
/** The same with every setting optional: what people write. */
export type NeatConfigInput = z.input<typeof neatConfigSchema>

export function parseNeatConfig(value: unknown): Parsed<NeatConfig> {
  return parseWith(neatConfigSchema, value)
}
