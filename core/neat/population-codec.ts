// A whole population to plain JSON and back, bit for bit: what a checkpoint holds.
import * as z from 'zod'
import { type ConfigIssue, type Parsed, parseWith } from '../base/config-issue.ts'
import { genomeId, speciesId } from '../base/ids.ts'
import type { NetworkKind } from '../network/network-spec.ts'
import { checkGenome } from './check-genome.ts'
import type { NetworkShape } from './first-genomes.ts'
import type { Genome } from './genome.ts'
import { Innovations } from './innovations.ts'
import type { Population } from './population.ts'
import type { Species } from './species.ts'

const whole = z.int().min(0).max(0xffff_ffff)
// JSON has no infinity: null stands for the −∞ of a species that was never evaluated.
const fitnessOrNone = z.number().nullable()
const genes = z.array(z.number())

/** Arrays gene by gene: compact, and still readable. */
const genomeSchema = z.strictObject({
  id: whole,
  nodes: z.strictObject({ id: genes, activation: genes, aggregation: genes, bias: genes, response: genes }),
  connections: z.strictObject({
    innovation: genes,
    source: genes,
    target: genes,
    weight: genes,
    enabled: genes,
  }),
})

export const populationJsonSchema = z.strictObject({
  shape: z.strictObject({ inputs: z.int().min(1), outputs: z.int().min(1) }),
  generation: whole,
  genomes: z.array(genomeSchema).min(1),
  species: z.array(
    z.strictObject({
      id: whole,
      members: z.array(whole).min(1),
      representative: genomeSchema,
      born: whole,
      bestFitness: fitnessOrNone,
      improvedAt: whole,
    }),
  ),
  compatibilityThreshold: z.number(),
  innovations: z.strictObject({ connections: z.array(whole), splits: z.array(whole) }),
  random: z.tuple([whole, whole, whole, whole]),
  nextGenomeId: whole,
  nextSpeciesId: whole,
  best: z.strictObject({ genome: genomeSchema, fitness: z.number(), generation: whole }).nullable(),
})

export type PopulationJson = z.output<typeof populationJsonSchema>
type CompactGenome = z.output<typeof genomeSchema>

export function populationToJson(population: Population): PopulationJson {
  return {
    shape: population.shape,
    generation: population.generation,
    genomes: population.genomes.map(compact),
    species: population.species.map((species) => ({
      ...species,
      members: [...species.members],
      representative: compact(species.representative),
      bestFitness: Number.isFinite(species.bestFitness) ? species.bestFitness : null,
    })),
    compatibilityThreshold: population.compatibilityThreshold,
    innovations: {
      connections: [...population.innovations.toJson().connections],
      splits: [...population.innovations.toJson().splits],
    },
    random: [...population.random],
    nextGenomeId: population.nextGenomeId,
    nextSpeciesId: population.nextSpeciesId,
    best: population.best === null ? null : { ...population.best, genome: compact(population.best.genome) },
  }
}

/** The population, its genomes checked as genomes of `kind`, or what is wrong. */
export function populationFromJson(value: unknown, kind: NetworkKind): Parsed<Population> {
  const parsed = parseWith(populationJsonSchema, value)
  if (!parsed.ok) return parsed
  const json = parsed.value
  const expand = (genome: CompactGenome): Genome => expanded(genome, json.shape)
  const genomes = json.genomes.map(expand)
  const issues = [...genomeIssues(genomes, kind), ...partitionIssues(json)]
  if (issues.length > 0) return { ok: false, issues }
  const species: Species[] = json.species.map((one) => ({
    ...one,
    id: speciesId(one.id),
    representative: expand(one.representative),
    bestFitness: one.bestFitness ?? Number.NEGATIVE_INFINITY,
  }))
  return {
    ok: true,
    value: {
      ...json,
      genomes,
      species,
      innovations: Innovations.fromJson(json.innovations, json.shape.inputs + json.shape.outputs),
      nextGenomeId: genomeId(json.nextGenomeId),
      nextSpeciesId: speciesId(json.nextSpeciesId),
      best: json.best === null ? null : { ...json.best, genome: expand(json.best.genome) },
    },
  }
}

function genomeIssues(genomes: readonly Genome[], kind: NetworkKind): ConfigIssue[] {
  return genomes.flatMap((genome, index) =>
    checkGenome(genome, kind).map((message) => ({ path: `genomes.${index}`, message })),
  )
}

function partitionIssues(json: PopulationJson): ConfigIssue[] {
  const members = json.species.flatMap((species) => species.members).sort((a, b) => a - b)
  const isPartition =
    members.length === json.genomes.length && members.every((member, index) => member === index)
  return isPartition ? [] : [{ path: 'species', message: 'the species are not a partition of the genomes' }]
}

function compact({ id, nodes, connections }: Genome): CompactGenome {
  return {
    id,
    nodes: {
      id: [...nodes.id],
      activation: [...nodes.activation],
      aggregation: [...nodes.aggregation],
      bias: [...nodes.bias],
      response: [...nodes.response],
    },
    connections: {
      innovation: [...connections.innovation],
      source: [...connections.source],
      target: [...connections.target],
      weight: [...connections.weight],
      enabled: [...connections.enabled],
    },
  }
}

function expanded({ id, nodes, connections }: CompactGenome, shape: NetworkShape): Genome {
  return {
    id: genomeId(id),
    inputCount: shape.inputs,
    outputCount: shape.outputs,
    nodes: {
      id: Uint32Array.from(nodes.id),
      activation: Uint8Array.from(nodes.activation),
      aggregation: Uint8Array.from(nodes.aggregation),
      bias: Float64Array.from(nodes.bias),
      response: Float64Array.from(nodes.response),
    },
    connections: {
      innovation: Uint32Array.from(connections.innovation),
      source: Uint32Array.from(connections.source),
      target: Uint32Array.from(connections.target),
      weight: Float64Array.from(connections.weight),
      enabled: Uint8Array.from(connections.enabled),
    },
  }
}
