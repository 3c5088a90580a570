// How a landing looks: ground, flags, the craft with its legs, and a flame where an engine fires. It decides nothing.

import { chooseAction } from '../choose-action.ts'
import type { Play, PlayPoint, Shape } from '../play.ts'
import {
  HEIGHT,
  LONGEST_EPISODE,
  LunarLanderWorld,
  MAIN_ENGINE,
  NOTHING,
  PAD_LEFT,
  PAD_RIGHT,
  PAD_Y,
  STEP_SECONDS,
  terrainX,
  WIDTH,
} from './lunar-lander-world.ts'
import { outlineOf } from './outline.ts'
import { Vec2 } from './planck.ts'

const POLE = 50 / 30
const FLAG: readonly PlayPoint[] = [
  [0, POLE],
  [0, POLE - 10 / 30],
  [25 / 30, POLE - 5 / 30],
]

function flag(at: number): Shape[] {
  const points = FLAG.map(([x, y]): PlayPoint => [at + x, PAD_Y + y])
  const pole: readonly PlayPoint[] = [
    [at, PAD_Y],
    [at, PAD_Y + POLE],
  ]
  return [
    { kind: 'path', role: 'goal', points: pole },
    { kind: 'path', role: 'goal', points, closed: true, filled: true },
  ]
}

/** Out of the main engine downwards, out of a side engine to its side. */
function flame(world: LunarLanderWorld, action: number): Shape[] {
  if (action === NOTHING) return []
  const side = action - MAIN_ENGINE
  const from = side === 0 ? new Vec2(0, -10 / 30) : new Vec2((side * 17) / 30, 14 / 30)
  const to = side === 0 ? new Vec2(0, -30 / 30) : new Vec2((side * 28) / 30, 14 / 30)
  const points = [from, to].map((point): PlayPoint => {
    const { x, y } = world.lander.getWorldPoint(point)
    return [x, y]
  })
  return [{ kind: 'path', role: 'danger', points, width: side === 0 ? 0.3 : 0.15 }]
}

function ground(terrain: readonly number[]): Shape {
  const ridge = terrain.map((height, at): PlayPoint => [terrainX(at), height])
  return {
    kind: 'path',
    role: 'ground',
    points: [[0, 0], ...ridge, [WIDTH, 0]],
    closed: true,
    filled: true,
  }
}

export const playLunarLander: Play = {
  stage: { left: 0, right: WIDTH, bottom: 0, top: HEIGHT },
  frameMs: STEP_SECONDS * 1000,
  scenery({ random }) {
    return [ground(new LunarLanderWorld(random.clone()).terrain), ...flag(PAD_LEFT), ...flag(PAD_RIGHT)]
  },
  *frames(network, { random }) {
    network.reset()
    const world = new LunarLanderWorld(random)
    let score = 0
    for (let step = 0; step < LONGEST_EPISODE && world.flight === 'flying'; step++) {
      const inputs = Array.from(world.observation)
      const outputs = network.activate(world.observation)
      const action = chooseAction(outputs)
      world.step(action)
      score += world.reward
      yield {
        shapes: [
          ...flame(world, action),
          ...world.legs.map((leg) => outlineOf(leg, 'part')),
          outlineOf(world.lander, 'body'),
        ],
        figures: { score, seconds: (step + 1) * STEP_SECONDS, flight: world.flight },
        inputs,
        outputs: Array.from(outputs),
      }
    }
  },
}
