// Where the nodes of a genome are drawn: inputs on the left, outputs on the right, hidden nodes by layer between.
// Pure; the same genome always looks the same, and a node keeps its height while its layer keeps its members.
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../../core/network/genome-json.ts'

export interface PlacedNode extends NodeGeneJson {
  readonly x: number
  readonly y: number
}

export interface PlacedEdge extends ConnectionGeneJson {
  readonly from: PlacedNode
  readonly to: PlacedNode
}

export interface NetworkLayout {
  readonly width: number
  readonly height: number
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
}

const LAYER_GAP = 150
const NODE_GAP = 72
/** Drawings are at least this high, as a share of their width: panels are no ribbons. */
const LEAST_HEIGHT = 0.48
const MARGIN_X = 90
const MARGIN_Y = 44

export function layoutNetwork(genome: GenomeJson): NetworkLayout {
  const layers = layerOfNodes(genome)
  const last = Math.max(...layers.values())
  const columns: NodeGeneJson[][] = Array.from({ length: last + 1 }, () => [])
  for (const node of genome.nodes) columns[layers.get(node.id) ?? 0]?.push(node)
  const tallest = Math.max(...columns.map((column) => column.length))
  const width = 2 * MARGIN_X + last * LAYER_GAP
  const height = Math.max(2 * MARGIN_Y + (tallest - 1) * NODE_GAP, LEAST_HEIGHT * width)
  const gap = (height - 2 * MARGIN_Y) / Math.max(1, tallest - 1)
  const placed = new Map<number, PlacedNode>()
  columns.forEach((column, layer) => {
    const top = (height - (column.length - 1) * gap) / 2
    column.forEach((node, row) => {
      // A column of one or of equals would lie on straight lines through its neighbours: every second layer moves a bit.
      const shift = node.role === 'hidden' ? (layer % 2 === 1 ? 0.6 : -0.6) * NODE_GAP : 0
      placed.set(node.id, { ...node, x: MARGIN_X + layer * LAYER_GAP, y: top + row * gap + shift })
    })
  })
  return {
    width,
    height,
    nodes: [...placed.values()],
    edges: genome.connections.flatMap((gene) => edgeOf(gene, placed)),
  }
}

function edgeOf(gene: ConnectionGeneJson, placed: ReadonlyMap<number, PlacedNode>): PlacedEdge[] {
  const from = placed.get(gene.source)
  const to = placed.get(gene.target)
  return from === undefined || to === undefined ? [] : [{ ...gene, from, to }]
}

/** Longest path from the inputs, along all genes; loops are cut where they close. Outputs share the last layer. */
function layerOfNodes({ nodes, connections }: GenomeJson): ReadonlyMap<number, number> {
  const sources = new Map<number, number[]>()
  for (const { source, target } of connections) {
    const known = sources.get(target)
    if (known === undefined) sources.set(target, [source])
    else known.push(source)
  }
  const roles = new Map(nodes.map(({ id, role }) => [id, role]))
  const layers = new Map<number, number>()
  const open = new Set<number>()
  const layerOf = (id: number): number => {
    if (roles.get(id) === 'input' || open.has(id)) return 0
    const known = layers.get(id)
    if (known !== undefined) return known
    open.add(id)
    const before = (sources.get(id) ?? []).filter((source) => roles.get(source) !== 'output').map(layerOf)
    open.delete(id)
    const layer = 1 + Math.max(0, ...before)
    layers.set(id, layer)
    return layer
  }
  const deepest = Math.max(0, ...nodes.filter(({ role }) => role === 'hidden').map(({ id }) => layerOf(id)))
  for (const { id, role } of nodes) {
    if (role === 'input') layers.set(id, 0)
    if (role === 'output') layers.set(id, deepest + 1)
  }
  return layers
}

/** The path of an edge: a curve that leaves and arrives level, a loop for a node that feeds itself. */
export function edgePath({ from, to }: PlacedEdge): string {
  if (from.id === to.id) {
    return `M${from.x - 8} ${from.y - 14}C${from.x - 40} ${from.y - 60} ${from.x + 40} ${from.y - 60} ${from.x + 8} ${from.y - 14}`
  }
  const bend = Math.max(30, Math.abs(to.x - from.x) / 2.6)
  const isBackward = to.x <= from.x
  // Past other layers the curve bows out, so that it isn't hidden behind the nodes that lie between.
  const bow = isBackward || to.x - from.x > LAYER_GAP * 1.5 ? (from.y <= to.y ? -26 : 26) : 0
  return `M${from.x} ${from.y}C${from.x + bend} ${from.y + bow} ${to.x - bend} ${to.y + bow} ${to.x} ${to.y}`
}

/** Point at the middle of {@link edgePath}: the cubic at one half. */
export function edgeMiddle({ from, to }: PlacedEdge): { readonly x: number; readonly y: number } {
  if (from.id === to.id) return { x: from.x, y: from.y - 48 }
  const isBackward = to.x <= from.x
  const bow = isBackward || to.x - from.x > LAYER_GAP * 1.5 ? (from.y <= to.y ? -26 : 26) : 0
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + 0.75 * bow }
}

/** Width of an edge: grows with the weight, slower and slower. */
export function edgeWidth(weight: number): number {
  return 1 + 5 * (Math.abs(weight) / (Math.abs(weight) + 3))
}
