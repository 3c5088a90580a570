// The walls of the deceptive maze: the way from the start towards the goal ends in a pocket, and the way round leads
// away from the goal first (after the hard maze of Lehman & Stanley 2011, "Abandoning objectives"; the map is ours).

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

export const MAZE_SIZE = 200
export const START_POINT: Point = { x: 25, y: 25 }
export const GOAL: Point = { x: 25, y: 175 }

export const WALLS: readonly Wall[] = [
  wall(0, 0, MAZE_SIZE, 0),
  wall(MAZE_SIZE, 0, MAZE_SIZE, MAZE_SIZE),
  wall(MAZE_SIZE, MAZE_SIZE, 0, MAZE_SIZE),
  wall(0, MAZE_SIZE, 0, 0),
  // The lid of the pocket, just short of the goal, and the pocket's side.
  wall(0, 135, 155, 135),
  wall(105, 135, 105, 60),
  // The way back to the left is not straight either.
  wall(90, 135, 90, 165),
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
