// A moment of a problem as a drawing that stands by itself, as the canvas has it. Pure.
import { escaped } from '../../core/export/markup.ts'
import type { PlayFrame, Role, Shape, Stage } from '../../core/problems/play.ts'
import { fillOf, type Paint, type PictureLook, pictureOf, strokeOf } from '../chart/drawing.ts'
import { boxCorners, HAIR_PX, HALO_PX, roomed, type TextShape, textsOf } from './draw-frame.ts'
import { evenPx, fitted } from './fitted-text.ts'
import { type StageView, stageView } from './stage-view.ts'

interface StagePicture {
  readonly stage: Stage
  readonly scenery: readonly Shape[]
  readonly frame: PlayFrame
  readonly title: string
}

const [WIDTH, HEIGHT] = [640, 480] as const
/** For the figures below the stage. */
const FOOT = 28

export function stageSvg(
  { stage, scenery, frame, title }: StagePicture,
  palette: Readonly<Record<Role, Paint>>,
  look: PictureLook,
): string {
  const view = stageView(stage, WIDTH, HEIGHT)
  const figures = Object.entries(frame.figures ?? {}).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(6)) : value}`,
  )
  return pictureOf({ width: WIDTH, height: HEIGHT + FOOT, title }, look, [
    ...[scenery, frame.shapes].flatMap((shapes) => [
      ...shapes.flatMap((shape) => (shape.kind === 'text' ? [] : markupOf(shape, palette[shape.role], view))),
      ...textMarkup(textsOf(shapes), palette, view, look),
    ]),
    `<text x="12" y="${HEIGHT + 16}" ${fillOf(look.ink)}>${escaped(figures.join(' · '))}</text>`,
  ])
}

function textMarkup(
  texts: readonly TextShape[],
  palette: Readonly<Record<Role, Paint>>,
  view: StageView,
  look: PictureLook,
): readonly string[] {
  const mostPx = evenPx(
    texts.map((text) => roomed(text, view)),
    widthOf,
  )
  const halo = `paint-order="stroke" stroke="${look.ground.colour}" stroke-width="${HALO_PX}" stroke-linejoin="round"`
  return texts.map((shape) => {
    const [x, y] = view.place(shape.at)
    const { text, px } = fitted(roomed(shape, view), widthOf, mostPx)
    const place = `x="${rounded(x)}" y="${rounded(y)}" font-size="${rounded(px)}"`
    return `<text ${place} ${halo} ${fillOf(palette[shape.role])}>${escaped(text)}</text>`
  })
}

function markupOf(shape: Exclude<Shape, TextShape>, paint: Paint, view: StageView): string {
  const place = (point: readonly [number, number]) => view.place(point).map(rounded).join(' ')
  const width = shape.kind === 'path' ? Math.max(HAIR_PX, (shape.width ?? 0) * view.scale) : HAIR_PX
  const look = shape.filled === true ? fillOf(paint) : strokeOf(paint, rounded(width))
  if (shape.kind === 'circle') {
    const [x, y] = view.place(shape.centre)
    const radius = rounded(Math.max(1, shape.radius * view.scale))
    return `<circle cx="${rounded(x)}" cy="${rounded(y)}" r="${radius}" ${look}/>`
  }
  const isClosed = shape.kind === 'box' || shape.closed === true
  const points = shape.kind === 'box' ? boxCorners(shape) : shape.points
  return `<path d="M${points.map(place).join('L')}${isClosed ? 'Z' : ''}" ${look}/>`
}

/** Of letters as wide as they mostly are. */
const widthOf = (text: string): number => 0.58 * text.length

const rounded = (value: number): number => Math.round(100 * value) / 100
