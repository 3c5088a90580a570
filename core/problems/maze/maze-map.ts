// The hard map of Lehman & Stanley 2011 ("Abandoning objectives"), wall by wall as in the map file of their experiments
// (hard_maze.txt): the way from the start towards the goal ends in a pocket, and the way round leads away from it.

/** A straight wall between two points. */
export interface Wall {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

const wall = (x1: number, y1: number, x2: number, y2: number): Wall => ({ x1, y1, x2, y2 })

/** Lowest and highest coordinate of the outer walls. */
export const MAZE_BOUNDS = { low: 5, high: 200 } as const
export const START_POINT: Point = { x: 36, y: 184 }
export const GOAL: Point = { x: 31, y: 20 }

export const WALLS: readonly Wall[] = [
  wall(5, 5, 5, 200),
  wall(5, 200, 200, 200),
  wall(200, 200, 200, 5),
  wall(200, 5, 5, 5),
  wall(5, 49, 57, 53),
  wall(56, 54, 56, 157),
  wall(57, 106, 158, 162),
  wall(77, 200, 108, 164),
  wall(5, 80, 33, 121),
  wall(200, 146, 87, 91),
  wall(56, 55, 133, 30),
]

/** Distance from `from` along the unit vector (dx, dy) to the nearest wall, at most `range`. */
export function distanceToWall(from: Point, dx: number, dy: number, range: number): number {
  let nearest = range
  for (const { x1, y1, x2, y2 } of WALLS) {
    const wallX = x2 - x1
    const wallY = y2 - y1
    const cross = dx * wallY - dy * wallX
    if (cross === 0) continue
    const along = ((x1 - from.x) * wallY - (y1 - from.y) * wallX) / cross
    const share = ((x1 - from.x) * dy - (y1 - from.y) * dx) / cross
    if (along >= 0 && along < nearest && share >= 0 && share <= 1) nearest = along
  }
  return nearest
}

/** Whether a disc around `centre` touches a wall. */
export function touchesWall(centre: Point, radius: number): boolean {
  return WALLS.some((at) => squaredDistance(centre, at) < radius * radius)
}

function squaredDistance({ x, y }: Point, { x1, y1, x2, y2 }: Wall): number {
  const wallX = x2 - x1
  const wallY = y2 - y1
  const share = ((x - x1) * wallX + (y - y1) * wallY) / (wallX * wallX + wallY * wallY)
  const clamped = Math.max(0, Math.min(1, share))
  const dx = x - (x1 + clamped * wallX)
  const dy = y - (y1 + clamped * wallY)
  return dx * dx + dy * dy
}
