// Where the nodes of a genome are drawn: inputs on the left, outputs on the right, hidden nodes by layer between.
// Pure. A node that was drawn before keeps its place unless an edge would lead backwards, so that one sees what is new.
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../network/genome-json.ts'
import { pointAt, routeEdges } from './edge-route.ts'
import { keepPlaces } from './kept-places.ts'
import { LAYER_GAP, layerByNode, middleOf, NODE_GAP, neighboursOf, outerNodes } from './layout-parts.ts'

export interface PlacedNode extends NodeGeneJson {
  readonly layer: number
  readonly x: number
  readonly y: number
}

/** `level` leaves and arrives level, `below` swings from underside to underside, `chord` goes straight. */
export type EdgeShape = 'level' | 'below' | 'chord'

export interface PlacedEdge extends ConnectionGeneJson {
  readonly from: PlacedNode
  readonly to: PlacedNode
  readonly shape: EdgeShape
  /** How far the curve swings up (negative) or down to pass the nodes between its ends. */
  readonly bow: number
  /** Share of the curve's way at which sign and weight are written. */
  readonly labelAt: number
}

export type Place = Pick<PlacedNode, 'id' | 'x' | 'y'>

export interface NetworkLayout {
  readonly kind: 'layered' | 'force'
  /** Left, top, width and height of all there is. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  /** Where nodes were that the genome has no more: should they come back, they find their places. */
  readonly gone: readonly Place[]
}

/** Tall drawings get wider in steps, so that one node more seldom moves the others. */
const WIDENING_STEP = 60
const WANTED_WIDTH = 1.5
/** From inputs to outputs: room for what will grow between. */
const LEAST_WIDTH = 510
const MARGIN_X = 84
const MARGIN_Y = 44
/** Drawings are at least this high, as a share of their width: panels are no ribbons. */
const LEAST_HEIGHT = 0.5
/** Nodes that are gone and whose places are remembered. */
const MOST_GONE = 3000

/** The drawing of `genome`; `before` is the last one shown, or null. */
export function layoutNetwork(genome: GenomeJson, before: NetworkLayout | null = null): NetworkLayout {
  const layers = layerByNode(genome)
  const isFirst = before === null || before.kind !== 'layered'
  const fresh = isFirst ? spread(placeNodes(genome, layers)) : keepPlaces(genome, layers, before)
  return finishLayout('layered', genome, { nodes: fresh, before })
}

/** Edges, box and what is remembered, once the nodes have their places. */
export function finishLayout(
  kind: NetworkLayout['kind'],
  genome: GenomeJson,
  { nodes, before }: { readonly nodes: readonly PlacedNode[]; readonly before: NetworkLayout | null },
): NetworkLayout {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const edges = genome.connections.flatMap((gene) => {
    const from = byId.get(gene.source)
    const to = byId.get(gene.target)
    if (from === undefined || to === undefined) return []
    const shape: EdgeShape = kind === 'force' ? 'chord' : to.layer <= from.layer ? 'below' : 'level'
    return [{ ...gene, from, to, shape }]
  })
  const routed = routeEdges(edges, nodes)
  const known = before?.kind === kind ? [...before.nodes, ...before.gone] : []
  const gone = known
    .filter(({ id }) => !byId.has(id))
    .slice(0, MOST_GONE)
    .map(({ id, x, y }) => ({ id, x, y }))
  return { kind, box: boxAround(nodes, routed), nodes, edges: routed, gone }
}

/** The nodes with their layers far enough apart for the height of the whole. */
function spread(nodes: readonly PlacedNode[]): readonly PlacedNode[] {
  const { top, bottom } = extent(nodes)
  const last = nodes.reduce((most, { layer }) => Math.max(most, layer), 1)
  const wanted = ((bottom - top) * WANTED_WIDTH) / last
  const roomy = LEAST_WIDTH / last
  const gap = Math.max(LAYER_GAP, roomy, Math.ceil(wanted / WIDENING_STEP) * WIDENING_STEP)
  return nodes.map((node) => ({ ...node, x: node.layer * gap }))
}

function placeNodes(genome: GenomeJson, layers: ReadonlyMap<number, number>): PlacedNode[] {
  const placed = new Map<number, PlacedNode>()
  const taken = new Map<number, Set<number>>()
  for (const node of outerNodes(genome))
    placed.set(node.id, { ...node, layer: layers.get(node.id) ?? 0, x: 0 })
  const hidden = genome.nodes.filter(({ role }) => role === 'hidden')
  hidden.sort((a, b) => (layers.get(a.id) ?? 0) - (layers.get(b.id) ?? 0) || a.id - b.id)
  const neighbours = neighboursOf(genome)
  for (const node of hidden) {
    const layer = layers.get(node.id) ?? 0
    const rows = taken.get(layer) ?? new Set()
    taken.set(layer, rows)
    const row = freeRow(middleOf(neighbours.get(node.id) ?? [], placed) / ROW_HEIGHT, rows)
    rows.add(row)
    placed.set(node.id, { ...node, layer, x: 0, y: row * ROW_HEIGHT })
  }
  return genome.nodes.flatMap(({ id }) => placed.get(id) ?? [])
}

/** A quarter of the room that a node takes. */
const ROW_HEIGHT = NODE_GAP / 4

/** The row nearest to `wished` with the three on either side of it free. */
function freeRow(wished: number, rows: ReadonlySet<number>): number {
  const isFree = (row: number) => [-3, -2, -1, 0, 1, 2, 3].every((by) => !rows.has(row + by))
  const start = Math.round(wished)
  for (let step = 0; ; step++) {
    if (isFree(start - step)) return start - step
    if (isFree(start + step)) return start + step
  }
}

function boxAround(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[]): NetworkLayout['box'] {
  const swung = edges
    .filter(({ shape, bow }) => shape === 'below' || bow !== 0)
    .flatMap((edge) => [pointAt(edge, 0.3), pointAt(edge, 0.5), pointAt(edge, 0.7)])
  const { left, right } = extent(nodes)
  const { top, bottom } = extent([...nodes, ...swung])
  const width = right - left + 2 * MARGIN_X
  const height = Math.max(bottom - top + 2 * MARGIN_Y, LEAST_HEIGHT * width)
  return { x: left - MARGIN_X, y: (top + bottom - height) / 2, width, height }
}

function extent(points: readonly { readonly x: number; readonly y: number }[]) {
  let [left, right, top, bottom] = [0, 0, 0, 0]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return { left, right, top, bottom }
}
