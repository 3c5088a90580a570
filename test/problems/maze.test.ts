import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { deceptiveMaze } from '../../core/problems/maze/deceptive-maze.ts'
import { distanceToWall, GOAL, START_POINT, touchesWall } from '../../core/problems/maze/maze-map.ts'
import { functionNetwork } from './networks.ts'

const context = { random: Random.fromSeed(1) }

test('range finders see the nearest wall, up to their range', () => {
  expect(distanceToWall({ x: 50, y: 50 }, -1, 0, 100)).toBe(50)
  expect(distanceToWall({ x: 50, y: 50 }, 0, 1, 100)).toBe(85)
  expect(distanceToWall({ x: 50, y: 50 }, 0, 1, 40)).toBe(40)
  expect(distanceToWall({ x: 50, y: 100 }, 1, 0, 100)).toBe(55)
})

test('neither the start nor the goal is in a wall', () => {
  expect([touchesWall(START_POINT, 8), touchesWall(GOAL, 8)]).toEqual([false, false])
  expect(touchesWall({ x: 7, y: 100 }, 8)).toBe(true)
})

test('standing still is worth the distance that is left', () => {
  const still = functionNetwork(10, () => [0.5, 0.5])
  expect(deceptiveMaze.evaluate(still, context)).toEqual({
    fitness: 150,
    metrics: { x: 25, y: 25 },
    behaviour: [0.125, 0.125],
  })
})

test('going straight for the goal ends in the pocket, short of it', () => {
  const greedy = functionNetwork(10, () => [0.5, 1])
  const result = deceptiveMaze.evaluate(greedy, context)
  expect(result).toMatchObject({ fitness: expect.any(Number) })
  const { fitness } = typeof result === 'number' ? { fitness: result } : result
  expect(fitness).toBeGreaterThan(240)
  expect(fitness).toBeLessThan(deceptiveMaze.solvedAt - 30)
})

test('a pilot who knows the way arrives', () => {
  const way = [{ x: 178, y: 30 }, { x: 178, y: 182 }, { x: 60, y: 182 }, GOAL]
  const robot = { ...START_POINT, heading: Math.PI / 2, speed: 0, turn: 0 }
  let leg = 0
  const limit = (value: number, most: number): number => Math.max(-most, Math.min(most, value))
  // Dead reckoning: the pilot keeps the robot's motion in mind, as the sensors alone would not tell.
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
  Object.assign(robot, { ...START_POINT, heading: Math.PI / 2, speed: 0, turn: 0 })
  const result = deceptiveMaze.evaluate(pilot, context)
  const { fitness } = typeof result === 'number' ? { fitness: result } : result
  expect(fitness).toBeGreaterThanOrEqual(deceptiveMaze.solvedAt)
})
