// A genome as a picture that stands by itself: the app's own layout, in colours for white paper.
import type { GenomeJson } from '../network/genome-json.ts'
import type { Names } from './described-network.ts'
import { edgePath, edgeWidth, labelPoint, NODE_RADIUS, strokeAcross } from './edge-route.ts'
import { layoutNetwork, type PlacedEdge, type PlacedNode } from './network-layout.ts'

const POSITIVE = '#0072b2'
const NEGATIVE = '#b85c00'
const DISABLED = '#8a8f9c'
/** Drawings of at most this many enabled connections have their weights written on. */
const LABELLED_EDGES = 30

export function toSvg(genome: GenomeJson, names: Names): string {
  const { box, nodes, edges } = layoutNetwork(genome)
  const isLabelled = edges.filter(({ enabled }) => enabled).length <= LABELLED_EDGES
  const sorted = edges.toSorted((a, b) => Number(a.enabled) - Number(b.enabled))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.x} ${box.y} ${box.width} ${box.height}" width="${box.width}" height="${box.height}" font-family="sans-serif" font-size="12">`,
    `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="#ffffff"/>`,
    ...sorted.map((edge) => edgeMarkup(edge, isLabelled)),
    ...nodes.map((node) => nodeMarkup(node, genome, names)),
    '</svg>',
    '',
  ].join('\n')
}

function edgeMarkup(edge: PlacedEdge, isLabelled: boolean): string {
  const { weight, enabled, labelAt } = edge
  const colour = enabled ? (weight < 0 ? NEGATIVE : POSITIVE) : DISABLED
  const width = enabled ? edgeWidth(weight) : 1.4
  const dashes = enabled ? '' : ' stroke-dasharray="4 3"'
  const path = `<path d="${edgePath(edge)}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes}/>`
  if (!enabled) return path
  const bar =
    weight < 0
      ? `<path d="${strokeAcross(edge, labelAt, width / 2 + 4)}" stroke="${colour}" stroke-width="2.2"/>`
      : ''
  const { x, y } = labelPoint(edge, labelAt)
  const label = isLabelled
    ? `<text x="${x}" y="${y + 3.5}" text-anchor="middle" paint-order="stroke" stroke="#ffffff" stroke-width="3">${weight.toFixed(2)}</text>`
    : ''
  return path + bar + label
}

function nodeMarkup({ id, role, x, y }: PlacedNode, genome: GenomeJson, names: Names): string {
  const colours = 'fill="#ffffff" stroke="#151b2b" stroke-width="1.6"'
  if (role === 'input') {
    const name = names.inputs[id] ?? String(id)
    return `<rect x="${x - 13}" y="${y - 13}" width="26" height="26" rx="6" ${colours}/><text x="${x - 20}" y="${y + 4}" text-anchor="end">${escaped(name)}</text>`
  }
  const circle = `<circle cx="${x}" cy="${y}" r="${NODE_RADIUS}" ${colours}/>`
  if (role === 'hidden') return `${circle}<text x="${x}" y="${y + 4}" text-anchor="middle">h${id}</text>`
  const name = names.outputs[id - genome.inputs] ?? String(id)
  return `${circle}<circle cx="${x}" cy="${y}" r="${NODE_RADIUS - 5}" ${colours}/><text x="${x + 24}" y="${y + 4}">${escaped(name)}</text>`
}

/** Text inside markup; what no document may hold is left out. */
function escaped(text: string): string {
  return [...text]
    .filter((char) => !/[\p{Cc}\p{Cs}]/u.test(char))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
