// The curves of a drawing's edges: each a cubic that leaves and arrives level, swung aside where a node lies in its way;
// those that lead backwards keep apart, below. Pure geometry.
import type { PlacedEdge, PlacedNode } from './network-layout.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

type Unrouted = Omit<PlacedEdge, 'bow' | 'labelAt'>
type Curve = Pick<PlacedEdge, 'from' | 'to' | 'bow' | 'shape'>

export const NODE_RADIUS = 15
/** Room between a curve and a node that it passes. */
const CLEARANCE = NODE_RADIUS + 11
const LABEL_ROOM = 36
const LEAN = 0.3
const LABEL_OFFSET = 13
const BOWS = [0, -45, 45, -90, 90, -140, 140, -200, 200]
/** How much deeper an edge may swing that leads backwards. */
const DEPTHS = [0, 40, 80, 130, 190]
const LABEL_PLACES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78]
/** Beyond this many edges there is no room to give way to anything. */
const CAREFUL_EDGES = 160

/** The edges with their curves; of two ways round a node, the one on the edge's own side is tried first. */
export function routeEdges(edges: readonly Unrouted[], nodes: readonly PlacedNode[]): PlacedEdge[] {
  if (edges.length > CAREFUL_EDGES) return edges.map((edge) => ({ ...edge, bow: 0, labelAt: 0.5 }))
  const written: Point[] = []
  return edges.map((edge) => {
    const bow = bowOf(edge, nodes)
    const labelAt = labelPlace({ ...edge, bow }, nodes, written)
    if (edge.enabled) written.push(labelPoint({ ...edge, bow }, labelAt))
    return { ...edge, bow, labelAt }
  })
}

function bowOf({ from, to, shape }: Unrouted, nodes: readonly PlacedNode[]): number {
  if (shape === 'chord') return 0
  const others = nodes.filter(({ id }) => id !== from.id && id !== to.id)
  const prefersDown = from.y + to.y > 0 ? -1 : 1
  const isFree = (bow: number): boolean =>
    SAMPLES.every((share) => {
      const { x, y } = pointAt({ from, to, bow, shape }, share)
      return others.every((other) => isFar(other.x - x, other.y - y))
    })
  if (shape === 'below') return DEPTHS.find(isFree) ?? 0
  const bow = BOWS.find((candidate) => isFree(candidate * prefersDown)) ?? 0
  return bow * prefersDown + 0
}

const isFar = (dx: number, dy: number): boolean => dx * dx + dy * dy >= CLEARANCE * CLEARANCE

const SAMPLES = Array.from({ length: 23 }, (_, index) => (index + 1) / 24)

function labelPlace(curve: Curve, nodes: readonly PlacedNode[], written: readonly Point[]): number {
  const isFree = (share: number): boolean => {
    const { x, y } = pointAt(curve, share)
    const isFar = (other: Point) =>
      Math.abs(other.x - x) >= LABEL_ROOM || Math.abs(other.y - y) >= LABEL_ROOM / 2
    return written.every(isFar) && nodes.every(isFar)
  }
  return LABEL_PLACES.find(isFree) ?? 0.5
}

/** Start, two handles and end of the curve. An edge from a node to itself is a loop above it. */
function handles({ from, to, bow, shape }: Curve): readonly [Point, Point, Point, Point] {
  if (from.id === to.id) {
    const top = from.y - NODE_RADIUS + 2
    const high = from.y - 70
    return [
      { x: from.x - 8, y: top },
      { x: from.x - 46, y: high },
      { x: from.x + 46, y: high },
      { x: from.x + 8, y: top },
    ]
  }
  if (shape === 'below') return swungBelow(from, to, bow)
  if (shape === 'chord') return chord(from, to)
  const start = { x: from.x + NODE_RADIUS, y: from.y }
  const end = { x: to.x - NODE_RADIUS, y: to.y }
  const bend = Math.max(44, Math.abs(end.x - start.x) / 2.6)
  // A level handle moves the middle of a cubic by three quarters of its own swing.
  const swing = bow / 0.75
  // Not quite level, so that curves that meet in a node stay apart until there.
  const lean = LEAN * (end.y - start.y)
  return [
    start,
    { x: start.x + bend, y: start.y + swing + lean },
    { x: end.x - bend, y: end.y + swing - lean },
    end,
  ]
}

