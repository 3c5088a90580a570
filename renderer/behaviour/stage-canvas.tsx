// The canvas on which an episode is drawn: it fills its place, is sharp on every screen and takes the theme's colours.
import { type JSX, useEffect, useRef, useState } from 'react'
import { type PlayFrame, ROLES, type Role, type Shape, type Stage } from '../../core/problems/play.ts'
import { useLook } from '../ui/theme.ts'
import { drawFrame, type Palette } from './draw-frame.ts'
import { stageView } from './stage-view.ts'

interface StageCanvasProps {
  readonly stage: Stage
  readonly scenery: readonly Shape[]
  readonly frame: PlayFrame | undefined
  readonly label: string
}

interface Size {
  readonly width: number
  readonly height: number
}

export function StageCanvas({ stage, scenery, frame, label }: StageCanvasProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null)
  const size = useSize(canvas)
  const look = useLook()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the element's colours change with the theme
  useEffect(() => {
    const element = canvas.current
    const pen = element?.getContext('2d')
    if (element == null || pen == null || size === null) return
    const density = window.devicePixelRatio
    element.width = Math.round(size.width * density)
    element.height = Math.round(size.height * density)
    pen.scale(density, density)
    const view = stageView(stage, size.width, size.height)
    const palette = paletteOf(element)
    drawFrame(pen, scenery, view, palette)
    drawFrame(pen, frame?.shapes ?? [], view, palette)
  }, [stage, scenery, frame, size, look])
  return <canvas ref={canvas} className="stage" role="img" aria-label={label} data-testid="stage" />
}

export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element)
  const colours = ROLES.map((role): [Role, string] => [role, style.getPropertyValue(`--play-${role}`)])
  return {
    ...(Object.fromEntries(colours) as Record<Role, string>),
    under: style.getPropertyValue('--panel'),
  }
}

function useSize(element: { readonly current: Element | null }): Size | null {
  const [size, setSize] = useState<Size | null>(null)
  useEffect(() => {
    if (element.current === null) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return
      const { width, height } = entry.contentRect
      setSize({ width, height })
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}
