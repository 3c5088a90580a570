// A whole population to plain JSON and back, bit for bit: what a checkpoint holds.
import * as z from 'zod'
import { type ConfigIssue, type Parsed, parseWith } from '../base/config-issue.ts'
import { genomeId, speciesId } from '../base/ids.ts'
import type { Home } from '../network/genome-json.ts'
import type { NetworkKind } from '../network/network-spec.ts'
import { checkGenome } from './check-genome.ts'
import type { NetworkShape } from './first-genomes.ts'
import type { Genome, Origin } from './genome.ts'
import { Innovations } from './innovations.ts'
import type { Population } from './population.ts'
import type { Species } from './species.ts'

const whole = z.int().min(0).max(0xffff_ffff)
// JSON has no infinity: null stands for the −∞ of a species that was never evaluated.
const fitnessOrNone = z.number().nullable()
const numbers = z.array(z.number())
const wholes = z.array(whole)
const codes = z.array(z.int().min(0).max(255))

/** Where a genome of another island was born. */
export const homeSchema: z.ZodType<Home> = z.strictObject({
  island: z.string().max(100),
  id: whole,
  generation: whole,
})

/** Arrays gene by gene: compact, and still readable. */
export const compactGenomeSchema = z.strictObject({
  id: whole,
  // Absent in first genomes, and in all that were saved before it was kept.
  origin: z
    .strictObject({
      parents: z.array(whole).max(2),
      added: wholes,
      home: homeSchema.optional(),
      // Of before more was kept of migrants.
      island: z.string().max(100).optional(),
    })
    .optional(),
  nodes: z.strictObject({
    id: wholes,
    activation: codes,
    aggregation: codes,
    bias: numbers,
    response: numbers,
    timeConstant: numbers.optional(),
  }),
  connections: z.strictObject({
    innovation: wholes,
    source: wholes,
    target: wholes,
    weight: numbers,
    enabled: codes,
  }),
})

const bestSchema = z.strictObject({ genome: compactGenomeSchema, fitness: z.number(), generation: whole })

const populationJsonSchema = z.strictObject({
  shape: z.strictObject({ inputs: z.int().min(1), outputs: z.int().min(1) }),
  generation: whole,
  genomes: z.array(compactGenomeSchema).min(1),
  species: z.array(
    z.strictObject({
      id: whole,
      members: z.array(whole).min(1),
      representative: compactGenomeSchema,
      born: whole,
      bestFitness: fitnessOrNone,
      improvedAt: whole,
    }),
  ),
  compatibilityThreshold: z.number(),
  innovations: z.strictObject({ connections: wholes, splits: wholes }),
  random: z.tuple([whole, whole, whole, whole]),
  nextGenomeId: whole,
  nextSpeciesId: whole,
  best: bestSchema.nullable(),
  // Absent in populations saved before there was a regulation of complexity.
  complexity: z
    .strictObject({
      simplifying: z.boolean(),
      since: whole,
      ceiling: z.number(),
      means: z.array(z.number()).min(1),
    })
    .nullable()
    .default(null),
  // Both absent in populations saved before there were restarts.
  aside: bestSchema.nullable().default(null),
  progress: z.strictObject({ score: z.number(), since: whole }).nullable().default(null),
})

export type PopulationJson = z.output<typeof populationJsonSchema>
export type CompactGenome = z.output<typeof compactGenomeSchema>

export function populationToJson(population: Population): PopulationJson {
  return {
    shape: population.shape,
    generation: population.generation,
    genomes: population.genomes.map(compactGenome),
    species: population.species.map(({ bestScore, ...species }) => ({
      ...species,
      members: [...species.members],
      representative: compactGenome(species.representative),
      bestFitness: Number.isFinite(bestScore) ? bestScore : null,
    })),
    compatibilityThreshold: population.compatibilityThreshold,
    innovations: {
      connections: [...population.innovations.toJson().connections],
      splits: [...population.innovations.toJson().splits],
    },
    random: [...population.random],
    nextGenomeId: population.nextGenomeId,
    nextSpeciesId: population.nextSpeciesId,
    best:
      population.best === null ? null : { ...population.best, genome: compactGenome(population.best.genome) },
    complexity:
      population.complexity === null
        ? null
        : { ...population.complexity, means: [...population.complexity.means] },
    progress: population.progress,
    aside:
      population.aside === null
        ? null
        : { ...population.aside, genome: compactGenome(population.aside.genome) },
  }
}

