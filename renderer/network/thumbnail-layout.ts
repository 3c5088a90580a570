// A genome as a picture the size of a stamp: nodes by layer, the strongest connections, nothing to read.
import { layerByNode } from '../../core/export/layout-parts.ts'
import type { GenomeJson } from '../../core/network/genome-json.ts'

export interface ThumbnailNode {
  readonly id: number
  readonly role: 'input' | 'hidden' | 'output'
  readonly x: number
  readonly y: number
}

export interface ThumbnailEdge {
  readonly innovation: number
  readonly from: ThumbnailNode
  readonly to: ThumbnailNode
  readonly isPositive: boolean
  /** Of the strongest, 0 to 1. */
  readonly strength: number
}

export interface Thumbnail {
  readonly nodes: readonly ThumbnailNode[]
  readonly edges: readonly ThumbnailEdge[]
}

/** More would be a blot. */
const MOST_EDGES = 150
const MOST_NODES = 150

/** In a picture that is 1 wide and 1 high. */
export function thumbnailOf(genome: GenomeJson): Thumbnail {
  const enabled = genome.connections.filter((gene) => gene.enabled)
  const strongest = enabled.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_EDGES)
  const used = new Set(strongest.flatMap(({ source, target }) => [source, target]))
  const placed = placeNodes(genome)
  const byId = new Map(placed.map((node) => [node.id, node]))
  const most = strongest.reduce((high, { weight }) => Math.max(high, Math.abs(weight)), 1e-9)
  const edges = strongest.flatMap(({ source, target, weight, innovation }) => {
    const [from, to] = [byId.get(source), byId.get(target)]
    if (from === undefined || to === undefined) return []
    return [{ innovation, from, to, isPositive: weight >= 0, strength: Math.abs(weight) / most }]
  })
  const nodes = placed.filter(({ id, role }) => role !== 'hidden' || used.has(id)).slice(0, MOST_NODES)
  return { nodes, edges }
}

function placeNodes(genome: GenomeJson): readonly ThumbnailNode[] {
  const { nodes } = genome
  const layerOf = layerByNode(genome)
  const layers = nodes.map(({ id }) => layerOf.get(id) ?? 0)
  const last = layers.reduce((most, layer) => Math.max(most, layer), 1)
  const inLayer = new Map<number, number>()
  for (const layer of layers) inLayer.set(layer, (inLayer.get(layer) ?? 0) + 1)
  const seen = new Map<number, number>()
  return nodes.map(({ id, role }, at) => {
    const layer = layers[at] ?? 0
    const place = seen.get(layer) ?? 0
    seen.set(layer, place + 1)
    return { id, role, x: layer / last, y: (place + 0.5) / (inLayer.get(layer) ?? 1) }
  })
}
