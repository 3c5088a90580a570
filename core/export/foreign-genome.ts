// Genomes that other libraries wrote, as genomes of this one: the same outputs for the same inputs. neat-python's network
// JSON 1.0 (its docs/network-json-format.md) and the genome JSON of NEATify; it knows no files.
import * as z from 'zod'
import { type ConfigIssue, type Parsed, parseWith } from '../base/config-issue.ts'
import { genomeId } from '../base/ids.ts'
import { checkGenome } from '../neat/check-genome.ts'
import type { Genome } from '../neat/genome.ts'
import { SIGMOID_SLOPE } from '../network/activation.ts'
import { ACTIVATIONS, type ActivationName, AGGREGATIONS, type NetworkKind } from '../network/network-spec.ts'

const SUM = AGGREGATIONS.indexOf('sum')

export interface ForeignGenome {
  readonly genome: Genome
  readonly kind: NetworkKind
  readonly from: 'neat-python' | 'NEATify'
}

/** A node as both libraries have it, under its number there. */
interface Node {
  readonly id: number
  readonly activation: ActivationName
  readonly aggregation: number
  /** Of the sum before the activation: other libraries' functions may be steeper. */
  readonly slope: number
  readonly bias: number
  readonly response: number
}

interface Connection {
  readonly source: number
  readonly target: number
  readonly weight: number
  readonly enabled: boolean
}

interface Read {
  readonly id: number
  readonly kind: NetworkKind
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly nodes: readonly Node[]
  readonly connections: readonly Connection[]
}

/** null where the value is neither library's; otherwise the genome, or what is wrong and where. */
export function foreignGenome(value: unknown): Parsed<ForeignGenome> | null {
  if (typeof value !== 'object' || value === null) return null
  if ('network_type' in value || 'topology' in value)
    return finished(parseWith(neatPython, value), 'neat-python')
  if ('format' in value) return null
  const isNeatify = ['genome_id', 'num_inputs', 'num_outputs'].some((field) => field in value)
  return isNeatify ? finished(parseWith(neatify, value), 'NEATify') : null
}

const id = z.int().min(-1_000_000_000).max(1_000_000_000)

/** Functions of the same name that are something else there: sigmoid(5x), tanh(2.5x). */
const NEAT_PYTHON_SLOPES: Readonly<Record<string, number>> = { sigmoid: 5 / SIGMOID_SLOPE, tanh: 2.5 }
const NEAT_PYTHON_NAMES: Readonly<Record<string, string>> = { lelu: 'leaky-relu' }

const builtIn = z.looseObject({
  name: z.string(),
  custom: z.literal(false, 'is of its author’s own making, which the file does not tell').optional(),
})

const neatPython = z
  .looseObject({
    format_version: z.string().regex(/^1\./, 'must be 1.x'),
    network_type: z.enum(
      ['feedforward', 'recurrent'],
      'must be feedforward or recurrent: others have no counterpart',
    ),
    metadata: z.looseObject({ genome_id: id.min(0).optional() }).optional(),
    topology: z.looseObject({ input_keys: z.array(id).min(1), output_keys: z.array(id).min(1) }),
    nodes: z.array(
      z.looseObject({
        id,
        type: z.enum(['input', 'hidden', 'output']),
        activation: builtIn,
        aggregation: builtIn,
        bias: z.number(),
        response: z.number(),
      }),
    ),
    connections: z.array(z.looseObject({ from: id, to: id, weight: z.number(), enabled: z.boolean() })),
  })
  .transform((file, context): Read => {
    const nodes = file.nodes.flatMap((node, at): readonly Node[] => {
      if (node.type === 'input') return []
      const { name } = node.activation
      const activation = known(
        ACTIVATIONS,
        NEAT_PYTHON_NAMES[name] ?? name,
        ['nodes', at, 'activation'],
        context,
      )
      const aggregation = known(AGGREGATIONS, node.aggregation.name, ['nodes', at, 'aggregation'], context)
      const slope = NEAT_PYTHON_SLOPES[name] ?? 1
      return [{ ...node, activation, aggregation: AGGREGATIONS.indexOf(aggregation), slope }]
    })
    return {
      id: file.metadata?.genome_id ?? 0,
      kind: file.network_type === 'recurrent' ? 'recurrent' : 'feed-forward',
      inputs: file.topology.input_keys,
      outputs: file.topology.output_keys,
      nodes,
      connections: file.connections.map(({ from, to, weight, enabled }) => ({
        ...{ source: from, target: to, weight, enabled },
      })),
    }
  })

