// Lends planck portable mathematics while its module is evaluated, which is when it takes its functions out of Math: the
// engines' own differ in their bits. What isn't portable, chance included, throws if it is ever called.
// The one pure file that may touch Math itself; docs/decisions/0008-physics-with-equal-bits.md says why it must.
import { atan2, cos, sin } from '../../base/portable-math.ts'

const LENT: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['sin', sin],
  ['cos', cos],
  ['atan2', atan2],
])

/** Exactly rounded by every engine: planck has the engine's own. */
const PORTABLE = [
  'abs',
  'ceil',
  'clz32',
  'floor',
  'fround',
  'imul',
  'max',
  'min',
  'round',
  'sign',
  'sqrt',
  'trunc',
]

const own = Object.entries(Object.getOwnPropertyDescriptors(Math)).filter(
  ([name, { value }]) => typeof value === 'function' && !PORTABLE.includes(name),
)
const taken = new Set<string>()

function refuse(name: string): () => never {
  return () => {
    throw new Error(`the physics engine called Math.${name}, whose bits differ between machines`)
  }
}

for (const [name, before] of own) {
  const lent = LENT.get(name)
  if (lent === undefined) Object.defineProperty(Math, name, { ...before, value: refuse(name) })
  else Object.defineProperty(Math, name, { configurable: true, get: () => taken.add(name) && lent })
}

/** Gives Math its own functions back. Returns the names of the portable ones that were taken meanwhile. */
export function returnMath(): ReadonlySet<string> {
  for (const [name, before] of own) Object.defineProperty(Math, name, before)
  return taken
}
