import { expect, test } from 'vitest'
import { Random } from '../../../core/base/random.ts'
import { addHills, drawHills, TERRAIN_HEIGHT } from '../../../core/problems/box2d/bipedal-body.ts'
import { LeanJoint } from '../../../core/problems/box2d/lean-joint.ts'
import { Lidar } from '../../../core/problems/box2d/lidar.ts'
import { Box, RevoluteJoint, Vec2, World } from '../../../core/problems/box2d/planck.ts'

/** Three boxes in a row, turned by motors into their limits, over ground that they fall on. */
function tumble(Joint: typeof RevoluteJoint | typeof LeanJoint): number[] {
  const random = Random.fromSeed(12)
  const world = new World({ gravity: new Vec2(0, -10) })
  addHills(world, drawHills(Random.fromSeed(1)))
  const bodies = [0, 1, 2].map((at) => {
    const body = world.createBody({ type: 'dynamic', position: new Vec2(5 + at, TERRAIN_HEIGHT + 2) })
    body.createFixture(new Box(0.5, 0.1), { density: 1 + at, friction: 1, filterGroupIndex: -1 })
    return body
  })
  const joints = [0, 1].map((at) => {
    const [bodyA, bodyB] = [bodies[at], bodies[at + 1]]
    if (bodyA === undefined || bodyB === undefined) throw new Error('three bodies have two joints')
    const [localAnchorA, localAnchorB] = [new Vec2(0.5, 0), new Vec2(-0.5, 0)]
    const joint = new Joint({
      ...{ bodyA, bodyB, localAnchorA, localAnchorB },
      ...{ enableMotor: true, enableLimit: true, lowerAngle: -0.7, upperAngle: 0.4, maxMotorTorque: 60 },
    })
    world.createJoint(joint)
    return joint
  })
  const seen: number[] = []
  for (let step = 0; step < 400; step++) {
    if (step % 20 === 0) for (const joint of joints) joint.setMotorSpeed(random.nextBetween(-6, 6))
    world.step(1 / 50, 60, 20)
    for (const body of bodies) {
      const { x, y } = body.getPosition()
      const { x: speedX, y: speedY } = body.getLinearVelocity()
      seen.push(x, y, body.getAngle(), speedX, speedY, body.getAngularVelocity())
    }
  }
  return seen
}

test("joints move bodies as planck's own do, to the bit", () => {
  expect(tumble(LeanJoint)).toEqual(tumble(RevoluteJoint))
})

test("a ray over the hills ends where planck's does, to the bit", () => {
  const random = Random.fromSeed(13)
  const heights = drawHills(random)
  const world = new World()
  addHills(world, heights)
  const lidar = new Lidar(heights)
  let hits = 0
  for (let ray = 0; ray < 2000; ray++) {
    const [x, y] = [random.nextBetween(-2, 95), TERRAIN_HEIGHT + random.nextBetween(0.5, 4)]
    const [endX, endY] = [x + random.nextBetween(0, 5), y - random.nextBetween(0, 5)]
    let nearest = 1
    world.rayCast(new Vec2(x, y), new Vec2(endX, endY), (_fixture, _point, _normal, fraction) => {
      nearest = fraction
      return fraction
    })
    if (nearest < 1) hits++
    expect(lidar.freePart(x, y, endX, endY)).toBe(nearest)
  }
  expect(hits).toBeGreaterThan(500)
})
