// How a walk looks: hills, the walker and its rays, seen from a camera that goes with it. It decides nothing.
import type { Play, PlayPoint, Shape } from '../play.ts'
import { TERRAIN_STEP } from './bipedal-body.ts'
import { BipedalWalkerWorld, HEIGHT, LONGEST_EPISODE, STEP_SECONDS, WIDTH } from './bipedal-walker-world.ts'
import { outlineOf } from './outline.ts'

/** The walker is seen at a fifth of the stage. */
const AHEAD = WIDTH / 5

/** Everything moves to the left by `x`. */
function seenFrom(x: number, points: readonly PlayPoint[]): PlayPoint[] {
  return points.map(([px, py]) => [px - x, py])
}

function picture(world: BipedalWalkerWorld): Shape[] {
  const hull = world.walker.hull.getPosition()
  const left = hull.x - AHEAD
  const first = Math.max(0, Math.floor(left / TERRAIN_STEP))
  const last = Math.floor((left + WIDTH) / TERRAIN_STEP) + 2
  const ridge = world.hills
    .slice(first, last)
    .map((height, at): PlayPoint => [(first + at) * TERRAIN_STEP, height])
  const [from, to] = [ridge[0]?.[0] ?? 0, ridge.at(-1)?.[0] ?? 0]
  const shapes: Shape[] = [
    { kind: 'path', role: 'ground', points: [[from, 0], ...ridge, [to, 0]], closed: true, filled: true },
    ...world.rays.map(
      ({ x, y }): Shape => ({
        kind: 'path',
        role: 'sensor',
        points: [
          [hull.x, hull.y],
          [x, y],
        ],
      }),
    ),
    ...world.walker.legs.map((leg) => outlineOf(leg, 'part')),
    outlineOf(world.walker.hull, 'body'),
  ]
  return shapes.map((shape) =>
    shape.kind === 'path' ? { ...shape, points: seenFrom(left, shape.points) } : shape,
  )
}

export const playBipedalWalker: Play = {
  stage: { left: 0, right: WIDTH, bottom: 0, top: HEIGHT },
  frameMs: STEP_SECONDS * 1000,
  *frames(network, { random }) {
    network.reset()
    const world = new BipedalWalkerWorld(random)
    let score = 0
    for (let step = 0; step < LONGEST_EPISODE && world.walk === 'walking'; step++) {
      const inputs = Array.from(world.observation)
      const outputs = Array.from(network.activate(world.observation))
      world.step(outputs)
      score += world.reward
      const metres = world.walker.hull.getPosition().x
      yield {
        shapes: picture(world),
        figures: { score, metres, seconds: (step + 1) * STEP_SECONDS, walk: world.walk },
        inputs,
        outputs,
      }
    }
  },
}
