// The drawing of a network too large for elements: a worker lays it out and paints it, the page moves the picture. While
// it is moved the last picture is stretched; when the hand rests it is painted anew.
import { type JSX, type MouseEvent, useEffect, useRef, useState } from 'react'
import { texts } from '../ui/texts.ts'
import { useLook } from '../ui/theme.ts'
import { useActivity } from './activity.ts'
import type { DrawingClient } from './drawing-client.ts'
import { coloursOf } from './drawing-colours.ts'
import type { DrawingColours, Found, PlacedId } from './drawing-messages.ts'
import { paintActivity } from './paint-activity.ts'
import { type Box, usePanZoom } from './use-pan-zoom.ts'

const words = texts.network

interface LargeDrawingProps {
  readonly client: DrawingClient
  readonly box: Box
  readonly places: readonly PlacedId[]
  readonly hash: string
  readonly label: string
  readonly tookMs: number
  /** Changes when the same box must be painted anew. */
  readonly version: number
  readonly onFound: (found: Found) => void
  readonly tools: (view: { zoomBy(factor: number): void; fit(): void }) => JSX.Element
}

/** The hand rests after so long. */
const REST_MS = 140
/** The picture reaches so far beyond what is seen, as a share of it. */
const BEYOND = 0.25
const REACH_PX = 8

interface Painted {
  readonly view: Box
  readonly picture: ImageBitmap
  readonly colours: DrawingColours
}

export function LargeDrawing({
  client,
  box,
  places,
  version,
  onFound,
  tools,
  ...said
}: LargeDrawingProps): JSX.Element {
  const view = usePanZoom<HTMLCanvasElement>(box)
  const canvas = view.element
  const seen = useSeen(canvas, view.view)
  const painted = useRef<Painted | null>(null)
  const colouring = useLook()
  const size = useSize(canvas)
  const show = () => {
    const pen = canvas.current?.getContext('2d', { alpha: false })
    if (pen == null || painted.current === null || seen.current === null) return
    const scale = stretch(pen, painted.current, seen.current)
    const { hash, values } = useActivity.getState()
    const { colours } = painted.current
    if (hash === said.hash) paintActivity(pen, { places, values, colours, corner: seen.current, scale })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a move shows the picture that there is, elsewhere
  useEffect(() => {
    const request = requestAnimationFrame(show)
    return () => cancelAnimationFrame(request)
  }, [view.view.x, view.view.y, view.view.width, view.view.height])
  const showNow = useRef(show)
  showNow.current = show
  useEffect(() => {
    let request = 0
    const unsubscribe = useActivity.subscribe((now, before) => {
      if (now.hash !== said.hash && before.hash !== said.hash) return
      cancelAnimationFrame(request)
      request = requestAnimationFrame(() => showNow.current())
    })
    return () => {
      unsubscribe()
      cancelAnimationFrame(request)
    }
  }, [said.hash])
  // biome-ignore lint/correctness/useExhaustiveDependencies: and is painted anew when the hand rests
  useEffect(() => {
    let isWanted = true
    const paint = async () => {
      const [element, part] = [canvas.current, seen.current]
      if (element === null || part === null) return
      const wide = grown(part, BEYOND)
      const density = window.devicePixelRatio * (element.clientWidth / part.width)
      const pixels = { width: Math.round(wide.width * density), height: Math.round(wide.height * density) }
      const colours = coloursOf(element.parentElement ?? document.body)
      const answer = await client.paint({ view: wide, ...pixels, colours })
      if (!isWanted) return answer.picture.close()
      painted.current?.picture.close()
      painted.current = { ...answer, colours }
      show()
      element.dataset['painted'] = String(version)
    }
    const timer = setTimeout(() => void paint().catch(() => {}), painted.current === null ? 0 : REST_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [client, version, colouring, view.view.x, view.view.y, view.view.width, view.view.height, size])
  const look = async ({ clientX, clientY, currentTarget }: MouseEvent<HTMLCanvasElement>) => {
    const part = seen.current
    if (part === null) return
    const bounds = currentTarget.getBoundingClientRect()
    const perPixel = part.width / bounds.width
    const x = part.x + (clientX - bounds.left) * perPixel
    const y = part.y + (clientY - bounds.top) * perPixel
    onFound(await client.find({ x, y, reach: REACH_PX * perPixel }).catch(() => null))
  }
  return (
    <>
      <canvas
        ref={canvas}
        className="network-canvas"
        role="img"
        tabIndex={0}
        aria-label={`${said.label}. ${words.large} ${words.help}`}
        data-testid="network-canvas"
        data-champion-hash={said.hash}
        data-laid-out-ms={said.tookMs}
        onMouseMove={(event) => event.buttons === 0 && void look(event)}
        onMouseLeave={() => onFound(null)}
        {...view.handlers}
      />
      {tools(view)}
    </>
  )
}

/** What the canvas shows: the view, grown to the canvas' own shape. */
function useSeen(
  canvas: { readonly current: HTMLCanvasElement | null },
  view: Box,
): { readonly current: Box | null } {
  const seen = useRef<Box | null>(null)
  const element = canvas.current
  if (element !== null && element.clientWidth > 0) {
    const perPixel = Math.max(view.width / element.clientWidth, view.height / element.clientHeight)
    const [width, height] = [element.clientWidth * perPixel, element.clientHeight * perPixel]
    seen.current = {
      x: view.x + (view.width - width) / 2,
      y: view.y + (view.height - height) / 2,
      width,
      height,
    }
  }
  return seen
}

/** Draws what there is of `seen`; pixels per unit of the drawing. */
function stretch(pen: CanvasRenderingContext2D, { view, picture, colours }: Painted, seen: Box): number {
  const { width, height } = pen.canvas
  const scale = width / seen.width
  pen.fillStyle = colours.ground
  pen.imageSmoothingQuality = 'low'
  pen.fillRect(0, 0, width, height)
  pen.drawImage(
    picture,
    (view.x - seen.x) * scale,
    (view.y - seen.y) * scale,
    view.width * scale,
    view.height * scale,
  )
  return scale
}

function grown({ x, y, width, height }: Box, share: number): Box {
  return {
    x: x - width * share,
    y: y - height * share,
    width: width * (1 + 2 * share),
    height: height * (1 + 2 * share),
  }
}

/** Changes with the canvas' size, to which its pixels are fitted. */
function useSize(canvas: { readonly current: HTMLCanvasElement | null }): string {
  const [size, setSize] = useState('')
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      const density = window.devicePixelRatio
      element.width = Math.round(element.clientWidth * density)
      element.height = Math.round(element.clientHeight * density)
      setSize(`${element.width} ${element.height}`)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [canvas])
  return size
}
