// Ends the loan of mathematics to planck, and refuses to go on if planck was loaded at another time and took the engine's.
import { invariant } from '../../base/invariant.ts'
import { returnMath } from './lend-math.ts'

const taken = returnMath()
for (const name of ['sin', 'cos', 'atan2']) {
  invariant(taken.has(name), `planck took Math.${name} before it was lent a portable one`)
}
