// What each node says while the network plays: a disc as large as the value, full for positive, a ring for negative.
import type { JSX } from 'react'
import { NODE_RADIUS } from '../../core/export/edge-route.ts'
import type { PlacedNode } from '../../core/export/network-layout.ts'
import { useActivity } from './activity.ts'

interface ActivityLayerProps {
  readonly hash: string
  readonly nodes: readonly PlacedNode[]
}

export function ActivityLayer({ hash, nodes }: ActivityLayerProps): JSX.Element | null {
  const values = useActivity((activity) => (activity.hash === hash ? activity.values : null))
  if (values === null) return null
  return (
    <g className="activity">
      {nodes.map(({ id, x, y }) => {
        const value = values.get(id)
        if (value === undefined) return null
        const sign = value < 0 ? 'negative' : 'positive'
        return <circle key={id} className={sign} cx={x} cy={y} r={radiusOf(value)} />
      })}
    </g>
  )
}

/** Grows with the value, slower and slower: most nodes say something between −1 and 1, some much more. */
function radiusOf(value: number): number {
  const size = Math.abs(value)
  return (NODE_RADIUS + 4) * (size / (size + 0.35))
}
