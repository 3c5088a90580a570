// Draws a genome the size of a stamp.
import { type JSX, memo, useMemo } from 'react'
import type { GenomeJson } from '../../core/network/genome-json.ts'
import { thumbnailOf } from './thumbnail-layout.ts'

interface ThumbnailProps {
  readonly genome: GenomeJson
  readonly label: string
  readonly width?: number
  readonly height?: number
}

const MARGIN = 4

export const NetworkThumbnail = memo(function NetworkThumbnail({
  genome,
  label,
  width = 84,
  height = 34,
}: ThumbnailProps): JSX.Element {
  const { nodes, edges } = useMemo(() => thumbnailOf(genome), [genome])
  const x = (share: number) => MARGIN + share * (width - 2 * MARGIN)
  const y = (share: number) => MARGIN + share * (height - 2 * MARGIN)
  return (
    <svg className="thumbnail" width={width} height={height} role="img" aria-label={label}>
      {edges.map(({ innovation, from, to, isPositive, strength }) => (
        <line
          key={innovation}
          x1={x(from.x)}
          y1={y(from.y)}
          x2={x(to.x)}
          y2={y(to.y)}
          stroke={isPositive ? 'var(--positive)' : 'var(--negative)'}
          strokeDasharray={isPositive ? undefined : '3 2'}
          strokeWidth={0.5 + 1.5 * strength}
        />
      ))}
      {nodes.map(({ id, role, x: across, y: down }) => (
        <circle
          key={id}
          cx={x(across)}
          cy={y(down)}
          r={2.2}
          fill={role === 'hidden' ? 'var(--good)' : 'var(--ink)'}
        />
      ))}
    </svg>
  )
})