/** From underside to underside, the deeper the farther. */
function swungBelow(from: Point, to: Point, bow: number): readonly [Point, Point, Point, Point] {
  const depth = 46 + Math.abs(from.x - to.x) / 6 + bow / 0.75
  const start = { x: from.x - 5, y: from.y + NODE_RADIUS - 1 }
  const end = { x: to.x + 5, y: to.y + NODE_RADIUS - 1 }
  const low = Math.max(start.y, end.y) + depth
  return [start, { x: start.x - 14, y: low }, { x: end.x + 14, y: low }, end]
}

/** From rim to rim, a little to one side, so that the one back is beside it. */
function chord(from: Point, to: Point): readonly [Point, Point, Point, Point] {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = Math.sqrt(dx * dx + dy * dy) || 1
  const [ux, uy] = [dx / length, dy / length]
  const side = Math.min(16, length / 8)
  const start = { x: from.x + ux * NODE_RADIUS, y: from.y + uy * NODE_RADIUS }
  const end = { x: to.x - ux * NODE_RADIUS, y: to.y - uy * NODE_RADIUS }
  const along = (share: number): Point => ({
    x: start.x + (end.x - start.x) * share - uy * side,
    y: start.y + (end.y - start.y) * share + ux * side,
  })
  return [start, along(1 / 3), along(2 / 3), end]
}

/** Start, the two handles between, and end: for those who draw on a canvas. */
export const bezierOf = (curve: Curve): readonly [Point, Point, Point, Point] => handles(curve)

/** A head at the curve's end, as wide as it is long. */
export function headPath(curve: Curve, size: number): string {
  const tip = pointAt(curve, 1)
  const near = pointAt(curve, 0.94)
  const length = Math.sqrt((tip.x - near.x) ** 2 + (tip.y - near.y) ** 2) || 1
  const [ux, uy] = [(tip.x - near.x) / length, (tip.y - near.y) / length]
  const [baseX, baseY] = [tip.x - ux * size, tip.y - uy * size]
  const half = size / 2
  return `M${tip.x} ${tip.y}L${baseX - uy * half} ${baseY + ux * half}L${baseX + uy * half} ${baseY - ux * half}z`
}

/** Point of the curve at a share of its way. */
export function pointAt(curve: Curve, share: number): Point {
  const [a, b, c, d] = handles(curve)
  const rest = 1 - share
  const blend = (p: number, q: number, r: number, s: number) =>
    rest * rest * rest * p +
    3 * rest * rest * share * q +
    3 * rest * share * share * r +
    share * share * share * s
  return { x: blend(a.x, b.x, c.x, d.x), y: blend(a.y, b.y, c.y, d.y) }
}

/** Middle of the text that belongs to the edge: on its outer side, seen from the drawing's middle. */
export function labelPoint(curve: Curve, share: number): Point {
  const { x, y } = pointAt(curve, share)
  return { x, y: y > 1 ? y + LABEL_OFFSET : y - LABEL_OFFSET }
}

export function edgePath(curve: Curve): string {
  const [a, b, c, d] = handles(curve)
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`
}

/** A stroke across the curve at `share`, `reach` to either side. */
export function strokeAcross(curve: Curve, share: number, reach: number): string {
  const before = pointAt(curve, share - 0.01)
  const after = pointAt(curve, share + 0.01)
  const length = Math.sqrt((after.x - before.x) ** 2 + (after.y - before.y) ** 2) || 1
  const dx = (-(after.y - before.y) / length) * reach
  const dy = ((after.x - before.x) / length) * reach
  const { x, y } = pointAt(curve, share)
  return `M${x - dx} ${y - dy}L${x + dx} ${y + dy}`
}

/** Whether the edge leads backwards or to its own node, as only those of recurrent networks do. */
export function isRecurrent({ from, to }: Pick<Curve, 'from' | 'to'>): boolean {
  return to.layer <= from.layer
}

/** Width of an edge: grows with the weight, slower and slower. */
export function edgeWidth(weight: number): number {
  return 1.2 + 5 * (Math.abs(weight) / (Math.abs(weight) + 4))
}
