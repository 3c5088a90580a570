// Earlier runs whose curves are laid over this one's.
import { create } from 'zustand'
import type { RunCurve } from '../../core/api/run-curve.ts'
import type { CurvePoint } from '../chart/paths.ts'
import type { Span } from '../chart/range.ts'
import { command } from '../store.ts'

/** More curves than these can't be told apart. */
export const MOST_OVERLAYS = 4

/** In the order of their places; told apart by dashes as well as by colour. */
export const OVERLAY_LOOKS = [
  { colour: 'var(--overlay-1)', dashes: '7 3' },
  { colour: 'var(--overlay-2)', dashes: '2 3' },
  { colour: 'var(--overlay-3)', dashes: '9 3 2 3' },
  { colour: 'var(--overlay-4)', dashes: '4 2' },
] as const

export const useOverlays = create<{ readonly curves: readonly RunCurve[] }>(() => ({ curves: [] }))

/** Rejects with what the api says of the run. */
export async function addOverlay(name: string): Promise<void> {
  const curve = await command('runCurve', { name })
  useOverlays.setState(({ curves }) => ({ curves: withCurve(curves, curve) }))
}

export function removeOverlay(name: string): void {
  useOverlays.setState(({ curves }) => ({ curves: curves.filter((curve) => curve.name !== name) }))
}

/** The newest at the end; the oldest makes room. */
export function withCurve(curves: readonly RunCurve[], curve: RunCurve): readonly RunCurve[] {
  return [...curves.filter(({ name }) => name !== curve.name), curve].slice(-MOST_OVERLAYS)
}

/** What is seen of a curve: its points in the span, and the value with which it comes in and goes out. */
export function overlayPoints({ points }: RunCurve, { from, to }: Span): readonly CurvePoint[] {
  const first = points.findLastIndex(([generation]) => generation <= from)
  const after = points.findIndex(([generation]) => generation > to)
  const last = after === -1 ? points.length : after + 1
  return points.slice(Math.max(0, first), last).map(([generation, value]) => ({ generation, value }))
}

/** At that generation, or at the last known one before; null after its end. */
export function overlayAt({ points }: RunCurve, generation: number): number | null {
  const last = points.at(-1)
  if (last === undefined || generation > last[0]) return null
  return points.findLast((point) => point[0] <= generation)?.[1] ?? null
}

/** How a curve is called where there is little room. */
export function overlayName({ problem, seed, name }: RunCurve, isSameProblem: boolean): string {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? name
  return isSameProblem ? `${day}, ${seed}` : `${problem} ${day}, ${seed}`
}
