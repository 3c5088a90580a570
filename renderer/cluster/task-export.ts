// The timeline of a cluster and its list of workers, to be taken along. Pure.
import { escaped } from '../../core/export/markup.ts'
import type { CsvTable } from '../chart/csv.ts'
import { fillOf, type Paint, type PictureLook, pictureOf } from '../chart/drawing.ts'
import { colourOf, placeOf, type TaskPalette } from './draw-tasks.ts'
import type { TaskLayout } from './task-layout.ts'

const WIDTH = 960
const ROW_HEIGHT = 14
/** For the names of the workers. */
const LEFT = 150
/** For the two ends of time. */
const FOOT = 24

interface Timeline {
  readonly layout: TaskLayout
  readonly fromMs: number
  readonly toMs: number
  readonly words: { readonly title: string; readonly from: string; readonly now: string }
}

/** As the screen draws it, with the workers' names. */
export function tasksSvg(
  { layout, fromMs, toMs, words }: Timeline,
  palette: TaskPalette<Paint>,
  look: PictureLook,
): string {
  const { rows, bars } = layout
  const height = rows.length * ROW_HEIGHT
  const view = { width: WIDTH - LEFT - 10, rowHeight: ROW_HEIGHT, fromMs, toMs }
  const isShared = rows.some(({ slot }) => slot === null)
  const rect = (x: number, row: number, width: number, paint: Paint): string =>
    `<rect x="${rounded(LEFT + x)}" y="${row * ROW_HEIGHT}" width="${rounded(width)}" height="${ROW_HEIGHT - 1}" ${fillOf(paint)}/>`
  const text = (x: number, y: number, words: string, anchor = 'start'): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" ${fillOf(look.ink)}>${escaped(words)}</text>`
  return pictureOf({ width: WIDTH, height: height + FOOT, title: words.title }, look, [
    ...rows.map((_, row) => rect(0, row, view.width, palette.ground)),
    ...rows.flatMap(({ worker, label }, row) =>
      rows[row - 1]?.worker === worker ? [] : [text(8, row * ROW_HEIGHT + 11, label)],
    ),
    ...bars.map((bar) => {
      const { x, length } = placeOf(bar, view)
      const { colour, opacity } = colourOf(bar, palette)
      return rect(x, bar.row, length, { colour, opacity: isShared ? 0.4 * opacity : opacity })
    }),
    text(LEFT, height + 16, words.from),
    text(WIDTH - 10, height + 16, words.now, 'end'),
  ])
}

const rounded = (value: number): number => Math.round(10 * value) / 10

interface TaskColumns {
  readonly worker: string
  readonly slot: string
  readonly generation: string
  readonly genomes: string
  readonly failed: string
  readonly started: string
  readonly took: string
}

/** A batch a row, oldest first; `fromMs` is when the table begins. A slot is missing where a row is all of a worker's. */
export function tasksTable({ rows, bars }: TaskLayout, fromMs: number, words: TaskColumns): CsvTable {
  const { worker, slot, generation, genomes, failed, started, took } = words
  return {
    columns: [worker, slot, generation, genomes, failed, started, took],
    rows: bars
      .toSorted((a, b) => a.task.startMs - b.task.startMs)
      .map(({ task, row }) => [
        rows[row]?.label ?? '',
        rows[row]?.slot ?? null,
        ...[task.generation, task.genomes, task.failed],
        ...[rounded(task.startMs - fromMs), rounded(task.endMs - task.startMs)],
      ]),
  }
}
