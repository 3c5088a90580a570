// The walker of Gymnasium 1.0's gymnasium/envs/box2d/bipedal_walker.py (`BipedalWalkerHeuristics`): "suboptimal, have no
// notion of balance", and an oracle for our physics.

const SPEED = 0.29
const SUPPORT_KNEE_ANGLE = 0.1

/** A new walker: torques for every observation in turn. */
export function walkByHand(): (observation: ArrayLike<number>) => number[] {
  let state: 'stay on one leg' | 'put other down' | 'push off' = 'stay on one leg'
  let moving = 0
  let supportingKnee = SUPPORT_KNEE_ANGLE
  return (observation) => {
    const s = (at: number): number => observation[at] ?? 0
    const supporting = 1 - moving
    const [movingAt, supportingAt] = [4 + 5 * moving, 4 + 5 * supporting]
    const hip: (number | null)[] = [null, null]
    const knee: (number | null)[] = [null, null]
    if (state === 'stay on one leg') {
      hip[moving] = 1.1
      knee[moving] = -0.6
      supportingKnee += s(2) > SPEED ? 0.06 : 0.03
      supportingKnee = Math.min(supportingKnee, SUPPORT_KNEE_ANGLE)
      knee[supporting] = supportingKnee
      if (s(supportingAt) < 0.1) state = 'put other down'
    }
    if (state === 'put other down') {
      hip[moving] = 0.1
      knee[moving] = SUPPORT_KNEE_ANGLE
      knee[supporting] = supportingKnee
      if (s(movingAt + 4) !== 0) {
        state = 'push off'
        supportingKnee = Math.min(s(movingAt + 2), SUPPORT_KNEE_ANGLE)
      }
    }
    if (state === 'push off') {
      knee[moving] = supportingKnee
      knee[supporting] = 1
      if (s(supportingAt + 2) > 0.88 || s(2) > 1.2 * SPEED) {
        state = 'stay on one leg'
        moving = 1 - moving
      }
    }
    return [0, 1].flatMap((leg) => {
      const [hipWanted = null, kneeWanted = null] = [hip[leg], knee[leg]]
      const at = 4 + 5 * leg
      const hipTodo = hipWanted === null ? 0 : 0.9 * (hipWanted - s(at)) - 0.25 * s(at + 1)
      const kneeTodo = kneeWanted === null ? 0 : 4 * (kneeWanted - s(at + 2)) - 0.25 * s(at + 3)
      const balance = 0.9 * s(0) + 1.5 * s(1)
      return [hipTodo + balance, kneeTodo - 15 * s(3)].map((todo) => Math.max(-1, Math.min(1, 0.5 * todo)))
    })
  }
}
