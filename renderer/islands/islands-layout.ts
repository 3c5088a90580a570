// Where islands and the passages between them lie: on a circle in their order, the middle of a star in its middle. Numbers
// only.
import type { IslandsView, PassageView } from '../../core/api/islands-view.ts'

export const WIDTH = 420
export const HEIGHT = 300
export const RADIUS = 27
/** Room below an island for its name and what is said of it. */
const CAPTION = 34
/** How far a passage swings aside, so that two in opposite directions stay apart. */
const SWING = 0.14

export interface Spot {
  readonly name: string
  readonly x: number
  readonly y: number
}

export interface Lane {
  readonly key: string
  readonly passage: PassageView
  /** Of an SVG path. */
  readonly path: string
  /** Its middle, for a sign. */
  readonly x: number
  readonly y: number
}

export function spotsOf({ topology, islands }: Pick<IslandsView, 'topology' | 'islands'>): readonly Spot[] {
  const middle = { x: WIDTH / 2, y: (HEIGHT - CAPTION) / 2 + 4 }
  const isStar = topology === 'star'
  const around = isStar ? islands.slice(1) : islands
  const reach = { x: WIDTH / 2 - RADIUS - 40, y: (HEIGHT - CAPTION) / 2 - RADIUS - 6 }
  const onCircle = around.map(({ name }, index) => {
    // Above and below the middle of a star there is little room for captions; two islands lie side by side.
    const turn = isStar ? (around.length > 2 ? 0.5 / around.length : 0.25) : around.length === 2 ? 0.75 : 0
    const angle = (index / around.length + turn) * 2 * Math.PI - Math.PI / 2
    return { name, x: middle.x + reach.x * Math.cos(angle), y: middle.y + reach.y * Math.sin(angle) }
  })
  const first = islands[0]
  return isStar && first !== undefined ? [{ name: first.name, ...middle }, ...onCircle] : onCircle
}

export function lanesOf(passages: readonly PassageView[], spots: readonly Spot[]): readonly Lane[] {
  const at = new Map(spots.map((spot) => [spot.name, spot]))
  return passages.flatMap((passage) => {
    const from = at.get(passage.from)
    const to = at.get(passage.to)
    if (from === undefined || to === undefined) return []
    return [laneOf(passage, from, to)]
  })
}

/** A curve from edge to edge that swings to the right of its direction. */
function laneOf(passage: PassageView, from: Spot, to: Spot): Lane {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const bend = { x: (from.x + to.x) / 2 - dy * SWING, y: (from.y + to.y) / 2 + dx * SWING }
  const start = edge(from, bend, RADIUS + 3)
  const end = edge(to, bend, RADIUS + 9)
  const round = (value: number) => Math.round(value * 10) / 10
  const path = `M${round(start.x)} ${round(start.y)}Q${round(bend.x)} ${round(bend.y)} ${round(end.x)} ${round(end.y)}`
  return {
    ...{ key: `${passage.from} ${passage.to}`, passage, path },
    x: (start.x + 2 * bend.x + end.x) / 4,
    y: (start.y + 2 * bend.y + end.y) / 4,
  }
}

function edge(spot: Spot, towards: { readonly x: number; readonly y: number }, distance: number) {
  const [dx, dy] = [towards.x - spot.x, towards.y - spot.y]
  const length = Math.hypot(dx, dy) || 1
  return { x: spot.x + (dx / length) * distance, y: spot.y + (dy / length) * distance }
}
