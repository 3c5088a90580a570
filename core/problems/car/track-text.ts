// A track as a text that fits into an option: its width and the corners of its middle, in metres. Whoever reads a drawing
// does so once and writes this, so that every machine drives along the same numbers.
import { between, type Track, type TrackPoint, trackAlong } from './track.ts'

export const LONGEST_TRACK_TEXT = 20_000
const LEAST_WIDTH = 4
const MOST_WIDTH = 40
const LEAST_LENGTH = 60
const MOST_LENGTH = 4000
/** Metres: one finger in a wrong place must not ask for a grid of gigabytes. */
const FARTHEST = 2000

export type ReadTrack =
  | { readonly ok: true; readonly track: Track }
  | { readonly ok: false; readonly message: string }

/** `width 10 at 0,0 100,0 100,50 …` */
export function trackText(width: number, corners: readonly TrackPoint[]): string {
  return `width ${metres(width)} at ${corners.map(({ x, y }) => `${metres(x)},${metres(y)}`).join(' ')}`
}

const metres = (value: number): string => String(Math.round(value * 100) / 100)

/** The track, or a clause that says what is wrong with the text. */
export function readTrackText(text: string): ReadTrack {
  const refuse = (message: string): ReadTrack => ({ ok: false, message })
  const found = /^width (\S+) at (.+)$/.exec(text.trim())
  if (found === null) return refuse('a track is written "width 10 at 0,0 100,0 100,50 …", in metres')
  const width = Number(found[1])
  if (!(width >= LEAST_WIDTH && width <= MOST_WIDTH)) {
    return refuse(`its width must be ${LEAST_WIDTH} to ${MOST_WIDTH} metres, but it is ${found[1]}`)
  }
  const corners: TrackPoint[] = []
  for (const pair of (found[2] ?? '').split(/\s+/)) {
    const [x, y, ...more] = pair.split(',').map(Number)
    if (x === undefined || y === undefined || more.length > 0 || !isNear(x) || !isNear(y)) {
      return refuse(
        `"${pair.slice(0, 40)}" is no corner: two numbers within ±${FARTHEST} with a comma between`,
      )
    }
    const last = corners.at(-1)
    if (last === undefined || between(last, { x, y }) > 0.01) corners.push({ x, y })
  }
  if (corners.length < 3) return refuse('it needs at least three corners')
  const track = trackAlong(corners, width / 2)
  if (track.length < LEAST_LENGTH || track.length > MOST_LENGTH) {
    const is = track.length.toFixed(0)
    return refuse(`once around must be ${LEAST_LENGTH} to ${MOST_LENGTH} metres, but it is ${is}`)
  }
  return { ok: true, track }
}

const isNear = (value: number): boolean => Math.abs(value) <= FARTHEST
