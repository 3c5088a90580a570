// The valley of both mountain cars: its height, how the car stands in it, and how that looks.
import { atan, cos, sin } from '../../base/portable-math.ts'
import type { PlayPoint, Shape, Stage } from '../play.ts'
import type { Looks } from './environment.ts'

const LEFT_END = -1.2
const RIGHT_END = 0.6
export const LARGEST_SPEED = 0.07

const HILL_STAGE: Stage = { left: -1.25, right: 0.65, bottom: 0, top: 1.2 }

const height = (x: number): number => sin(3 * x) * 0.45 + 0.55

/** Speed and place kept within their bounds; whoever bumps into the left end stands. */
export function roll(state: Float64Array, push: number): void {
  const before = state[1] as number
  const speed = Math.max(-LARGEST_SPEED, Math.min(LARGEST_SPEED, before + push))
  const x = Math.max(LEFT_END, Math.min(RIGHT_END, (state[0] as number) + speed))
  state[0] = x
  state[1] = x === LEFT_END && speed < 0 ? 0 : speed
}

export function hillLooks(goal: number): Looks {
  return {
    stage: HILL_STAGE,
    frameMs: 33,
    scenery() {
      const points = Array.from({ length: 73 }, (_, at): PlayPoint => {
        const x = LEFT_END + (at * (RIGHT_END - LEFT_END)) / 72
        return [x, height(x)]
      })
      const top: PlayPoint = [goal, height(goal) + 0.15]
      return [
        { kind: 'path', role: 'ground', points, width: 0.015 },
        {
          kind: 'path',
          role: 'goal',
          points: [[goal, height(goal)], top, [goal + 0.06, top[1] - 0.03], [goal, top[1] - 0.06]],
          width: 0.012,
        },
      ]
    },
    shapes(state): readonly Shape[] {
      const x = state[0] as number
      const slope = 3 * 0.45 * cos(3 * x)
      const length = Math.sqrt(1 + slope * slope)
      const centre: PlayPoint = [x - (slope / length) * 0.04, height(x) + 0.04 / length]
      return [{ kind: 'box', role: 'body', centre, size: [0.12, 0.05], angle: atan(slope), filled: true }]
    },
  }
}
