// A track in a painting: one closed road on a plain ground, found by its colour; the line that is as far from its inner as
// from its outer edge becomes the middle. It knows no file and no metres.
import type { TrackPoint } from './track.ts'

export interface Painting {
  readonly width: number
  readonly height: number
  /** Red, green, blue, opacity of each pixel, row by row from the top. */
  readonly rgba: Uint8Array
}

export type FoundRoad =
  | { readonly ok: true; readonly corners: readonly TrackPoint[]; readonly width: number }
  | { readonly ok: false; readonly message: string }

/** How much the road differs from the ground, in the channel in which it differs most. */
const DIFFERENCE = 48
/** Smaller spots within the road, as shares of what it goes around, are its markings. */
const MARKING = 0.2
/** Corners of the middle, at most. */
const CORNERS = 160
const LEAST_WIDTH_PIXELS = 3

const GROUND = 0
const ROAD = 1

/** In pixels, counted downwards. */
export function findRoad(painting: Painting): FoundRoad {
  const refuse = (message: string): FoundRoad => ({ ok: false, message })
  const field = framed(painting)
  const { cells } = field
  const grounds = parts(field, GROUND)
  // The frame is ground: its part is all that lies around the road.
  const outside = grounds.part[0] ?? 0
  const [inside] = grounds.sizes
    .map((size, part) => ({ size, part }))
    .filter(({ part }) => part !== outside)
    .sort((a, b) => b.size - a.size)
  if (inside === undefined) {
    return refuse('there is no road around something; paint one closed road on a plain ground')
  }
  for (let cell = 0; cell < cells.length; cell++) {
    const part = grounds.part[cell] ?? -1
    if (part < 0 || part === outside || part === inside.part) continue
    if ((grounds.sizes[part] ?? 0) < MARKING * inside.size) cells[cell] = ROAD
  }
  const toOutside = distances(field, (cell) => grounds.part[cell] === outside)
  const toInside = distances(field, (cell) => grounds.part[cell] === inside.part)
  const isWithin = (cell: number): boolean => (toInside[cell] ?? 0) < (toOutside[cell] ?? 0)
  const line = outlineOf(field, isWithin)
  const width = mean(line.map(({ cell }) => (toInside[cell] ?? 0) + (toOutside[cell] ?? 0))) - 1
  if (width < LEAST_WIDTH_PIXELS) return refuse('its road is too thin to be told from the ground')
  const smooth = smoothed(
    line.map(({ x, y }) => ({ x, y })),
    Math.max(2, Math.round(width / 2)),
  )
  const every = Math.max(1, Math.ceil(smooth.length / CORNERS))
  return { ok: true, corners: smooth.filter((_, at) => at % every === 0), width }
}

/** The painting as ground and road, with a frame of ground one cell wide. */
interface Field {
  readonly columns: number
  readonly rows: number
  readonly cells: Uint8Array
}

function framed({ width, height, rgba }: Painting): Field {
  const [columns, rows] = [width + 2, height + 2]
  const cells = new Uint8Array(columns * rows)
  const ground = groundOf({ width, height, rgba })
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = colourAt(rgba, y * width + x)
      const differs = colour.some((value, channel) => Math.abs(value - (ground[channel] ?? 0)) > DIFFERENCE)
      if (differs) cells[(y + 1) * columns + x + 1] = ROAD
    }
  }
  return { columns, rows, cells }
}

/** What isn't painted is white. */
function colourAt(rgba: Uint8Array, pixel: number): readonly number[] {
  const opacity = (rgba[4 * pixel + 3] ?? 0) / 255
  return [0, 1, 2].map((channel) => 255 + ((rgba[4 * pixel + channel] ?? 0) - 255) * opacity)
}

/** The colour of most of the painting's edge. */
function groundOf({ width, height, rgba }: Painting): readonly number[] {
  const counts = new Map<string, { count: number; colour: readonly number[] }>()
  const look = (x: number, y: number): void => {
    const colour = colourAt(rgba, y * width + x)
    const key = colour.map((value) => Math.round(value / 16)).join()
    const counted = counts.get(key) ?? { count: 0, colour }
    counted.count++
    counts.set(key, counted)
  }
  for (let x = 0; x < width; x++) for (const y of [0, height - 1]) look(x, y)
  for (let y = 0; y < height; y++) for (const x of [0, width - 1]) look(x, y)
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.colour ?? [255, 255, 255]
}

