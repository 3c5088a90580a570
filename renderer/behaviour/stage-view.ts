// Where a problem's world lands on the screen: the whole stage as large as it fits, y upwards. Pure.
import type { PlayPoint, Stage } from '../../core/problems/play.ts'

export interface StageView {
  /** Pixels per unit of the stage. */
  readonly scale: number
  /** A point of the stage in pixels from the left and from the top. */
  place(point: PlayPoint): readonly [number, number]
}

const MARGIN_PX = 8

/** `width` and `height` in pixels. A stage without extent is shown as if it were one unit wide and high. */
export function stageView(stage: Stage, width: number, height: number): StageView {
  const across = stage.right - stage.left || 1
  const up = stage.top - stage.bottom || 1
  const scale = Math.max(
    0,
    Math.min((width - 2 * MARGIN_PX) / Math.abs(across), (height - 2 * MARGIN_PX) / Math.abs(up)),
  )
  const left = (width - scale * across) / 2
  const top = (height - scale * up) / 2
  return {
    scale,
    place: ([x, y]) => [left + (x - stage.left) * scale, top + (stage.top - y) * scale],
  }
}
