// What a new drawing and one on top of another have in common: layers, neighbours, and where inputs and outputs stand.
import type { GenomeJson, NodeGeneJson } from '../network/genome-json.ts'
import { layersOf } from '../network/layers.ts'

export const LAYER_GAP = 170
export const NODE_GAP = 68
/** Between inputs and between outputs: two stand well apart, many move together. */
const WIDEST_OUTER_GAP = 136
const NARROWEST_OUTER_GAP = 48
const OUTER_HEIGHT = 330

/** Inputs and outputs with their heights, evenly around the middle. */
export function outerNodes({ nodes }: GenomeJson): readonly (NodeGeneJson & { readonly y: number })[] {
  return (['input', 'output'] as const).flatMap((role) => {
    const column = nodes.filter((node) => node.role === role)
    const evenly = OUTER_HEIGHT / Math.max(1, column.length - 1)
    const gap = Math.min(WIDEST_OUTER_GAP, Math.max(NARROWEST_OUTER_GAP, evenly))
    return column.map((node, row) => ({ ...node, y: (row - (column.length - 1) / 2) * gap }))
  })
}

/** Layer of every node by id. Nodes stand in order of id: inputs, outputs, hidden ones, as the layering wants them. */
export function layerByNode({
  nodes,
  connections,
  inputs,
  outputs,
}: GenomeJson): ReadonlyMap<number, number> {
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

/** Ids of the nodes at the other ends of each node's connections. */
export function neighboursOf({ connections }: GenomeJson): ReadonlyMap<number, readonly number[]> {
  const neighbours = new Map<number, number[]>()
  const add = (node: number, other: number) => {
    const known = neighbours.get(node)
    if (known === undefined) neighbours.set(node, [other])
    else known.push(other)
  }
  for (const { source, target } of connections) {
    if (source === target) continue
    add(source, target)
    add(target, source)
  }
  return neighbours
}

/** The middle of the heights of those among `ids` that have their places. */
export function middleOf(
  ids: readonly number[],
  placed: ReadonlyMap<number, { readonly y: number }>,
): number {
  const heights = ids.flatMap((id) => placed.get(id)?.y ?? [])
  return heights.length === 0 ? 0 : heights.reduce((sum, y) => sum + y, 0) / heights.length
}