/** Its functions are torch's: a plain sigmoid. */
const NEATIFY_SLOPES: Readonly<Record<string, number>> = { sigmoid: 1 / SIGMOID_SLOPE }

/** End points under the names that genomes give them. */
const ENDS = [
  ['in_node', 'out_node'],
  ['input', 'output'],
  ['source', 'target'],
  ['from', 'to'],
] as const

/** As they are written there, and in capitals as its activations are. */
const NEATIFY_TYPES = ['input', 'hidden', 'output', 'INPUT', 'HIDDEN', 'OUTPUT'] as const

const neatify = z
  .looseObject({
    genome_id: id.min(0),
    num_inputs: z.int().min(1).max(65_535),
    num_outputs: z.int().min(1).max(65_535),
    nodes: z.array(
      z.looseObject({
        id,
        type: z.enum(NEATIFY_TYPES, `must be ${NEATIFY_TYPES.join(', ')}`),
        // That of an input is not used, there as here.
        activation: z.string().nullish(),
        bias: z.number().default(0),
      }),
    ),
    connections: z.array(
      z.looseObject({
        weight: z.number(),
        enabled: z.boolean(),
        innovation: z.int().min(0).max(0xffff_ffff),
      }),
    ),
  })
  .transform((file, context): Read => {
    const idsOf = (type: string) =>
      file.nodes.filter((node) => node.type.toLowerCase() === type).map((node) => node.id)
    const [inputs, outputs] = [idsOf('input'), idsOf('output')]
    for (const [what, ids, count] of [
      ['inputs', inputs, file.num_inputs],
      ['outputs', outputs, file.num_outputs],
    ] as const) {
      if (ids.length !== count)
        issue(context, ['nodes'], `has ${ids.length} ${what}, where num_${what} says ${count}`)
    }
    const nodes = file.nodes.flatMap((node, at): readonly Node[] => {
      if (node.type.toLowerCase() === 'input') return []
      if (node.activation == null) issue(context, ['nodes', at, 'activation'], 'is missing')
      const activation = known(
        ACTIVATIONS,
        (node.activation ?? ACTIVATIONS[0]).toLowerCase(),
        ['nodes', at, 'activation'],
        context,
      )
      const slope = NEATIFY_SLOPES[activation] ?? 1
      return [
        {
          id: node.id,
          activation,
          aggregation: SUM,
          slope,
          bias: node.bias,
          response: 1,
        },
      ]
    })
    // Genes may stand in any order; their innovations give it.
    const genes = file.connections.map((gene, at) => ({ gene, at }))
    const connections = genes
      .toSorted((a, b) => a.gene.innovation - b.gene.innovation)
      .map(({ gene, at }): Connection => {
        const ends = ENDS.map(([from, to]) => [gene[from], gene[to]]).find((pair) =>
          pair.every(Number.isInteger),
        )
        if (ends === undefined)
          issue(context, ['connections', at], 'names no end points (in_node and out_node)')
        const [source = 0, target = 0] = (ends ?? []).map(Number)
        return { source, target, weight: gene.weight, enabled: gene.enabled }
      })
    return {
      id: file.genome_id,
      kind: hasLoop(nodes, connections) ? 'recurrent' : 'feed-forward',
      inputs,
      outputs,
      nodes,
      connections,
    }
  })

