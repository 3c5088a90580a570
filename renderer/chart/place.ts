// Where generations and values are on the picture of a chart.
import type { Span } from './range.ts'
import type { ValueScale } from './value-scale.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

/** What the axes leave for the curves, in pixels of the picture. */
export interface Plot extends Size {
  readonly left: number
  readonly top: number
}

export interface Place {
  readonly plot: Plot
  readonly span: Span
  readonly x: (generation: number) => number
  readonly y: (value: number) => number
  /** Whole generations only. */
  readonly generationAt: (x: number) => number
}

export const AXIS_WIDTH = 52
export const AXIS_HEIGHT = 24
export const MARGIN = { top: 8, right: 14, bottom: 0, left: 0 } as const

/** `axisHeight` is 0 where the generations are written below another chart. */
function plotOf({ width, height }: Size, axisHeight: number = AXIS_HEIGHT): Plot {
  return {
    left: AXIS_WIDTH,
    top: MARGIN.top,
    width: Math.max(1, width - AXIS_WIDTH - MARGIN.right),
    height: Math.max(1, height - axisHeight - MARGIN.top),
  }
}

export function placeOf(size: Size, span: Span, scale: ValueScale, axisHeight?: number): Place {
  const plot = plotOf(size, axisHeight)
  const width = Math.max(1e-9, span.to - span.from)
  return {
    plot,
    span,
    x: (generation) => plot.left + ((generation - span.from) / width) * plot.width,
    y: (value) => plot.top + (1 - scale.share(value)) * plot.height,
    generationAt: (x) => {
      const inside = Math.max(0, Math.min(1, (x - plot.left) / plot.width))
      return Math.round(span.from + inside * width)
    },
  }
}
