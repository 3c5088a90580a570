import { expect, test } from 'vitest'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { deceptiveMaze } from '../../core/problems/maze/deceptive-maze.ts'
import {
  distanceToWall,
  GOAL,
  type Point,
  START_POINT,
  touchesWall,
} from '../../core/problems/maze/maze-map.ts'
import { functionNetwork } from './networks.ts'

const context = evaluationContext({}, 1)

test('range finders see the nearest wall, up to their range', () => {
  expect(distanceToWall(START_POINT, -1, 0, 100)).toBe(31)
  expect(distanceToWall(START_POINT, 0, 1, 100)).toBe(16)
  expect(distanceToWall({ x: 40, y: 140 }, 1, 0, 100)).toBe(16)
  expect(distanceToWall({ x: 150, y: 60 }, 0, 1, 20)).toBe(20)
})

test('neither the start nor the goal is in a wall', () => {
  expect([touchesWall(START_POINT, 8), touchesWall(GOAL, 8)]).toEqual([false, false])
  expect(touchesWall({ x: 12, y: 30 }, 8)).toBe(true)
})

test('standing still is worth the distance that is left', () => {
  const still = functionNetwork(10, () => [0.5, 0.5])
  expect(deceptiveMaze.evaluate(still, context)).toEqual({
    fitness: 300 - Math.hypot(5, 164),
    metrics: START_POINT,
    behaviour: [36, 184],
  })
})

/** Fitness of a pilot who flies from point to point by dead reckoning, as the sensors alone would not tell the way. */
function flown(way: readonly Point[]): number {
  const robot = { ...START_POINT, heading: 0, speed: 0, turn: 0 }
  let leg = 0
  const limit = (value: number, most: number): number => Math.max(-most, Math.min(most, value))
  const pilot = functionNetwork(10, () => {
    const target = way[leg] ?? GOAL
    const [dx, dy] = [target.x - robot.x, target.y - robot.y]
    if (Math.hypot(dx, dy) < 6) leg = Math.min(leg + 1, way.length - 1)
    const wanted = Math.atan2(dy, dx) - robot.heading
    const off = Math.atan2(Math.sin(wanted), Math.cos(wanted))
    const turning = 0.5 + limit((off / 2 - robot.turn) / (Math.PI / 180), 0.5)
    const thrust = 0.5 + limit((Math.abs(off) > 0.2 ? 0.2 : 2.5) - robot.speed, 0.5)
    robot.turn = limit(robot.turn + ((turning - 0.5) * Math.PI) / 180, Math.PI / 60)
    robot.speed = limit(robot.speed + thrust - 0.5, 3)
    robot.heading += robot.turn
    const next = {
      x: robot.x + Math.cos(robot.heading) * robot.speed,
      y: robot.y + Math.sin(robot.heading) * robot.speed,
    }
    if (!touchesWall(next, 8)) Object.assign(robot, next)
    return [turning, thrust]
  })
  // Making the network tried it once.
  Object.assign(robot, { ...START_POINT, heading: 0, speed: 0, turn: 0 })
  leg = 0
  const result = deceptiveMaze.evaluate(pilot, context)
  return typeof result === 'number' ? result : result.fitness
}

test('the straightest way to the goal ends in the pocket, short of it', () => {
  const fitness = flown([{ x: 44, y: 110 }, { x: 40, y: 72 }, GOAL])
  expect(fitness).toBeGreaterThan(220)
  expect(fitness).toBeLessThan(deceptiveMaze.solvedAt - 20)
})

test('a pilot who knows the way arrives', () => {
  const way = [
    { x: 62, y: 172 },
    { x: 100, y: 148 },
    { x: 160, y: 182 },
    { x: 182, y: 166 },
    { x: 165, y: 143 },
    { x: 120, y: 124 },
    { x: 72, y: 98 },
    { x: 72, y: 75 },
    { x: 110, y: 62 },
    { x: 150, y: 42 },
    { x: 148, y: 18 },
    GOAL,
  ]
  expect(flown(way)).toBeGreaterThanOrEqual(deceptiveMaze.solvedAt)
})
