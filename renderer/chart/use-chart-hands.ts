// What a mouse and a keyboard do with a chart: a cursor that follows, a stretch that is brushed, zoom.
import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import type { Place } from './place.ts'
import { type ChosenSpan, moved, type Span, shownSpan, spanBetween, zoomed } from './range.ts'
import { showSpan } from './shown-span.ts'

interface HandsOptions {
  readonly area: RefObject<HTMLElement | null>
  readonly place: Place | null
  readonly chosen: ChosenSpan
  readonly all: Span
  readonly cursor: number | null
  readonly setCursor: (generation: number | null) => void
  readonly onChoose: ((generation: number, share: number | null) => void) | undefined
}

interface Brush {
  readonly begun: number
  readonly at: number
}

export interface ChartHands {
  readonly events: object
  /** The stretch under the mouse, while one is brushed. */
  readonly brushed: Span | null
  /** Whether the cursor was moved by the keyboard last. */
  readonly isByKey: boolean
}

const ZOOM_STEP = 1.6
/** Pixels of the wheel that zoom by e. */
const WHEEL = 400
/** Pixels that tell a brush from a click. */
const LEAST_BRUSH = 5

export function useChartHands(options: HandsOptions): ChartHands {
  const { area, place, chosen, all, cursor, setCursor, onChoose } = options
  const [brush, setBrush] = useState<Brush | null>(null)
  const [isByKey, setByKey] = useState(false)
  const pressedAt = useRef<number | null>(null)
  useWheel(area, place, chosen, all)

  const offset = (event: PointerEvent) => {
    const box = area.current?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }
  const down = (event: PointerEvent<HTMLElement>): void => {
    if (place === null || event.button !== 0) return
    const { x, y } = offset(event)
    if (y > place.plot.top + place.plot.height + 4 || event.pointerType === 'touch') return
    event.currentTarget.setPointerCapture(event.pointerId)
    pressedAt.current = x
    setBrush({ begun: place.generationAt(x), at: place.generationAt(x) })
  }
  const move = (event: PointerEvent): void => {
    if (place === null) return
    const { x } = offset(event)
    const generation = place.generationAt(x)
    setByKey(false)
    setCursor(x < place.plot.left - 6 ? null : generation)
    if (brush !== null) setBrush({ ...brush, at: generation })
  }
  const up = (event: PointerEvent): void => {
    if (place === null) return
    const { x, y } = offset(event)
    const isClick = pressedAt.current === null || Math.abs(x - pressedAt.current) < LEAST_BRUSH
    pressedAt.current = null
    setBrush(null)
    if (isClick) {
      onChoose?.(place.generationAt(x), Math.max(0, Math.min(1, (y - place.plot.top) / place.plot.height)))
    } else if (brush !== null) {
      showSpan(spanBetween(brush.begun, place.generationAt(x), all) ?? chosen)
    }
  }
  const key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const done = keyed(event, { all, chosen, cursor })
    if (done === null) return
    event.preventDefault()
    event.stopPropagation() // the same keys mean other things elsewhere
    setByKey(true)
    if (done.kind === 'cursor') setCursor(done.generation)
    else if (done.kind === 'span') showSpan(done.span)
    else if (cursor !== null) onChoose?.(cursor, null)
  }
  return {
    events: {
      onPointerDown: down,
      onPointerMove: move,
      onPointerUp: up,
      onPointerCancel: () => setBrush(null),
      onPointerLeave: () => setCursor(null),
      onDoubleClick: () => showSpan(null),
      onKeyDown: key,
      onBlur: () => setCursor(null),
    },
    brushed:
      brush === null || brush.begun === brush.at
        ? null
        : { from: Math.min(brush.begun, brush.at), to: Math.max(brush.begun, brush.at) },
    isByKey,
  }
}

type Keyed =
  | { readonly kind: 'cursor'; readonly generation: number | null }
  | { readonly kind: 'span'; readonly span: ChosenSpan }
  | { readonly kind: 'choose' }

interface KeyedAt {
  readonly all: Span
  readonly chosen: ChosenSpan
  readonly cursor: number | null
}

/** What a key asks for; null where it asks the chart for nothing. */
export function keyed(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  { all, chosen, cursor }: KeyedAt,
): Keyed | null {
  const shown = shownSpan(chosen, all)
  const step = Math.max(1, Math.round((shown.to - shown.from) / 100))
  const at = cursor ?? shown.to
  const cursorAt = (generation: number): Keyed => ({
    kind: 'cursor',
    generation: Math.round(Math.max(shown.from, Math.min(shown.to, generation))),
  })
  switch (key) {
    case 'ArrowLeft':
      return shiftKey ? { kind: 'span', span: moved(chosen, all, -0.2) } : cursorAt(at - step)
    case 'ArrowRight':
      return shiftKey ? { kind: 'span', span: moved(chosen, all, 0.2) } : cursorAt(at + step)
    case 'Home':
      return cursorAt(shown.from)
    case 'End':
      return cursorAt(shown.to)
    case '+':
    case '=':
      return { kind: 'span', span: zoomed(chosen, all, ZOOM_STEP, cursor ?? undefined) }
    case '-':
      return { kind: 'span', span: zoomed(chosen, all, 1 / ZOOM_STEP, cursor ?? undefined) }
    case '0':
      return { kind: 'span', span: null }
    case 'Escape':
      return cursor === null ? null : { kind: 'cursor', generation: null }
    case 'Enter':
    case ' ':
      return cursor === null ? null : { kind: 'choose' }
    default:
      return null
  }
}

/** React listens to wheels passively; who zooms has to keep the page from scrolling. */
function useWheel(
  area: RefObject<HTMLElement | null>,
  place: Place | null,
  chosen: ChosenSpan,
  all: Span,
): void {
  const turned = useEffectEvent((event: WheelEvent) => {
    if (place === null || area.current === null || !(event.ctrlKey || event.shiftKey || event.metaKey)) return
    event.preventDefault()
    const by = event.deltaY === 0 ? event.deltaX : event.deltaY
    const x = event.clientX - area.current.getBoundingClientRect().left
    showSpan(zoomed(chosen, all, Math.exp(-by / WHEEL), place.generationAt(x)))
  })
  useEffect(() => {
    const element = area.current
    const listener = (event: WheelEvent) => turned(event)
    element?.addEventListener('wheel', listener, { passive: false })
    return () => element?.removeEventListener('wheel', listener)
  }, [area])
}
