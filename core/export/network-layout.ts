// Where the nodes of a genome are drawn: inputs on the left, outputs on the right, hidden nodes by layer between.
// Pure. A node that was drawn before keeps its height as long as it stays in its layer, so that one sees what is new.
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../network/genome-json.ts'
import { layersOf } from '../network/layers.ts'
import { routeEdges } from './edge-route.ts'

export interface PlacedNode extends NodeGeneJson {
  readonly layer: number
  readonly x: number
  readonly y: number
}

export interface PlacedEdge extends ConnectionGeneJson {
  readonly from: PlacedNode
  readonly to: PlacedNode
  /** How far the curve swings up (negative) or down to pass the nodes between its ends. */
  readonly bow: number
  /** Share of the curve's way at which sign and weight are written. */
  readonly labelAt: number
}

export interface NetworkLayout {
  /** Left, top, width and height of all there is. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

const LAYER_GAP = 170
const NODE_GAP = 68
/** Between inputs and between outputs: two stand well apart, many move together. */
const WIDEST_OUTER_GAP = 136
const NARROWEST_OUTER_GAP = 48
const OUTER_HEIGHT = 330
/** Tall drawings get wider in steps, so that one node more seldom moves the others. */
const WIDENING_STEP = 60
const WANTED_WIDTH = 1.5
const MARGIN_X = 84
const MARGIN_Y = 44
/** Drawings are at least this high, as a share of their width: panels are no ribbons. */
const LEAST_HEIGHT = 0.5

/** The drawing of `genome`; `before` is the last one shown, or null. */
export function layoutNetwork(genome: GenomeJson, before: NetworkLayout | null = null): NetworkLayout {
  const nodes = spread(placeNodes(genome, before))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const edges = genome.connections.flatMap((gene) => {
    const from = byId.get(gene.source)
    const to = byId.get(gene.target)
    return from === undefined || to === undefined ? [] : [{ ...gene, from, to }]
  })
  return { box: boxAround(nodes), nodes, edges: routeEdges(edges, nodes) }
}

/** The nodes with their layers far enough apart for the height of the whole. */
function spread(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
  const { top, bottom } = extent(nodes)
  const last = nodes.reduce((most, { layer }) => Math.max(most, layer), 1)
  const wanted = ((bottom - top) * WANTED_WIDTH) / last
  const gap = Math.max(LAYER_GAP, Math.ceil(wanted / WIDENING_STEP) * WIDENING_STEP)
  return nodes.map((node) => ({ ...node, x: node.layer * gap }))
}

function placeNodes(genome: GenomeJson, before: NetworkLayout | null): PlacedNode[] {
  const layers = layerByNode(genome)
  const known = new Map(before?.nodes.map((node) => [node.id, node]))
  const placed = new Map<number, PlacedNode>()
  const place = (node: NodeGeneJson, y: number): void => {
    const layer = layers.get(node.id) ?? 0
    placed.set(node.id, { ...node, layer, x: 0, y })
  }
  for (const role of ['input', 'output'] as const) {
    const column = genome.nodes.filter((node) => node.role === role)
    const evenly = OUTER_HEIGHT / Math.max(1, column.length - 1)
    const gap = Math.min(WIDEST_OUTER_GAP, Math.max(NARROWEST_OUTER_GAP, evenly))
    column.forEach((node, row) => {
      place(node, (row - (column.length - 1) / 2) * gap)
    })
  }
  const hidden = genome.nodes.filter(({ role }) => role === 'hidden')
  const isKept = ({ id }: NodeGeneJson) => known.get(id)?.layer === layers.get(id)
  for (const node of hidden.filter(isKept)) place(node, known.get(node.id)?.y ?? 0)
  const newcomers = hidden.filter((node) => !isKept(node))
  newcomers.sort((a, b) => (layers.get(a.id) ?? 0) - (layers.get(b.id) ?? 0) || a.id - b.id)
  for (const node of newcomers) {
    const layer = layers.get(node.id)
    const taken = [...placed.values()].filter((other) => other.layer === layer).map(({ y }) => y)
    place(node, freeHeight(wishedHeight(node, genome, placed), taken))
  }
  return genome.nodes.flatMap(({ id }) => placed.get(id) ?? [])
}

/** Layer of every node by id. Nodes stand in order of id: inputs, outputs, hidden ones, as the layering wants them. */
function layerByNode({ nodes, connections, inputs, outputs }: GenomeJson): ReadonlyMap<number, number> {
  const index = new Map(nodes.map(({ id }, at) => [id, at]))
  const whole = connections.filter(({ source, target }) => index.has(source) && index.has(target))
  const layers = layersOf({
    nodeCount: nodes.length,
    inputCount: inputs,
    outputCount: outputs,
    source: whole.map(({ source }) => index.get(source) ?? 0),
    target: whole.map(({ target }) => index.get(target) ?? 0),
  })
  return new Map(nodes.map(({ id }, at) => [id, layers[at] ?? 0]))
}

/** The middle of the neighbours that have their places. */
function wishedHeight(
  { id }: NodeGeneJson,
  { connections }: GenomeJson,
  placed: ReadonlyMap<number, PlacedNode>,
): number {
  const heights = connections.flatMap(({ source, target }) => {
    const neighbour = source === id ? target : target === id ? source : null
    return neighbour === null ? [] : (placed.get(neighbour)?.y ?? [])
  })
  return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length
}

/** The height nearest to `wished` that is far enough from those taken. */
function freeHeight(wished: number, taken: readonly number[]): number {
  for (let step = 0; ; step++) {
    for (const y of [wished - (step * NODE_GAP) / 4, wished + (step * NODE_GAP) / 4]) {
      if (taken.every((other) => Math.abs(other - y) >= NODE_GAP)) return y
    }
  }
}

function boxAround(nodes: readonly PlacedNode[]): NetworkLayout['box'] {
  const right = nodes.reduce((most, { x }) => Math.max(most, x), 0)
  const { top, bottom } = extent(nodes)
  const width = right + 2 * MARGIN_X
  const height = Math.max(bottom - top + 2 * MARGIN_Y, LEAST_HEIGHT * width)
  return { x: -MARGIN_X, y: (top + bottom - height) / 2, width, height }
}

function extent(nodes: readonly PlacedNode[]): { readonly top: number; readonly bottom: number } {
  return {
    top: nodes.reduce((least, { y }) => Math.min(least, y), 0),
    bottom: nodes.reduce((most, { y }) => Math.max(most, y), 0),
  }
}
