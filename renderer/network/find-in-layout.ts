// What lies at a point of a drawing: a node, or else the nearest connection. Pure.
import { NODE_RADIUS, pointAt } from '../../core/export/edge-route.ts'
import type { NetworkLayout } from '../../core/export/network-layout.ts'
import type { Found } from './drawing-messages.ts'

const SAMPLES = Array.from({ length: 17 }, (_, at) => at / 16)

export function findInLayout(
  { nodes, edges }: Pick<NetworkLayout, 'nodes' | 'edges'>,
  { x, y, reach }: { readonly x: number; readonly y: number; readonly reach: number },
): Found {
  let nearest = NODE_RADIUS + reach
  let found: Found = null
  for (const node of nodes) {
    const distance = Math.hypot(node.x - x, node.y - y)
    if (distance >= nearest) continue
    nearest = distance
    found = { kind: 'node', id: node.id }
  }
  if (found !== null) return found
  nearest = reach
  for (const edge of edges) {
    let from = pointAt(edge, 0)
    for (const share of SAMPLES.slice(1)) {
      const to = pointAt(edge, share)
      const distance = distanceToLine(x, y, from, to)
      if (distance < nearest) {
        nearest = distance
        found = { kind: 'connection', innovation: edge.innovation }
      }
      from = to
    }
  }
  return found
}

interface Point {
  readonly x: number
  readonly y: number
}

function distanceToLine(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / length))
  return Math.hypot(from.x + along * dx - x, from.y + along * dy - y)
}
