// What an episode shows at the moment, to be taken along.
import { type JSX, useRef } from 'react'
import type { Role } from '../../core/problems/play.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import type { Paint } from '../chart/drawing.ts'
import { paintOf, pictureLookOf } from '../chart/picture.ts'
import { texts } from '../ui/texts.ts'
import { episodeTable } from './episode-table.ts'
import type { Episode } from './player.tsx'
import { paletteOf } from './stage-canvas.tsx'
import { stageSvg } from './stage-svg.ts'

const words = texts.behaviour

interface EpisodeExportProps {
  readonly episode: Episode
  /** Of the frame that is shown. */
  readonly at: number
}

export function EpisodeExport({ episode, at }: EpisodeExportProps): JSX.Element {
  const place = useRef<HTMLSpanElement>(null)
  const { stage, scenery, frames } = episode
  const draw = (): string | null => {
    const canvas = place.current?.closest('.at-work')?.querySelector('canvas') ?? null
    const frame = frames[at]
    if (canvas === null || frame === undefined) return null
    const palette = Object.fromEntries(
      Object.entries(paletteOf(canvas)).map(([role, colour]) => [role, paintOf(colour)]),
    ) as Record<Role, Paint>
    return stageSvg({ stage, scenery, frame, title: words.stage }, palette, pictureLookOf(canvas))
  }
  return (
    <span ref={place}>
      <ExportMenu
        name="behaviour"
        title={words.title}
        drawing={draw}
        table={() => episodeTable(episode, at, words.columns)}
      />
    </span>
  )
}
