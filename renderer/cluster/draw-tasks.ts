// Draws the timeline of a cluster on a canvas: a bar for every batch, in turn of generation; what failed stands out.
import type { TaskBar, TaskLayout } from './task-layout.ts'

export interface TaskPalette<Colour = string> {
  readonly even: Colour
  readonly odd: Colour
  readonly failed: Colour
  readonly ground: Colour
}

export interface TaskView {
  readonly width: number
  readonly rowHeight: number
  /** Times of the left and right edge. */
  readonly fromMs: number
  readonly toMs: number
}

/** Shorter ones would not be seen. */
const THINNEST = 1

export function drawTasks(
  pen: CanvasRenderingContext2D,
  { rows, bars }: TaskLayout,
  view: TaskView,
  palette: TaskPalette,
): void {
  const { width, rowHeight } = view
  pen.clearRect(0, 0, width, rows.length * rowHeight)
  const gap = rowHeight >= 4 ? 1 : 0
  pen.fillStyle = palette.ground
  for (let row = 0; row < rows.length; row++) pen.fillRect(0, row * rowHeight, width, rowHeight - gap)
  // Rows that stand for several slots show how many of them are busy by how deep the colour is.
  const isShared = rows.some(({ slot }) => slot === null)
  pen.globalAlpha = isShared ? 0.4 : 1
  for (const bar of bars) {
    const { x, length } = placeOf(bar, view)
    pen.fillStyle = colourOf(bar, palette)
    pen.fillRect(x, bar.row * rowHeight, length, rowHeight - gap)
  }
  pen.globalAlpha = 1
}

export function placeOf({ task }: TaskBar, { width, fromMs, toMs }: TaskView) {
  const scale = width / (toMs - fromMs)
  const x = Math.max(0, (task.startMs - fromMs) * scale)
  return { x, length: Math.max(THINNEST, (task.endMs - fromMs) * scale - x) }
}

export function colourOf<Colour>({ task }: TaskBar, { even, odd, failed }: TaskPalette<Colour>): Colour {
  if (task.failed > 0) return failed
  return task.generation % 2 === 0 ? even : odd
}

/** The bar under a point, the latest drawn first. */
export function barAt(
  { bars }: TaskLayout,
  view: TaskView,
  { x, y }: { readonly x: number; readonly y: number },
): TaskBar | null {
  const row = Math.floor(y / view.rowHeight)
  return (
    bars.findLast((bar) => {
      if (bar.row !== row) return false
      const place = placeOf(bar, view)
      return x >= place.x - 1 && x <= place.x + place.length + 1
    }) ?? null
  )
}