/** Connected parts of one kind: which part each cell is of, −1 for other kinds, and how large each is. */
function parts({ columns, cells }: Field, kind: number): { part: Int32Array; sizes: number[] } {
  const part = new Int32Array(cells.length).fill(-1)
  const sizes: number[] = []
  const waiting: number[] = []
  for (let first = 0; first < cells.length; first++) {
    if (cells[first] !== kind || part[first] !== -1) continue
    const number = sizes.length
    sizes.push(0)
    part[first] = number
    waiting.push(first)
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      sizes[number] = (sizes[number] ?? 0) + 1
      for (const next of [cell - 1, cell + 1, cell - columns, cell + columns]) {
        if (cells[next] !== kind || part[next] !== -1) continue
        part[next] = number
        waiting.push(next)
      }
    }
  }
  return { part, sizes }
}

/** Of every cell from the nearest one that `isSource`, in cells: two passes with steps of 1 and √2 (Borgefors 1986). */
function distances({ columns, cells }: Field, isSource: (cell: number) => boolean): Float32Array {
  const distance = new Float32Array(cells.length)
  for (let cell = 0; cell < cells.length; cell++)
    distance[cell] = isSource(cell) ? 0 : Number.MAX_SAFE_INTEGER
  const before = [-1, -columns, -columns - 1, -columns + 1]
  const relax = (cell: number, sign: 1 | -1): void => {
    for (const [at, step] of before.entries()) {
      const there = distance[cell + sign * step] ?? Number.MAX_SAFE_INTEGER
      distance[cell] = Math.min(distance[cell] ?? 0, there + (at < 2 ? 1 : Math.SQRT2))
    }
  }
  for (let cell = 0; cell < cells.length; cell++) relax(cell, 1)
  for (let cell = cells.length - 1; cell >= 0; cell--) relax(cell, -1)
  return distance
}

interface OutlineStep extends TrackPoint {
  /** To the right of the way: within. */
  readonly cell: number
}

/** Right, down, left, up. */
const WAYS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const

/** Along the edges of the cells within, clockwise, from their topmost; `x` and `y` are corners of cells. */
function outlineOf({ columns, cells }: Field, isWithin: (cell: number) => boolean): readonly OutlineStep[] {
  const first = cells.findIndex((_, cell) => isWithin(cell))
  const start = { x: first % columns, y: Math.floor(first / columns) }
  const steps: OutlineStep[] = []
  let { x, y } = start
  let way = 0
  /** The cell ahead of the corner at which the way is: to its right (1) or to its left (−1). */
  const ahead = (side: 1 | -1): number => {
    const [dx, dy] = WAYS[way] ?? WAYS[0]
    return (y + (dy + side * dx - 1) / 2) * columns + x + (dx - side * dy - 1) / 2
  }
  do {
    if (isWithin(ahead(-1))) way = (way + 3) % 4
    else if (!isWithin(ahead(1))) {
      way = (way + 1) % 4
      continue
    }
    const [dx, dy] = WAYS[way] ?? WAYS[0]
    steps.push({ x, y, cell: ahead(1) })
    x += dx
    y += dy
  } while ((x !== start.x || y !== start.y) && steps.length < 4 * cells.length)
  return steps
}

/** Each point becomes the mean of those within `reach` before and after it. */
function smoothed(points: readonly TrackPoint[], reach: number): readonly TrackPoint[] {
  const around = (at: number): TrackPoint => points[(at + points.length) % points.length] ?? { x: 0, y: 0 }
  return points.map((_, at) => {
    const near = Array.from({ length: 2 * reach + 1 }, (__, step) => around(at + step - reach))
    return { x: mean(near.map(({ x }) => x)), y: mean(near.map(({ y }) => y)) }
  })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
