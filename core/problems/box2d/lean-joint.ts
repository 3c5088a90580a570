// planck's revolute joint, solved in the same order of operations and so to the same bits, without its hundreds of short-lived
// vectors a step. It knows no problem. Source: planck 1.5, RevoluteJoint; a test compares the two.
import { cos, sin } from '../../base/portable-math.ts'
import { RevoluteJoint, type RevoluteJointDef, type TimeStep } from './planck.ts'

interface Pair {
  x: number
  y: number
}
interface Triple extends Pair {
  z: number
}
interface Part {
  readonly c_position: { readonly c: Pair; a: number }
  readonly c_velocity: { readonly v: Pair; w: number }
}
/** What planck keeps of a joint, and its types leave out. */
interface Kept {
  readonly m_bodyA: Part
  readonly m_bodyB: Part
  readonly m_localAnchorA: Pair
  readonly m_localAnchorB: Pair
  readonly m_localCenterA: Pair
  readonly m_localCenterB: Pair
  readonly m_rA: Pair
  readonly m_rB: Pair
  readonly m_invMassA: number
  readonly m_invMassB: number
  readonly m_invIA: number
  readonly m_invIB: number
  readonly m_mass: { readonly ex: Triple; readonly ey: Triple; readonly ez: Triple }
  readonly m_motorMass: number
  readonly m_motorSpeed: number
  readonly m_maxMotorTorque: number
  readonly m_limitState: number
  readonly m_lowerAngle: number
  readonly m_upperAngle: number
  readonly m_referenceAngle: number
  readonly m_impulse: Triple
  m_motorImpulse: number
}

/** planck's LimitState. */
const INACTIVE = 0
const AT_LOWER = 1

/** planck's settings, in its units: metres and radians. */
const LINEAR_SLOP = 0.005
const ANGULAR_SLOP = (2 / 180) * Math.PI
const MAX_ANGULAR_CORRECTION = (8 / 180) * Math.PI

const clamp = (value: number, low: number, high: number): number =>
  value < low ? low : value > high ? high : value

const inverse = (determinant: number): number => (determinant === 0 ? 0 : 1 / determinant)

/** A joint with a motor, limits that are apart, and bodies that turn. Others are for planck's own. */
export class LeanJoint extends RevoluteJoint {
  readonly #kept = this as unknown as Kept
  #inverse22 = 0
  #inverse33 = 0

  constructor(def: RevoluteJointDef & { readonly enableMotor: true; readonly enableLimit: true }) {
    super(def)
  }

