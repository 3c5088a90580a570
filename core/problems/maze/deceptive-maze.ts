// A robot with six range finders and a compass to the goal in a maze where approaching the goal leads into a pocket:
// search by fitness alone gets stuck, search by novelty does not (sensors and motion after Lehman & Stanley 2011).
import { cos, PI, sin, TAU } from '../../base/portable-math.ts'
import type { Network } from '../../network/network-spec.ts'
import type { Play, PlayFrame, PlayPoint, Shape } from '../play.ts'
import type { Problem } from '../problem.ts'
import { distanceToWall, GOAL, MAZE_BOUNDS, type Point, START_POINT, touchesWall, WALLS } from './maze-map.ts'

const STEPS = 400
const ROBOT_RADIUS = 8
const SENSOR_RANGE = 100
const LARGEST_SPEED = 3
/** Radians per step. */
const DEGREE = PI / 180
const LARGEST_TURN = 3 * DEGREE
/** Within this distance the goal is reached. */
const GOAL_RADIUS = 5
/** Above every distance in the maze, so that fitness is positive. */
const FITNESS_AT_GOAL = 300
const FINDER_ANGLES = [-PI / 2, -PI / 4, 0, PI / 4, PI / 2, PI]

interface Robot {
  x: number
  y: number
  heading: number
  speed: number
  turn: number
}

const distanceToGoal = ({ x, y }: Point): number =>
  Math.sqrt((x - GOAL.x) * (x - GOAL.x) + (y - GOAL.y) * (y - GOAL.y))

/** Six distances over the range, then the four quarters around the robot, 1 where the goal lies. */
function sense(robot: Robot, inputs: Float64Array): void {
  FINDER_ANGLES.forEach((angle, finder) => {
    const direction = robot.heading + angle
    inputs[finder] = distanceToWall(robot, cos(direction), sin(direction), SENSOR_RANGE) / SENSOR_RANGE
  })
  const forwardX = cos(robot.heading)
  const forwardY = sin(robot.heading)
  const ahead = (GOAL.x - robot.x) * forwardX + (GOAL.y - robot.y) * forwardY
  const left = (GOAL.y - robot.y) * forwardX - (GOAL.x - robot.x) * forwardY
  const lengthwise = Math.abs(ahead) >= Math.abs(left)
  inputs[6] = lengthwise && ahead >= 0 ? 1 : 0
  inputs[7] = !lengthwise && left >= 0 ? 1 : 0
  inputs[8] = lengthwise && ahead < 0 ? 1 : 0
  inputs[9] = !lengthwise && left < 0 ? 1 : 0
}

/** Outputs about ½ change nothing; a robot that would touch a wall stays where it is. */
function move(robot: Robot, turning: number, thrust: number): void {
  robot.turn = limited(robot.turn + (turning - 0.5) * DEGREE, LARGEST_TURN)
  robot.speed = limited(robot.speed + (thrust - 0.5), LARGEST_SPEED)
  robot.heading += robot.turn
  if (robot.heading > TAU) robot.heading -= TAU
  if (robot.heading < -TAU) robot.heading += TAU
  const next = {
    x: robot.x + cos(robot.heading) * robot.speed,
    y: robot.y + sin(robot.heading) * robot.speed,
  }
  if (touchesWall(next, ROBOT_RADIUS)) return
  robot.x = next.x
  robot.y = next.y
}

const limited = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value))

/** `watch` sees the robot before every move and at the end, with what it sensed last. */
function wander(network: Network, watch: (robot: Robot, inputs: Float64Array) => void = () => {}): Point {
  network.reset()
  const robot: Robot = { ...START_POINT, heading: 0, speed: 0, turn: 0 }
  const inputs = new Float64Array(10)
  for (let step = 0; step < STEPS && distanceToGoal(robot) > GOAL_RADIUS; step++) {
    sense(robot, inputs)
    watch(robot, inputs)
    const outputs = network.activate(inputs)
    move(robot, outputs[0] ?? 0.5, outputs[1] ?? 0.5)
  }
  watch(robot, inputs)
  return robot
}

/** Walls and goal; the robot, its finders and the way that it has come. */
const play: Play = {
  stage: { left: 0, right: 205, bottom: 0, top: 205 },
  frameMs: 40,
  scenery: () => [
    ...WALLS.map(({ x1, y1, x2, y2 }): Shape => {
      return { kind: 'path', role: 'ground', points: [[x1, y1] as const, [x2, y2] as const], width: 2 }
    }),
    { kind: 'circle', role: 'goal', centre: [GOAL.x, GOAL.y], radius: GOAL_RADIUS, filled: true },
  ],
  frames(network) {
    const frames: PlayFrame[] = []
    const way: PlayPoint[] = []
    wander(network, (robot, inputs) => {
      way.push([robot.x, robot.y])
      frames.push(drawn(robot, inputs, way))
    })
    return frames
  },
}

function drawn(robot: Robot, inputs: Float64Array, way: readonly PlayPoint[]): PlayFrame {
  const centre: PlayPoint = [robot.x, robot.y]
  const ray = (angle: number, length: number): PlayPoint => [
    robot.x + cos(robot.heading + angle) * length,
    robot.y + sin(robot.heading + angle) * length,
  ]
  const finders = FINDER_ANGLES.map((angle, finder): Shape => {
    return {
      kind: 'path',
      role: 'sensor',
      points: [centre, ray(angle, (inputs[finder] ?? 0) * SENSOR_RANGE)],
    }
  })
  return {
    shapes: [
      // Every fifth step of the way is enough to see it.
      { kind: 'path', role: 'trace', points: way.filter((_, step) => step % 5 === 0) },
      ...finders,
      { kind: 'circle', role: 'body', centre, radius: ROBOT_RADIUS, filled: true },
      { kind: 'path', role: 'part', points: [centre, ray(0, ROBOT_RADIUS)], width: 2 },
    ],
    figures: { step: way.length - 1, 'to the goal': distanceToGoal(robot) },
    inputs: [...inputs],
  }
}

export const deceptiveMaze: Problem = {
  name: 'deceptive-maze',
  version: 2,
  summary: 'Steers a robot to a goal behind a dead end; made for search by novelty.',
  inputs: [
    ...['right', 'front right', 'front', 'front left', 'left', 'back'].map((side) => `distance ${side}`),
    ...['ahead', 'left', 'behind', 'right'].map((side) => `goal ${side}`),
  ],
  outputs: ['turn', 'thrust'],
  solvedAt: FITNESS_AT_GOAL - GOAL_RADIUS,
  worstFitness: 0,
  deterministic: true,
  behaviour: [
    { name: 'end x', ...MAZE_BOUNDS },
    { name: 'end y', ...MAZE_BOUNDS },
  ],
  play,
  /** 300 less the distance to the goal at the end; the behaviour is where the robot ends. */
  evaluate(network) {
    const { x, y } = wander(network)
    return {
      fitness: FITNESS_AT_GOAL - distanceToGoal({ x, y }),
      metrics: { x, y },
      behaviour: [x, y],
    }
  },
}
