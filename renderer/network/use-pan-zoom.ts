// Moving about in a drawing: by dragging, wheel and keyboard. Knows boxes, not networks.
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const ZOOM_STEP = 1.25
/** Shares of the drawing by which the arrow keys move it. */
const DIRECTIONS = [
  { key: 'ArrowLeft', dx: -0.1, dy: 0 },
  { key: 'ArrowRight', dx: 0.1, dy: 0 },
  { key: 'ArrowUp', dx: 0, dy: -0.1 },
  { key: 'ArrowDown', dx: 0, dy: 0.1 },
] as const
const CLOSEST = 0.15
/** As close as that one sees so much of a large drawing. */
const LEAST_WIDTH = 300
const FARTHEST = 4

export interface PanZoom<Drawn extends HTMLElement | SVGElement> {
  /** What is to be seen; of another shape than the element, more of it is. */
  readonly view: Box
  readonly element: React.RefObject<Drawn | null>
  /** Above 1: closer. */
  readonly zoomBy: (factor: number) => void
  readonly fit: () => void
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<Drawn>) => void
    readonly onPointerMove: (event: PointerEvent<Drawn>) => void
    readonly onPointerUp: () => void
    readonly onPointerCancel: () => void
    readonly onKeyDown: (event: KeyboardEvent) => void
  }
}

/** `whole` is what is seen when everything fits. */
export function usePanZoom<Drawn extends HTMLElement | SVGElement>(whole: Box): PanZoom<Drawn> {
  const [view, setView] = useState({ zoom: 1, dx: 0, dy: 0 })
  const element = useRef<Drawn | null>(null)
  const size = useRef(whole)
  size.current = whole
  const drag = useRef<{ x: number; y: number } | null>(null)
  const zoomBy = (factor: number) =>
    setView((now) => ({ ...now, zoom: bounded(now.zoom / factor, size.current) }))
  const moveBy = (dx: number, dy: number) =>
    setView((now) => ({ ...now, dx: now.dx + dx * whole.width, dy: now.dy + dy * whole.height }))
  const showAll = () => setView({ zoom: 1, dx: 0, dy: 0 })

  const endDrag = () => {
    drag.current = null
  }

  // React listens to wheels passively; keeping the page still needs a listener of our own.
  useEffect(() => {
    const shown: HTMLElement | SVGElement | null = element.current
    const onWheel = (event: Event) => {
      if (!(event instanceof WheelEvent)) return
      event.preventDefault()
      const seen = shown?.getBoundingClientRect()
      if (seen === undefined) return
      // What the pointer is on stays under the pointer.
      const right = event.clientX - seen.left - seen.width / 2
      const down = event.clientY - seen.top - seen.height / 2
      const factor = event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP
      setView((now) => {
        const zoom = bounded(now.zoom / factor, size.current)
        const perPixel = Math.max(size.current.width / seen.width, size.current.height / seen.height)
        const moved = perPixel * (now.zoom - zoom)
        return { zoom, dx: now.dx + right * moved, dy: now.dy + down * moved }
      })
    }
    shown?.addEventListener('wheel', onWheel, { passive: false })
    return () => shown?.removeEventListener('wheel', onWheel)
  }, [])

  const width = whole.width * view.zoom
  const height = whole.height * view.zoom
  const x = whole.x + (whole.width - width) / 2 + view.dx
  const y = whole.y + (whole.height - height) / 2 + view.dy
  const actOn = (key: string): boolean => {
    switch (key) {
      case '+':
      case '=':
        zoomBy(ZOOM_STEP)
        return true
      case '-':
        zoomBy(1 / ZOOM_STEP)
        return true
      case '0':
        showAll()
        return true
      default: {
        const direction = DIRECTIONS.find((candidate) => candidate.key === key)
        if (direction !== undefined) moveBy(direction.dx, direction.dy)
        return direction !== undefined
      }
    }
  }
  return {
    view: { x, y, width, height },
    element,
    zoomBy,
    fit: showAll,
    handlers: {
      onPointerDown: (event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, y: event.clientY }
      },
      onPointerMove: (event) => {
        if (drag.current === null) return
        const { clientWidth, clientHeight } = event.currentTarget
        // Uniform scale: the side that binds decides how much of the drawing one pixel is.
        const perPixel = Math.max(width / clientWidth, height / clientHeight)
        const dx = (drag.current.x - event.clientX) * perPixel
        const dy = (drag.current.y - event.clientY) * perPixel
        drag.current = { x: event.clientX, y: event.clientY }
        setView((now) => ({ ...now, dx: now.dx + dx, dy: now.dy + dy }))
      },
      onPointerUp: endDrag,
      onPointerCancel: endDrag,
      onKeyDown: (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (actOn(event.key)) event.preventDefault()
      },
    },
  }
}

/** A zoom within its bounds; small shares of the whole are close. */
function bounded(zoom: number, { width }: Box): number {
  return Math.min(FARTHEST, Math.max(Math.min(CLOSEST, LEAST_WIDTH / width), zoom))
}
