// What each node says while the network plays: a disc as large as the value, full for positive, a ring for negative.
import type { JSX } from 'react'
import type { PlacedNode } from '../../core/export/network-layout.ts'
import { activityRadius, useActivity } from './activity.ts'

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
        return <circle key={id} className={sign} cx={x} cy={y} r={activityRadius(value)} />
      })}
    </g>
  )
}
