// A genome on its way to another island. Numbers of innovations mean nothing there, so that it tells its structure by
// descent instead: which connection every hidden node has split, and as which of the nodes that did.
import * as z from 'zod'
import { type Parsed, parseWith } from '../base/config-issue.ts'
import { genomeId } from '../base/ids.ts'
import type { NetworkKind } from '../network/network-spec.ts'
import { checkGenome } from './check-genome.ts'
import type { NetworkShape } from './first-genomes.ts'
import type { Genome } from './genome.ts'
import type { Innovations } from './innovations.ts'
import { compactGenome, compactGenomeSchema, expandedGenome } from './population-codec.ts'

const whole = z.int().min(0).max(0x3ff_ffff)

/** Genes of either kind in a genome that comes from elsewhere. */
const MOST_MIGRANT_GENES = 200_000

const genes = compactGenomeSchema.shape

/** A genome without the numbers of its innovations. */
export const migrantGenomeSchema = z.strictObject({
  /** Its number at home. */
  id: genes.id,
  nodes: genes.nodes,
  connections: genes.connections.omit({ innovation: true }),
  /** Hidden node, the ends of the connection that it split, and how many had split it before; in order of node. */
  splits: z.array(z.tuple([whole, whole, whole, whole])).max(MOST_MIGRANT_GENES),
})
export type MigrantGenome = z.output<typeof migrantGenomeSchema>

/** A genome of another island. */
export interface Migrant {
  /** Name of its home. */
  readonly island: string
  /** The one there whose champion it was. */
  readonly generation: number
  readonly genome: MigrantGenome
}

/** `genome` as other islands can read it. `innovations` are those of its population. */
export function emigrant(genome: Genome, innovations: Innovations): MigrantGenome {
  const { id, nodes, connections } = compactGenome(genome)
  const { source, target, weight, enabled } = connections
  return {
    id,
    nodes: { ...nodes, bias: nodes.bias.map(positiveZero), response: nodes.response.map(positiveZero) },
    connections: { source, target, weight: weight.map(positiveZero), enabled },
    splits: splitsOf(genome, innovations),
  }
}

/** −0 does not survive every carrier. */
const positiveZero = (value: number) => value + 0

/** Splits of all hidden nodes of the genome and of those that they descend from, in order of node. */
function splitsOf(genome: Genome, innovations: Innovations): MigrantGenome['splits'] {
  const { connections, splits } = innovations.toJson()
  const firstHidden = genome.inputCount + genome.outputCount
  const endsOf = (node: number): readonly [number, number] => {
    const innovation = splits[node - firstHidden] as number
    return [connections[2 * innovation] as number, connections[2 * innovation + 1] as number]
  }
  const wanted = new Set<number>()
  const open = [...genome.nodes.id].filter((node) => node >= firstHidden)
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (wanted.has(node)) continue
    wanted.add(node)
    open.push(...endsOf(node).filter((end) => end >= firstHidden))
  }
  const before = new Map<string, number>()
  const told: MigrantGenome['splits'] = []
  for (let node = firstHidden; node < firstHidden + splits.length; node++) {
    const [source, target] = endsOf(node)
    const key = `${source} ${target}`
    const ordinal = before.get(key) ?? 0
    before.set(key, ordinal + 1)
    if (wanted.has(node)) told.push([node, source, target, ordinal])
  }
  return told
}

/** The genome of a migrant as it came, or what is wrong with it. */
export function parseMigrant(value: unknown, shape: NetworkShape, kind: NetworkKind): Parsed<MigrantGenome> {
  const parsed = parseWith(migrantGenomeSchema, value)
  if (!parsed.ok) return parsed
  const genome = parsed.value
  const { source } = genome.connections
  if (source.length > MOST_MIGRANT_GENES || genome.nodes.id.length > MOST_MIGRANT_GENES) {
    return wrong(`it has more than ${MOST_MIGRANT_GENES} genes of a kind`)
  }
  const hasTimes = genome.nodes.timeConstant !== undefined
  if (hasTimes !== (kind === 'ctrnn')) return wrong(`its nodes are not those of networks of kind ${kind}`)
  const numbered = { ...genome.connections, innovation: source.map((_, index) => index) }
  const { id, nodes } = genome
  const issues = [
    ...descentIssues(genome, shape),
    ...checkGenome(expandedGenome({ id, nodes, connections: numbered }, shape), kind),
  ]
  return issues[0] === undefined ? parsed : wrong(issues[0])
}

