// A closed track: a line of equal steps that a car follows, as wide everywhere, and how far its edge is from any place.
// It knows no car.

export interface TrackPoint {
  readonly x: number
  readonly y: number
}

/** Metres. */
export interface Track {
  /** Along the middle, {@link STEP} apart, once around; the car starts at the first and drives towards the second. */
  readonly middle: readonly TrackPoint[]
  readonly halfWidth: number
  /** Once around the middle. */
  readonly length: number
  readonly bounds: {
    readonly left: number
    readonly right: number
    readonly bottom: number
    readonly top: number
  }
  /** Distance from the middle at every cell of a grid, up to a little beyond the edge. */
  readonly grid: Grid
}

interface Grid {
  readonly columns: number
  readonly rows: number
  /** Row by row from the bottom left corner of the bounds; what is farther than the edge is {@link OUTSIDE}. */
  readonly distances: Float32Array
}

/** Between points of the middle, about. */
const STEP = 1.5
/** Side of a cell of the grid. */
const CELL = 0.25
const OUTSIDE = 1e6
/** What is left free around a track. */
const MARGIN = 4

export const between = (from: TrackPoint, to: TrackPoint): number =>
  Math.sqrt((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y))

/** The track along the closed polygon of `corners`, whose sides may have any length. */
export function trackAlong(corners: readonly TrackPoint[], halfWidth: number): Track {
  const { points: middle, length } = evenly(corners)
  const xs = middle.map(({ x }) => x)
  const ys = middle.map(({ y }) => y)
  const around = halfWidth + MARGIN
  const bounds = {
    ...{ left: Math.min(...xs) - around, right: Math.max(...xs) + around },
    ...{ bottom: Math.min(...ys) - around, top: Math.max(...ys) + around },
  }
  return { middle, halfWidth, length, bounds, grid: gridAround(middle, halfWidth, bounds) }
}

/** Metres from a place to the edge of the track; negative outside. It is never more than there is. */
export function roomAt({ grid, bounds, halfWidth }: Track, x: number, y: number): number {
  const column = Math.floor((x - bounds.left) / CELL)
  const row = Math.floor((y - bounds.bottom) / CELL)
  if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) return -OUTSIDE
  return halfWidth - (grid.distances[row * grid.columns + column] as number)
}

/** Metres from a place along the unit vector (dx, dy) to the edge, at most `range`. */
export function radar(track: Track, from: TrackPoint, towards: TrackPoint, range: number): number {
  let distance = 0
  while (distance < range) {
    const room = roomAt(track, from.x + towards.x * distance, from.y + towards.y * distance)
    if (room <= 0) return distance
    // As far as there is room on all sides there is no edge; beside an edge it goes on by cells.
    distance += room > CELL ? room : CELL
  }
  return range
}

/** The polygon's outline in steps of equal length. */
function evenly(corners: readonly TrackPoint[]): {
  readonly points: readonly TrackPoint[]
  readonly length: number
} {
  let length = 0
  corners.forEach((corner, at) => {
    length += between(corner, corners[(at + 1) % corners.length] as TrackPoint)
  })
  const count = Math.max(8, Math.round(length / STEP))
  const points: TrackPoint[] = []
  let side = 0
  let sideBegins = 0
  for (let at = 0; at < count; at++) {
    const along = (at * length) / count
    for (;;) {
      const from = corners[side] as TrackPoint
      const to = corners[(side + 1) % corners.length] as TrackPoint
      const sideLength = between(from, to)
      if (along <= sideBegins + sideLength || side === corners.length - 1) {
        const share = sideLength === 0 ? 0 : (along - sideBegins) / sideLength
        points.push({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })
        break
      }
      sideBegins += sideLength
      side++
    }
  }
  return { points, length }
}

function gridAround(middle: readonly TrackPoint[], halfWidth: number, bounds: Track['bounds']): Grid {
  const columns = Math.ceil((bounds.right - bounds.left) / CELL)
  const rows = Math.ceil((bounds.top - bounds.bottom) / CELL)
  const distances = new Float32Array(columns * rows).fill(OUTSIDE)
  const reach = halfWidth + 2 * CELL
  const cellAt = (from: number, place: number, most: number) =>
    Math.max(0, Math.min(most - 1, Math.floor((place - from) / CELL)))
  middle.forEach((from, at) => {
    const to = middle[(at + 1) % middle.length] as TrackPoint
    const firstColumn = cellAt(bounds.left, Math.min(from.x, to.x) - reach, columns)
    const lastColumn = cellAt(bounds.left, Math.max(from.x, to.x) + reach, columns)
    const firstRow = cellAt(bounds.bottom, Math.min(from.y, to.y) - reach, rows)
    const lastRow = cellAt(bounds.bottom, Math.max(from.y, to.y) + reach, rows)
    for (let row = firstRow; row <= lastRow; row++) {
      const y = bounds.bottom + (row + 0.5) * CELL
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = row * columns + column
        const distance = fromSide(bounds.left + (column + 0.5) * CELL, y, from, to)
        if (distance < (distances[cell] as number)) distances[cell] = distance
      }
    }
  })
  return { columns, rows, distances }
}

function fromSide(x: number, y: number, from: TrackPoint, to: TrackPoint): number {
  const sideX = to.x - from.x
  const sideY = to.y - from.y
  const share = ((x - from.x) * sideX + (y - from.y) * sideY) / (sideX * sideX + sideY * sideY)
  const within = share < 0 ? 0 : share > 1 ? 1 : share
  const dx = x - (from.x + within * sideX)
  const dy = y - (from.y + within * sideY)
  return Math.sqrt(dx * dx + dy * dy)
}
