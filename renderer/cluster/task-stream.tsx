// Who evaluated what when: the last half minute of all slots as a canvas, with what lies under the pointer in words.
import { type JSX, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { WorkerView } from '../../core/api/views.ts'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { paintOf, pictureLookOf } from '../chart/picture.ts'
import { texts } from '../ui/texts.ts'
import { useLook } from '../ui/theme.ts'
import { type ClusterMemory, SHOWN_MS } from './cluster-memory.ts'
import { barAt, drawTasks, type TaskPalette } from './draw-tasks.ts'
import { tasksSvg, tasksTable } from './task-export.ts'
import { type TaskBar, taskLayout } from './task-layout.ts'

const words = texts.cluster.stream
const LOWEST_ROW = 2
const HIGHEST_ROW = 12
/** Height of the part that is seen; more rows are scrolled to. */
const SEEN_PX = 80

interface TaskStreamProps {
  readonly workers: readonly WorkerView[]
  readonly memory: ClusterMemory
}

export function TaskStream({ workers, memory }: TaskStreamProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  const width = useWidth(canvas)
  const [pointed, setPointed] = useState<TaskBar | null>(null)
  const { tasks, nowMs } = memory
  const layout = useMemo(() => taskLayout(workers, tasks), [workers, tasks])
  const rowHeight = Math.max(LOWEST_ROW, Math.min(HIGHEST_ROW, Math.floor(SEEN_PX / layout.rows.length)))
  const height = layout.rows.length * rowHeight
  const look = useLook()
  const view = useMemo(
    () => ({ width, rowHeight, fromMs: (nowMs ?? 0) - SHOWN_MS, toMs: nowMs ?? 0 }),
    [width, rowHeight, nowMs],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the element's colours change with the theme
  useEffect(() => {
    const pen = prepared(canvas.current, width, height)
    if (pen !== null) drawTasks(pen, layout, view, paletteOf(pen.canvas))
  }, [layout, view, width, height, look])
  const point = ({ nativeEvent: { offsetX, offsetY } }: PointerEvent) =>
    setPointed(barAt(layout, view, { x: offsetX, y: offsetY }))
  const draw = (): string | null => {
    if (canvas.current === null) return null
    const { even, odd, failed, ground } = paletteOf(canvas.current)
    const paints = {
      even: paintOf(even),
      odd: paintOf(odd),
      failed: paintOf(failed),
      ground: paintOf(ground),
    }
    const said = { title: words.title, from: words.from(SHOWN_MS / 1000), now: words.now }
    return tasksSvg({ layout, ...view, words: said }, paints, pictureLookOf(canvas.current))
  }
  const table = () => tasksTable(layout, view.fromMs, words.columns)
  return (
    <figure className="task-stream">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no wheel scrolls it by keys. */}
      <div className="task-rows" tabIndex={0}>
        <canvas
          ref={canvas}
          style={{ height }}
          role="img"
          aria-label={words.label(tasks.length, SHOWN_MS / 1000)}
          data-testid="task-stream"
          data-tasks={tasks.length}
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
        />
      </div>
      <figcaption className="soft">
        <span>{words.from(SHOWN_MS / 1000)}</span>
        <span>{pointed === null ? words.hint : <Pointed bar={pointed} workers={workers} />}</span>
        <span className="task-end">
          <ExportMenu name="timeline" title={words.title} drawing={draw} table={table} />
          {words.now}
        </span>
      </figcaption>
    </figure>
  )
}

interface PointedProps {
  readonly bar: TaskBar
  readonly workers: readonly WorkerView[]
}

function Pointed({ bar: { task }, workers }: PointedProps): JSX.Element {
  const label = workers.find(({ key }) => key === task.worker)?.label ?? ''
  const { genomes, generation, failed, startMs, endMs } = task
  return <strong>{words.task({ label, genomes, generation, failed, tookMs: endMs - startMs })}</strong>
}

function prepared(
  element: HTMLCanvasElement | null,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const pen = element?.getContext('2d') ?? null
  if (element === null || pen === null || width === 0) return null
  const density = window.devicePixelRatio
  const [wide, high] = [Math.round(width * density), Math.round(height * density)]
  // Setting a size empties the canvas and takes new memory, even where it is the same.
  if (element.width !== wide) element.width = wide
  if (element.height !== high) element.height = high
  pen.setTransform(density, 0, 0, density, 0, 0)
  return pen
}

function paletteOf(element: Element): TaskPalette {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name)
  return {
    even: colour('--best'),
    odd: colour('--champion'),
    failed: colour('--bad'),
    ground: colour('--raised'),
  }
}

function useWidth(element: { readonly current: Element | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