type Context = z.RefinementCtx
type Path = readonly (string | number)[]

function issue(context: Context, path: Path, message: string): void {
  context.addIssue({ code: 'custom', path: [...path], message })
}

/** `name` where it is one of `all`; an issue, and the first of them, otherwise. */
function known<Name extends string>(
  all: readonly [Name, ...Name[]],
  name: string,
  path: Path,
  context: Context,
): Name {
  const found = all.find((one) => one === name)
  if (found === undefined) issue(context, path, `"${name}" is unknown here; known are ${all.join(', ')}`)
  return found ?? all[0]
}

/** Whether a node leads to itself over expressed connections. */
function hasLoop(nodes: readonly Node[], connections: readonly Connection[]): boolean {
  const waiting = new Map(nodes.map(({ id: node }) => [node, 0]))
  const expressed = connections.filter(({ source, target }) => waiting.has(source) && waiting.has(target))
  for (const { target } of expressed) waiting.set(target, (waiting.get(target) ?? 0) + 1)
  const free = [...waiting].filter(([, count]) => count === 0).map(([node]) => node)
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    waiting.delete(node)
    for (const { source, target } of expressed) {
      if (source !== node) continue
      const left = (waiting.get(target) ?? 1) - 1
      waiting.set(target, left)
      if (left === 0) free.push(target)
    }
  }
  return waiting.size > 0
}

function finished(parsed: Parsed<Read>, from: ForeignGenome['from']): Parsed<ForeignGenome> {
  if (!parsed.ok) return parsed
  const { kind } = parsed.value
  const made = genomeOf(parsed.value)
  if (!made.ok) return made
  const issues: ConfigIssue[] = checkGenome(made.value, kind).map((message) => ({ path: '', message }))
  return issues.length > 0 ? { ok: false, issues } : { ok: true, value: { genome: made.value, kind, from } }
}

/** Numbered anew: inputs, outputs, then hidden nodes in the order of their numbers there. */
function genomeOf({ id: number, inputs, outputs, nodes, connections }: Read): Parsed<Genome> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const hidden = [...byId.keys()].filter((node) => !outputs.includes(node)).sort((a, b) => a - b)
  const place = new Map([...inputs, ...outputs, ...hidden].map((node, at) => [node, at]))
  const lost = connections.find(({ source, target }) => !place.has(source) || !place.has(target))
  if (lost !== undefined) {
    const message = `a connection goes from ${lost.source} to ${lost.target}, and one of them is no node`
    return { ok: false, issues: [{ path: 'connections', message }] }
  }
  // An output that nothing leads to may be left out there; it is 0.
  const none: Omit<Node, 'id'> = { activation: 'identity', aggregation: SUM, slope: 1, bias: 0, response: 1 }
  const genes = [...outputs, ...hidden].map((node) => byId.get(node) ?? none)
  return {
    ok: true,
    value: {
      id: genomeId(number),
      inputCount: inputs.length,
      outputCount: outputs.length,
      nodes: {
        id: Uint32Array.from(genes, (_, at) => inputs.length + at),
        activation: Uint8Array.from(genes, ({ activation }) => ACTIVATIONS.indexOf(activation)),
        aggregation: Uint8Array.from(genes, ({ aggregation }) => aggregation),
        bias: Float64Array.from(genes, ({ bias, slope }) => slope * bias),
        response: Float64Array.from(genes, ({ response, slope }) => slope * response),
      },
      connections: {
        innovation: Uint32Array.from(connections, (_, at) => at),
        source: Uint32Array.from(connections, ({ source }) => place.get(source) ?? 0),
        target: Uint32Array.from(connections, ({ target }) => place.get(target) ?? 0),
        weight: Float64Array.from(connections, ({ weight }) => weight),
        enabled: Uint8Array.from(connections, ({ enabled }) => (enabled ? 1 : 0)),
      },
    },
  }
}
