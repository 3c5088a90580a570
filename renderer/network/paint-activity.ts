// What each node of a large network says while it plays, onto a picture of it that stands already: a disc as large as the
// value, full for positive, a ring for negative.
import { activityRadius } from './activity.ts'
import type { DrawingColours, PlacedId } from './drawing-messages.ts'

export type ActivityPen = Pick<
  CanvasRenderingContext2D,
  | 'setTransform'
  | 'beginPath'
  | 'moveTo'
  | 'arc'
  | 'fill'
  | 'stroke'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
>

export interface ActivityPainting {
  readonly places: readonly PlacedId[]
  readonly values: ReadonlyMap<number, number>
  readonly colours: Pick<DrawingColours, 'accent' | 'negative'>
  /** Upper left corner of what is seen, in units of the drawing. */
  readonly corner: { readonly x: number; readonly y: number }
  /** Pixels per unit of the drawing. */
  readonly scale: number
}

/** As many nodes as there are cost two paths. */
export function paintActivity(pen: ActivityPen, painting: ActivityPainting): void {
  const { colours, corner, scale } = painting
  pen.setTransform(scale, 0, 0, scale, -corner.x * scale, -corner.y * scale)
  pen.globalAlpha = 0.55
  pen.fillStyle = colours.accent
  trace(pen, painting, (value) => value >= 0)
  pen.fill()
  pen.globalAlpha = 1
  pen.strokeStyle = colours.negative
  pen.lineWidth = 3
  trace(pen, painting, (value) => value < 0)
  pen.stroke()
  pen.setTransform(1, 0, 0, 1, 0, 0)
}

function trace(
  pen: ActivityPen,
  { places, values }: ActivityPainting,
  isWanted: (value: number) => boolean,
): void {
  pen.beginPath()
  for (const { id, x, y } of places) {
    const value = values.get(id)
    if (value === undefined || !isWanted(value)) continue
    const radius = activityRadius(value)
    pen.moveTo(x + radius, y)
    pen.arc(x, y, radius, 0, 2 * Math.PI)
  }
}
