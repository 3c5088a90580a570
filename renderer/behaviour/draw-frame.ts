// Draws a moment of a problem on a canvas. What shapes stand for decides their colour; nothing here knows which problem
// it is.
import type { PlayFrame, PlayPoint, Role, Shape } from '../../core/problems/play.ts'
import { evenPx, fitted, type Roomed } from './fitted-text.ts'
import type { StageView } from './stage-view.ts'

/** `under` is what lies below everything: texts keep it around them, to be read on any shape. */
export type Palette = Readonly<Record<Role | 'under', string>>

/** Thinnest line that can be seen, in pixels. */
export const HAIR_PX = 1.5
/** Around texts. */
export const HALO_PX = 3
const MEASURED_PX = 100

export type TextShape = Extract<Shape, { kind: 'text' }>

/** `pen` draws in pixels of the page, whatever the screen's density. */
export function drawFrame(
  pen: CanvasRenderingContext2D,
  shapes: PlayFrame['shapes'],
  view: StageView,
  palette: Palette,
): void {
  for (const shape of shapes) {
    pen.strokeStyle = palette[shape.role]
    pen.fillStyle = palette[shape.role]
    pen.lineWidth = HAIR_PX
    if (shape.kind !== 'text') drawOutline(pen, shape, view)
  }
  // Above everything, alike in size.
  const texts = textsOf(shapes)
  if (texts.length === 0) return
  pen.font = `${MEASURED_PX}px sans-serif`
  const widthOf = (words: string) => pen.measureText(words).width / MEASURED_PX
  const mostPx = evenPx(
    texts.map((text) => roomed(text, view)),
    widthOf,
  )
  pen.lineWidth = HALO_PX
  pen.lineJoin = 'round'
  pen.strokeStyle = palette.under
  for (const text of texts) {
    const [x, y] = view.place(text.at)
    pen.font = `${MEASURED_PX}px sans-serif`
    const { text: shown, px } = fitted(roomed(text, view), widthOf, mostPx)
    pen.font = `${px}px sans-serif`
    pen.fillStyle = palette[text.role]
    pen.strokeText(shown, x, y)
    pen.fillText(shown, x, y)
  }
}

export function textsOf(shapes: readonly Shape[]): readonly TextShape[] {
  return shapes.filter((shape) => shape.kind === 'text')
}

export function roomed({ text, room }: TextShape, view: StageView): Roomed {
  return { text, room: room === undefined ? null : room * view.scale }
}

function drawOutline(
  pen: CanvasRenderingContext2D,
  shape: Exclude<Shape, { kind: 'text' }>,
  view: StageView,
): void {
  pen.beginPath()
  if (shape.kind === 'circle') {
    const [x, y] = view.place(shape.centre)
    pen.arc(x, y, Math.max(1, shape.radius * view.scale), 0, 2 * Math.PI)
  }
  if (shape.kind === 'box') traceBox(pen, shape, view)
  if (shape.kind === 'path') tracePath(pen, shape, view)
  if (shape.filled === true) pen.fill()
  else pen.stroke()
}

function tracePath(
  pen: CanvasRenderingContext2D,
  { points, closed, width = 0 }: Extract<Shape, { kind: 'path' }>,
  view: StageView,
): void {
  pen.lineWidth = Math.max(HAIR_PX, width * view.scale)
  pen.lineJoin = 'round'
  pen.lineCap = 'round'
  points.forEach((point, at) => {
    const [x, y] = view.place(point)
    if (at === 0) pen.moveTo(x, y)
    else pen.lineTo(x, y)
  })
  if (closed === true) pen.closePath()
}

function traceBox(
  pen: CanvasRenderingContext2D,
  box: Extract<Shape, { kind: 'box' }>,
  view: StageView,
): void {
  for (const corner of boxCorners(box)) pen.lineTo(...view.place(corner))
  pen.closePath()
}

/** In the units of the stage, one after the other. */
export function boxCorners({
  centre,
  size,
  angle = 0,
}: Extract<Shape, { kind: 'box' }>): readonly PlayPoint[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return CORNERS.map(([along, across]) => {
    const dx = (along * size[0]) / 2
    const dy = (across * size[1]) / 2
    return [centre[0] + dx * cos - dy * sin, centre[1] + dx * sin + dy * cos]
  })
}

const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const
