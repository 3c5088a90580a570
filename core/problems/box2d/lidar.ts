// How far the ground is along a ray. It knows heights only, and computes what planck's rayCast over one edge per step would,
// to the same bits: the walker looks ten times a step.
// Source: planck 1.5, EdgeShape.rayCast.
import { TERRAIN_STEP } from './bipedal-body.ts'

export class Lidar {
  readonly #heights: readonly number[]
  /** Two numbers an edge: its normal, of length 1. */
  readonly #normals: Float64Array

  constructor(heights: readonly number[]) {
    this.#heights = heights
    this.#normals = new Float64Array(2 * heights.length)
    for (let at = 0; at + 1 < heights.length; at++) {
      const x = (heights[at + 1] ?? 0) - (heights[at] ?? 0)
      const y = -((at + 1) * TERRAIN_STEP - at * TERRAIN_STEP)
      const shrink = 1 / Math.sqrt(x * x + y * y)
      this.#normals[2 * at] = x * shrink
      this.#normals[2 * at + 1] = y * shrink
    }
  }

  /** The part of the ray, in metres from (x, y) to (endX, endY) with endX ≥ x, that is free: 1 for all of it. */
  freePart(x: number, y: number, endX: number, endY: number): number {
    // One edge more on each side, for rounding.
    const first = Math.max(0, Math.floor(x / TERRAIN_STEP) - 1)
    const last = Math.min(this.#heights.length - 2, Math.floor(endX / TERRAIN_STEP) + 1)
    const alongX = endX - x
    const alongY = endY - y
    let nearest = 1
    for (let at = first; at <= last; at++) {
      const normalX = this.#normals[2 * at] as number
      const normalY = this.#normals[2 * at + 1] as number
      const edgeX = at * TERRAIN_STEP
      const edgeY = this.#heights[at] as number
      const towards = normalX * alongX + normalY * alongY
      if (towards === 0) continue
      const part = (normalX * (edgeX - x) + normalY * (edgeY - y)) / towards
      if (part < 0 || nearest < part) continue
      const spanX = (at + 1) * TERRAIN_STEP - edgeX
      const spanY = (this.#heights[at + 1] as number) - edgeY
      const place =
        ((x + part * alongX - edgeX) * spanX + (y + part * alongY - edgeY) * spanY) /
        (spanX * spanX + spanY * spanY)
      if (place >= 0 && place <= 1) nearest = part
    }
    return nearest
  }
}