  override initVelocityConstraints(step: TimeStep): void {
    super.initVelocityConstraints(step)
    const { ex, ey, ez } = this.#kept.m_mass
    this.#inverse22 = inverse(ex.x * ey.y - ey.x * ex.y)
    this.#inverse33 = inverse(
      ex.x * (ey.y * ez.z - ey.z * ez.y) +
        ex.y * (ey.z * ez.x - ey.x * ez.z) +
        ex.z * (ey.x * ez.y - ey.y * ez.x),
    )
  }

  override solveVelocityConstraints(step: TimeStep): void {
    const kept = this.#kept
    const a = kept.m_bodyA.c_velocity
    const b = kept.m_bodyB.c_velocity
    const oldImpulse = kept.m_motorImpulse
    const most = step.dt * kept.m_maxMotorTorque
    const wanted = -kept.m_motorMass * (b.w - a.w - kept.m_motorSpeed)
    kept.m_motorImpulse = clamp(oldImpulse + wanted, -most, most)
    const impulse = kept.m_motorImpulse - oldImpulse
    a.w -= kept.m_invIA * impulse
    b.w += kept.m_invIB * impulse
    this.#holdTogether(a, b)
  }

  /** Point to point, and no further than a limit that was reached. */
  #holdTogether(a: Part['c_velocity'], b: Part['c_velocity']): void {
    const kept = this.#kept
    const { m_rA: rA, m_rB: rB, m_impulse: sum } = kept
    const { ex, ey, ez } = kept.m_mass
    // The zeros keep the sign of a nought.
    const driftX = 0 + (b.v.x + -b.w * rB.y) - (a.v.x + -a.w * rA.y)
    const driftY = 0 + (b.v.y + b.w * rB.x) - (a.v.y + a.w * rA.x)
    let x = 0
    let y = 0
    let z = 0
    const limited = kept.m_limitState !== INACTIVE
    if (limited) {
      const turn = b.w - a.w
      z =
        -this.#inverse33 *
        (ex.x * (ey.y * turn - ey.z * driftY) +
          ex.y * (ey.z * driftX - ey.x * turn) +
          ex.z * (ey.x * driftY - ey.y * driftX))
      const after = sum.z + z
      if (kept.m_limitState === AT_LOWER ? after < 0 : after > 0) {
        // The limit pushes no more.
        const rightX = -driftX + sum.z * ez.x
        const rightY = -driftY + sum.z * ez.y
        x = this.#inverse22 * (ey.y * rightX - ey.x * rightY)
        y = this.#inverse22 * (ex.x * rightY - ex.y * rightX)
        z = -sum.z
        sum.z = 0
      } else {
        x =
          -this.#inverse33 *
          (driftX * (ey.y * ez.z - ey.z * ez.y) +
            driftY * (ey.z * ez.x - ey.x * ez.z) +
            turn * (ey.x * ez.y - ey.y * ez.x))
        y =
          -this.#inverse33 *
          (ex.x * (driftY * ez.z - turn * ez.y) +
            ex.y * (turn * ez.x - driftX * ez.z) +
            ex.z * (driftX * ez.y - driftY * ez.x))
        sum.z += z
      }
    } else {
      x = this.#inverse22 * (ey.y * -driftX - ey.x * -driftY)
      y = this.#inverse22 * (ex.x * -driftY - ex.y * -driftX)
    }
    sum.x += x
    sum.y += y
    a.v.x -= kept.m_invMassA * x
    a.v.y -= kept.m_invMassA * y
    b.v.x += kept.m_invMassB * x
    b.v.y += kept.m_invMassB * y
    a.w -= kept.m_invIA * (rA.x * y - rA.y * x + z)
    b.w += kept.m_invIB * (rB.x * y - rB.y * x + z)
  }

  override solvePositionConstraints(): boolean {
    const kept = this.#kept
    const a = kept.m_bodyA.c_position
    const b = kept.m_bodyB.c_position
    const { m_invMassA: mA, m_invMassB: mB, m_invIA: iA, m_invIB: iB } = kept
    let angularError = 0
    if (kept.m_limitState !== INACTIVE) {
      const atLower = kept.m_limitState === AT_LOWER
      const over = b.a - a.a - kept.m_referenceAngle - (atLower ? kept.m_lowerAngle : kept.m_upperAngle)
      angularError = atLower ? -over : over
      const back = atLower
        ? clamp(over + ANGULAR_SLOP, -MAX_ANGULAR_CORRECTION, 0)
        : clamp(over - ANGULAR_SLOP, 0, MAX_ANGULAR_CORRECTION)
      const impulse = -kept.m_motorMass * back
      a.a -= iA * impulse
      b.a += iB * impulse
    }
    const sinA = sin(a.a)
    const cosA = cos(a.a)
    const sinB = sin(b.a)
    const cosB = cos(b.a)
    const armAX = kept.m_localAnchorA.x - kept.m_localCenterA.x
    const armAY = kept.m_localAnchorA.y - kept.m_localCenterA.y
    const armBX = kept.m_localAnchorB.x - kept.m_localCenterB.x
    const armBY = kept.m_localAnchorB.y - kept.m_localCenterB.y
    const rAX = cosA * armAX - sinA * armAY
    const rAY = sinA * armAX + cosA * armAY
    const rBX = cosB * armBX - sinB * armBY
    const rBY = sinB * armBX + cosB * armBY
    const gapX = 0 + (b.c.x + rBX) - (a.c.x + rAX)
    const gapY = 0 + (b.c.y + rBY) - (a.c.y + rAY)
    const k11 = mA + mB + iA * rAY * rAY + iB * rBY * rBY
    const k12 = -iA * rAX * rAY - iB * rBX * rBY
    const k22 = mA + mB + iA * rAX * rAX + iB * rBX * rBX
    const over = inverse(k11 * k22 - k12 * k12)
    const x = -(over * (k22 * gapX - k12 * gapY))
    const y = -(over * (k11 * gapY - k12 * gapX))
    a.c.x -= mA * x
    a.c.y -= mA * y
    a.a -= iA * (rAX * y - rAY * x)
    b.c.x += mB * x
    b.c.y += mB * y
    b.a += iB * (rBX * y - rBY * x)
    return Math.sqrt(gapX * gapX + gapY * gapY) <= LINEAR_SLOP && angularError <= ANGULAR_SLOP
  }
}
