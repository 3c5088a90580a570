// A genome as a picture that stands by itself: the app's own layout, in colours for white paper.
import type { GenomeJson } from '../network/genome-json.ts'
import type { Names } from './described-network.ts'
import {
  edgePath,
  edgeWidth,
  headPath,
  isRecurrent,
  labelPoint,
  NODE_RADIUS,
  strokeAcross,
} from './edge-route.ts'
import { escaped } from './markup.ts'
import { layoutNetwork, type NetworkLayout, type PlacedEdge, type PlacedNode } from './network-layout.ts'

const POSITIVE = '#0072b2'
const NEGATIVE = '#b85c00'
const DISABLED = '#8a8f9c'
/** Drawings of at most this many enabled connections have their weights written on. */
const LABELLED_EDGES = 30
/** Between a node's middle and its name. */
const NAME_GAP = 24
/** Of a wide letter at this size. */
const LETTER_WIDTH = 7.5

export function toSvg(genome: GenomeJson, names: Names): string {
  return layoutToSvg(layoutNetwork(genome), genome, names)
}

/** The genome drawn as `layout` has it. */
export function layoutToSvg(
  { box: core, nodes, edges }: NetworkLayout,
  genome: GenomeJson,
  names: Names,
): string {
  const box = withNames(core, nodes, (node) => nameOf(node, genome, names))
  const isLabelled = edges.filter(({ enabled }) => enabled).length <= LABELLED_EDGES
  const sorted = edges.toSorted((a, b) => Number(a.enabled) - Number(b.enabled))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x} ${box.y} ${box.width} ${box.height}" width="${box.width}" height="${box.height}" font-family="sans-serif" font-size="12">`,
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="#ffffff"/>`,
    ...sorted.map(edgeMarkup),
    // Above all edges, for none to cross them.
    ...(isLabelled ? sorted.filter(({ enabled }) => enabled).map(weightMarkup) : []),
    ...nodes.map((node) => nodeMarkup(node, genome, names)),
    '</svg>',
    '',
  ].join('\n')
}

function edgeMarkup(edge: PlacedEdge): string {
  const { weight, enabled, labelAt } = edge
  const colour = enabled ? (weight < 0 ? NEGATIVE : POSITIVE) : DISABLED
  const width = enabled ? edgeWidth(weight) : 1.4
  const dashes = enabled ? '' : ' stroke-dasharray="4 3"'
  const curve = `<path d="${edgePath(edge)}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes}/>`
  const head = isRecurrent(edge) ? `<path d="${headPath(edge, 6 + width)}" fill="${colour}"/>` : ''
  const path = curve + head
  if (!enabled || weight >= 0) return path
  return `${path}<path d="${strokeAcross(edge, labelAt, width / 2 + 4)}" stroke="${colour}" stroke-width="2.2"/>`
}

function weightMarkup(edge: PlacedEdge): string {
  const { x, y } = labelPoint(edge, edge.labelAt)
  return `<text x="${x}" y="${y + 3.5}" text-anchor="middle" paint-order="stroke" stroke="#ffffff" stroke-width="3">${edge.weight.toFixed(2)}</text>`
}

const nameOf = ({ id, role }: PlacedNode, genome: GenomeJson, names: Names): string =>
  (role === 'input' ? names.inputs[id] : names.outputs[id - genome.inputs]) ?? String(id)

/** Widened for the names beside inputs and outputs. */
export function withNames(
  box: NetworkLayout['box'],
  nodes: readonly PlacedNode[],
  name: (node: PlacedNode) => string,
): NetworkLayout['box'] {
  let [left, right] = [box.x, box.x + box.width]
  for (const node of nodes) {
    const room = NAME_GAP + LETTER_WIDTH * name(node).length + NAME_GAP / 2
    if (node.role === 'input') left = Math.min(left, node.x - room)
    if (node.role === 'output') right = Math.max(right, node.x + room)
  }
  return { ...box, x: left, width: right - left }
}

function nodeMarkup(node: PlacedNode, genome: GenomeJson, names: Names): string {
  const { id, role, x, y } = node
  const colours = 'fill="#ffffff" stroke="#151b2b" stroke-width="1.6"'
  if (role === 'input') {
    return `<rect x="${x - 13}" y="${y - 13}" width="26" height="26" rx="6" ${colours}/><text x="${x - NAME_GAP + 4}" y="${y + 4}" text-anchor="end">${escaped(nameOf(node, genome, names))}</text>`
  }
  const circle = `<circle cx="${x}" cy="${y}" r="${NODE_RADIUS}" ${colours}/>`
  if (role === 'hidden') return `${circle}<text x="${x}" y="${y + 4}" text-anchor="middle">h${id}</text>`
  return `${circle}<circle cx="${x}" cy="${y}" r="${NODE_RADIUS - 5}" ${colours}/><text x="${x + NAME_GAP}" y="${y + 4}">${escaped(nameOf(node, genome, names))}</text>`
}