/** The population, its genomes checked as genomes of `kind`, or what is wrong. */
export function populationFromJson(value: unknown, kind: NetworkKind): Parsed<Population> {
  const parsed = parseWith(populationJsonSchema, value)
  if (!parsed.ok) return parsed
  const json = parsed.value
  const expand = (genome: CompactGenome): Genome => expandedGenome(genome, json.shape)
  const genomes = json.genomes.map(expand)
  const issues = [
    ...everyGenomeIssue(json, expand, kind),
    ...partitionIssues(json),
    ...innovationIssues(json),
  ]
  if (issues.length > 0) return { ok: false, issues }
  const species: Species[] = json.species.map(({ bestFitness, ...one }) => ({
    ...one,
    id: speciesId(one.id),
    representative: expand(one.representative),
    bestScore: bestFitness ?? Number.NEGATIVE_INFINITY,
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
      aside: json.aside === null ? null : { ...json.aside, genome: expand(json.aside.genome) },
    },
  }
}

function everyGenomeIssue(
  { genomes, species, best }: PopulationJson,
  expand: (genome: CompactGenome) => Genome,
  kind: NetworkKind,
): ConfigIssue[] {
  const placed: readonly (readonly [string, CompactGenome])[] = [
    ...genomes.map((genome, index) => [`genomes.${index}`, genome] as const),
    ...species.map(
      ({ representative }, index) => [`species.${index}.representative`, representative] as const,
    ),
    ...(best === null ? [] : [['best.genome', best.genome] as const]),
  ]
  return placed.flatMap(([path, genome]) =>
    checkGenome(expand(genome), kind).map((message) => ({ path, message })),
  )
}

/** Numbers that the registry never gave would be given a second time. */
function innovationIssues({ innovations, genomes }: PopulationJson): ConfigIssue[] {
  const issues: ConfigIssue[] = []
  const known = Math.floor(innovations.connections.length / 2)
  if (innovations.connections.length % 2 !== 0) {
    issues.push({ path: 'innovations.connections', message: 'sources and targets must come in pairs' })
  }
  const unknown = innovations.splits.find((innovation) => innovation >= known)
  if (unknown !== undefined) {
    issues.push({ path: 'innovations.splits', message: `there is no connection ${unknown} to split` })
  }
  genomes.forEach(({ connections }, index) => {
    const last = connections.innovation.at(-1) ?? 0
    if (connections.innovation.length > 0 && last >= known) {
      issues.push({
        path: `genomes.${index}`,
        message: `the innovation ${last} is not among the innovations`,
      })
    }
  })
  return issues
}

function partitionIssues(json: PopulationJson): ConfigIssue[] {
  const members = json.species.flatMap((species) => species.members).sort((a, b) => a - b)
  const isPartition =
    members.length === json.genomes.length && members.every((member, index) => member === index)
  return isPartition ? [] : [{ path: 'species', message: 'the species are not a partition of the genomes' }]
}

export function compactGenome({ id, origin, nodes, connections }: Genome): CompactGenome {
  return {
    id,
    ...(origin !== undefined && {
      origin: { ...origin, parents: [...origin.parents], added: [...origin.added] },
    }),
    nodes: {
      id: [...nodes.id],
      activation: [...nodes.activation],
      aggregation: [...nodes.aggregation],
      bias: [...nodes.bias],
      response: [...nodes.response],
      ...(nodes.timeConstant !== undefined && { timeConstant: [...nodes.timeConstant] }),
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

export function expandedGenome(
  { id, origin, nodes, connections }: CompactGenome,
  shape: NetworkShape,
): Genome {
  return {
    id: genomeId(id),
    ...(origin !== undefined && { origin: expandedOrigin(origin) }),
    inputCount: shape.inputs,
    outputCount: shape.outputs,
    nodes: {
      id: Uint32Array.from(nodes.id),
      activation: Uint8Array.from(nodes.activation),
      aggregation: Uint8Array.from(nodes.aggregation),
      bias: Float64Array.from(nodes.bias),
      response: Float64Array.from(nodes.response),
      ...(nodes.timeConstant !== undefined && { timeConstant: Float64Array.from(nodes.timeConstant) }),
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

function expandedOrigin({ parents, added, home }: NonNullable<CompactGenome['origin']>): Origin {
  return { parents: parents.map(genomeId), added, ...(home !== undefined && { home }) }
}