const wrong = (message: string) => ({ ok: false, issues: [{ path: '', message }] }) as const

/** Every hidden node must descend from the first nodes, in an order that can be followed. */
function* descentIssues({ nodes, splits }: MigrantGenome, shape: NetworkShape): Generator<string> {
  const firstHidden = shape.inputs + shape.outputs
  const known = new Set<number>()
  const latest = new Map<string, number>()
  let last = firstHidden - 1
  const isKnown = (node: number) => node < firstHidden || known.has(node)
  for (const [node, source, target, ordinal] of splits) {
    const key = `${source} ${target}`
    if (node <= last) yield `the split by node ${node} is out of order`
    if (!isKnown(source) || !isKnown(target) || target < shape.inputs) {
      yield `node ${node} splits a connection between nodes that it can't know`
    }
    if (ordinal <= (latest.get(key) ?? -1)) yield `two nodes split the connection ${key} in the same way`
    latest.set(key, ordinal)
    known.add(node)
    last = node
  }
  const lost = nodes.id.find((node) => node >= firstHidden && !known.has(node))
  if (lost !== undefined) yield `nothing says where node ${lost} comes from`
}

/** The numbers that a population gives to what a migrant is made of. */
export interface Numbering {
  /** Of the connection between two nodes. */
  connection(source: number, target: number): number
  /** The first split of a connection whose node is not `passedOver`, or a new one. */
  split(innovation: number, passedOver: (node: number) => boolean): { readonly node: number }
}

/**
 * A migrant as a genome of this population. The split of the same connection is the same innovation on every island; what
 * is new here gets the next numbers.
 */
export function immigrant(
  { island, generation, genome }: Migrant,
  numbering: Numbering,
  shape: NetworkShape,
  id: number,
): Genome {
  const ours = new Map<number, number>()
  const at = (node: number) => ours.get(node) ?? node
  for (const [node, source, target, ordinal] of genome.splits) {
    let passed = 0
    const split = numbering.split(numbering.connection(at(source), at(target)), () => passed++ < ordinal)
    ours.set(node, split.node)
  }
  const { nodes, connections } = genome
  const source = connections.source.map(at)
  const target = connections.target.map(at)
  const innovation = source.map((from, index) => numbering.connection(from, target[index] as number))
  const byInnovation = orderOf(innovation)
  const ids = nodes.id.map(at)
  const byId = orderOf(ids)
  const { timeConstant } = nodes
  const expanded = expandedGenome(
    {
      id,
      nodes: {
        id: pick(ids, byId),
        activation: pick(nodes.activation, byId),
        aggregation: pick(nodes.aggregation, byId),
        bias: pick(nodes.bias, byId),
        response: pick(nodes.response, byId),
        ...(timeConstant !== undefined && { timeConstant: pick(timeConstant, byId) }),
      },
      connections: {
        innovation: pick(innovation, byInnovation),
        source: pick(source, byInnovation),
        target: pick(target, byInnovation),
        weight: pick(connections.weight, byInnovation),
        enabled: pick(connections.enabled, byInnovation),
      },
    },
    shape,
  )
  const home = { island, id: genome.id, generation }
  return { ...expanded, id: genomeId(id), origin: { parents: [], added: [], home } }
}

const orderOf = (numbers: readonly number[]) =>
  numbers.map((_, index) => index).sort((a, b) => (numbers[a] as number) - (numbers[b] as number))

const pick = (values: readonly number[], order: readonly number[]) =>
  order.map((index) => values[index] as number)
