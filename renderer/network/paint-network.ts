// Paints a layout on a canvas, as fast as many edges allow: edges of one look in one stroke, and only those in view.
import { bezierOf, edgeWidth, isRecurrent, NODE_RADIUS, pointAt } from '../../core/export/edge-route.ts'
import type { NetworkLayout, PlacedEdge, PlacedNode } from '../../core/export/network-layout.ts'
import type { DrawingColours, DrawingNames } from './drawing-messages.ts'
import type { Box } from './use-pan-zoom.ts'

export type Pen = Pick<
  OffscreenCanvasRenderingContext2D,
  | 'setTransform'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'bezierCurveTo'
  | 'arc'
  | 'rect'
  | 'closePath'
  | 'stroke'
  | 'fill'
  | 'fillText'
  | 'setLineDash'
  | 'lineWidth'
  | 'strokeStyle'
  | 'fillStyle'
  | 'font'
  | 'textAlign'
>

export interface Painting {
  readonly layout: NetworkLayout
  readonly names: DrawingNames
  readonly freshNodes: ReadonlySet<number>
  readonly freshConnections: ReadonlySet<number>
  readonly colours: DrawingColours
  readonly view: Box
  /** Pixels per unit of the drawing. */
  readonly scale: number
}

/** Widths are told apart in so many steps. */
const WIDTHS = [1.5, 2.5, 3.5, 5] as const
/** Above so many edges they would hide each other and are drawn finer. */
const MANY_EDGES = 600
const SLIM = 0.45
/** From this size of a node on, in pixels, its name is written and signs and heads are drawn. */
const READABLE_PX = 5

export function paintNetwork(pen: Pen, painting: Painting): void {
  const { layout, colours, view, scale } = painting
  pen.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale)
  pen.fillStyle = colours.ground
  pen.fillRect(view.x, view.y, view.width, view.height)
  const seen = layout.edges.filter((edge) => isEdgeSeen(edge, view))
  paintEdges(pen, seen, painting)
  paintNodes(
    pen,
    layout.nodes.filter((node) => isNodeSeen(node, view)),
    painting,
  )
}

function paintEdges(pen: Pen, edges: readonly PlacedEdge[], painting: Painting): void {
  const { colours, freshConnections, scale, layout } = painting
  const slim = layout.edges.length > MANY_EDGES ? SLIM : 1
  const groups = new Map<string, PlacedEdge[]>()
  for (const edge of edges) {
    const key = lookOf(edge)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [edge])
    else group.push(edge)
  }
  // Disabled ones below all others.
  const order = [...groups].sort(([a], [b]) => Number(b.startsWith('d')) - Number(a.startsWith('d')))
  const fresh = edges.filter(({ innovation }) => freshConnections.has(innovation))
  strokeAll(pen, fresh, { colour: colours.fresh, width: 9, dash: [] })
  for (const [key, group] of order) {
    const [look = 'd', width = '0'] = key.split(' ')
    const colour = look === 'd' ? colours.disabled : look === '+' ? colours.positive : colours.negative
    const dash = look === 'd' ? [4, 5] : []
    strokeAll(pen, group, { colour, width: slim * (WIDTHS[Number(width)] ?? 1.2), dash })
    if (NODE_RADIUS * scale < READABLE_PX) continue
    if (look === '-') strokeBars(pen, group)
    fillHeads(pen, group.filter(isRecurrent), colour)
  }
  pen.setLineDash([])
}

function lookOf({ enabled, weight }: PlacedEdge): string {
  if (!enabled) return 'd'
  const width = edgeWidth(weight)
  const step = WIDTHS.findIndex((most) => width <= most + 0.5)
  return `${weight < 0 ? '-' : '+'} ${step < 0 ? WIDTHS.length - 1 : step}`
}

interface Stroke {
  readonly colour: string
  readonly width: number
  readonly dash: number[]
}

function strokeAll(pen: Pen, edges: readonly PlacedEdge[], { colour, width, dash }: Stroke): void {
  if (edges.length === 0) return
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.setLineDash(dash)
  pen.beginPath()
  for (const edge of edges) {
    const [start, first, second, end] = bezierOf(edge)
    pen.moveTo(start.x, start.y)
    pen.bezierCurveTo(first.x, first.y, second.x, second.y, end.x, end.y)
  }
  pen.stroke()
}

