// The pilot of Gymnasium 1.0's gymnasium/envs/box2d/lunar_lander.py (`heuristic`), which lands in its physics with more
// than 200 on average: an oracle for ours.

/** The action for an observation. */
export function landByHand(observation: ArrayLike<number>): number {
  const [x = 0, y = 0, vx = 0, vy = 0, angle = 0, turning = 0, left = 0, right = 0] = Array.from(observation)
  const wantedAngle = Math.max(-0.4, Math.min(0.4, x * 0.5 + vx * 1.0))
  const wantedHeight = 0.55 * Math.abs(x)
  const landed = left !== 0 || right !== 0
  const turn = landed ? 0 : (wantedAngle - angle) * 0.5 - turning * 1.0
  const lift = landed ? -vy * 0.5 : (wantedHeight - y) * 0.5 - vy * 0.5
  if (lift > Math.abs(turn) && lift > 0.05) return 2
  if (turn < -0.05) return 3
  return turn > 0.05 ? 1 : 0
}
