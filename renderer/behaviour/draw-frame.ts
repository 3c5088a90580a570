// Draws a moment of a problem on a canvas. What shapes stand for decides their colour; nothing here knows which problem
// it is.
import type { PlayFrame, PlayPoint, Role, Shape } from '../../core/problems/play.ts'
import { fitted } from './fitted-text.ts'
import type { StageView } from './stage-view.ts'

export type Palette = Readonly<Record<Role, string>>

/** Thinnest line that can be seen, in pixels. */
export const HAIR_PX = 1.5
const MEASURED_PX = 100

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
    if (shape.kind === 'text') drawText(pen, shape, view)
    else drawOutline(pen, shape, view)
  }
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

function drawText(
  pen: CanvasRenderingContext2D,
  { at, text, room }: Extract<Shape, { kind: 'text' }>,
  view: StageView,
): void {
  const [x, y] = view.place(at)
  pen.font = `${MEASURED_PX}px sans-serif`
  const widthOf = (words: string) => pen.measureText(words).width / MEASURED_PX
  const { text: shown, px } = fitted(text, room === undefined ? null : room * view.scale, widthOf)
  pen.font = `${px}px sans-serif`
  pen.fillText(shown, x, y)
}