/** A bar across says that the weight is negative, to those too who can't tell the colours apart. */
function strokeBars(pen: Pen, edges: readonly PlacedEdge[]): void {
  pen.lineWidth = 2.2
  pen.beginPath()
  for (const edge of edges) {
    const [before, after] = [pointAt(edge, edge.labelAt - 0.01), pointAt(edge, edge.labelAt + 0.01)]
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1
    const reach = edgeWidth(edge.weight) / 2 + 4
    const dx = (-(after.y - before.y) / length) * reach
    const dy = ((after.x - before.x) / length) * reach
    pen.moveTo(before.x - dx, before.y - dy)
    pen.lineTo(before.x + dx, before.y + dy)
  }
  pen.stroke()
}

function fillHeads(pen: Pen, edges: readonly PlacedEdge[], colour: string): void {
  if (edges.length === 0) return
  pen.fillStyle = colour
  pen.beginPath()
  for (const edge of edges) {
    const size = 6 + edgeWidth(edge.weight)
    const [tip, near] = [pointAt(edge, 1), pointAt(edge, 0.94)]
    const length = Math.hypot(tip.x - near.x, tip.y - near.y) || 1
    const [ux, uy] = [(tip.x - near.x) / length, (tip.y - near.y) / length]
    const [x, y] = [tip.x - ux * size, tip.y - uy * size]
    pen.moveTo(tip.x, tip.y)
    pen.lineTo(x - (uy * size) / 2, y + (ux * size) / 2)
    pen.lineTo(x + (uy * size) / 2, y - (ux * size) / 2)
    pen.closePath()
  }
  pen.fill()
}

function paintNodes(pen: Pen, nodes: readonly PlacedNode[], painting: Painting): void {
  const { colours, freshNodes, scale } = painting
  pen.strokeStyle = colours.ink
  for (const node of nodes) {
    const { id, role, x, y } = node
    pen.beginPath()
    if (role === 'input') pen.rect(x - 13, y - 13, 26, 26)
    else pen.arc(x, y, NODE_RADIUS, 0, 2 * Math.PI)
    pen.fillStyle = freshNodes.has(id) ? colours.fresh : role === 'hidden' ? colours.hidden : colours.ground
    pen.lineWidth = 1.5
    pen.fill()
    pen.stroke()
    if (role === 'output') {
      pen.beginPath()
      pen.arc(x, y, NODE_RADIUS - 5, 0, 2 * Math.PI)
      pen.fillStyle = colours.ink
      pen.fill()
    }
  }
  if (NODE_RADIUS * scale < READABLE_PX) return
  pen.fillStyle = colours.ink
  pen.font = '13px sans-serif'
  for (const node of nodes) writeName(pen, node, painting.names)
}

function writeName(pen: Pen, { id, role, x, y }: PlacedNode, { inputs, outputs }: DrawingNames): void {
  pen.textAlign = role === 'input' ? 'right' : role === 'output' ? 'left' : 'center'
  const at = role === 'input' ? x - 22 : role === 'output' ? x + 24 : x
  const name = role === 'input' ? inputs[id] : role === 'output' ? outputs[id - inputs.length] : `h${id}`
  pen.fillText(name ?? String(id), at, y + 4)
}

function isNodeSeen({ x, y }: PlacedNode, view: Box): boolean {
  const room = 4 * NODE_RADIUS
  return (
    x > view.x - room &&
    x < view.x + view.width + room &&
    y > view.y - room &&
    y < view.y + view.height + room
  )
}

/** By the box around its handles, in which the whole curve lies. */
function isEdgeSeen(edge: PlacedEdge, view: Box): boolean {
  const points = bezierOf(edge)
  return (
    points.some(({ x }) => x > view.x) &&
    points.some(({ x }) => x < view.x + view.width) &&
    points.some(({ y }) => y > view.y) &&
    points.some(({ y }) => y < view.y + view.height)
  )
}
