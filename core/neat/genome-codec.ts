// Genomes to plain JSON and back. What comes from outside is parsed and checked before it is a genome.
import * as z from 'zod'
import { type ConfigIssue, type Parsed, parseWith } from '../base/config-issue.ts'
import { genomeId } from '../base/ids.ts'
import { GENOME_JSON_VERSION, type GenomeJson } from '../network/genome-json.ts'
import { ACTIVATIONS, AGGREGATIONS, type NetworkKind } from '../network/network-spec.ts'
import { checkGenome } from './check-genome.ts'
import type { Genome } from './genome.ts'
import { homeSchema } from './population-codec.ts'

const whole = z.int().min(0).max(0xffff_ffff)

const genomeJsonSchema = z.strictObject({
  format: z.literal('neatwork-genome'),
  version: z.literal(GENOME_JSON_VERSION),
  kind: z.enum(['feed-forward', 'recurrent', 'ctrnn']),
  genomeId: whole,
  home: homeSchema.optional(),
  inputs: z.int().min(1).max(65_535),
  outputs: z.int().min(1).max(65_535),
  nodes: z.array(
    z.strictObject({
      id: whole,
      role: z.enum(['input', 'output', 'hidden']),
      activation: z.enum(ACTIVATIONS),
      aggregation: z.enum(AGGREGATIONS),
      bias: z.number(),
      response: z.number(),
      timeConstant: z.number().min(1).optional(),
    }),
  ),
  connections: z.array(
    z.strictObject({
      innovation: whole,
      source: whole,
      target: whole,
      weight: z.number(),
      enabled: z.boolean(),
    }),
  ),
})

/** All genes; inputs are listed too, as nodes that do nothing. */
export function genomeToJson(genome: Genome, kind: NetworkKind): GenomeJson {
  const { inputCount, outputCount, nodes, connections } = genome
  const inputs = Array.from({ length: inputCount }, (_, id) => ({
    id,
    role: 'input' as const,
    activation: 'identity' as const,
    aggregation: 'sum' as const,
    bias: 0,
    response: 1,
  }))
  const others = Array.from(nodes.id, (id, index) => ({
    id,
    role: id < inputCount + outputCount ? ('output' as const) : ('hidden' as const),
    activation: ACTIVATIONS[nodes.activation[index] ?? 0] ?? 'sigmoid',
    aggregation: AGGREGATIONS[nodes.aggregation[index] ?? 0] ?? 'sum',
    bias: nodes.bias[index] ?? 0,
    response: nodes.response[index] ?? 1,
    ...(nodes.timeConstant !== undefined && { timeConstant: nodes.timeConstant[index] ?? 1 }),
  }))
  return {
    format: 'neatwork-genome',
    version: GENOME_JSON_VERSION,
    kind,
    genomeId: genome.id,
    ...(genome.origin?.home !== undefined && { home: genome.origin.home }),
    inputs: inputCount,
    outputs: outputCount,
    nodes: [...inputs, ...others],
    connections: Array.from(connections.innovation, (innovation, index) => ({
      innovation,
      source: connections.source[index] ?? 0,
      target: connections.target[index] ?? 0,
      weight: connections.weight[index] ?? 0,
      enabled: connections.enabled[index] === 1,
    })),
  }
}

/** A sound genome, or what is wrong with the value. */
export function genomeFromJson(value: unknown): Parsed<{ genome: Genome; kind: NetworkKind }> {
  const parsed = parseWith(genomeJsonSchema, value)
  if (!parsed.ok) return parsed
  const genome = genomeOf(parsed.value)
  const issues: ConfigIssue[] = checkGenome(genome, parsed.value.kind).map((message) => ({
    path: '',
    message,
  }))
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: { genome, kind: parsed.value.kind } }
}

function genomeOf(json: z.output<typeof genomeJsonSchema>): Genome {
  const nodes = json.nodes.filter((node) => node.role !== 'input')
  return {
    id: genomeId(json.genomeId),
    ...(json.home !== undefined && { origin: { parents: [], added: [], home: json.home } }),
    inputCount: json.inputs,
    outputCount: json.outputs,
    nodes: {
      id: Uint32Array.from(nodes, (node) => node.id),
      activation: Uint8Array.from(nodes, (node) => ACTIVATIONS.indexOf(node.activation)),
      aggregation: Uint8Array.from(nodes, (node) => AGGREGATIONS.indexOf(node.aggregation)),
      bias: Float64Array.from(nodes, (node) => node.bias),
      response: Float64Array.from(nodes, (node) => node.response),
      ...(json.kind === 'ctrnn' && {
        timeConstant: Float64Array.from(nodes, (node) => node.timeConstant ?? 1),
      }),
    },
    connections: {
      innovation: Uint32Array.from(json.connections, (gene) => gene.innovation),
      source: Uint32Array.from(json.connections, (gene) => gene.source),
      target: Uint32Array.from(json.connections, (gene) => gene.target),
      weight: Float64Array.from(json.connections, (gene) => gene.weight),
      enabled: Uint8Array.from(json.connections, (gene) => (gene.enabled ? 1 : 0)),
    },
  }
}
