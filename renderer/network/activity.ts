// What the nodes of a network say at the moment, while it plays somewhere on the screen: told by the player, read by the
// drawing of the same genome.
import { create } from 'zustand'
import { NODE_RADIUS } from '../../core/export/edge-route.ts'

interface Activity {
  /** Of the genome at work; null when none is. */
  readonly hash: string | null
  readonly values: ReadonlyMap<number, number>
}

export const useActivity = create<Activity>(() => ({ hash: null, values: new Map() }))

export function tellActivity(hash: string, nodes: readonly number[], values: readonly number[]): void {
  useActivity.setState({ hash, values: new Map(nodes.map((id, at) => [id, values[at] ?? 0])) })
}

export function endActivity(hash: string): void {
  if (useActivity.getState().hash === hash) useActivity.setState({ hash: null, values: new Map() })
}

/** Of a node's disc, in units of the drawing. Grows with the value, slower and slower: most say something between −1 and 1. */
export function activityRadius(value: number): number {
  const size = Math.abs(value)
  return (NODE_RADIUS + 4) * (size / (size + 0.35))
}
