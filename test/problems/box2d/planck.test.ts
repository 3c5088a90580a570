// What makes planck's bits equal everywhere, and what would tell if an upgrade of it changed that.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { atan2, cos, sin } from '../../../core/base/portable-math.ts'
import { type Body, World } from '../../../core/problems/box2d/planck.ts'

const require = createRequire(import.meta.url)
const PLANCK = require.resolve('planck').replace(/\.js$/, '.mjs')

test('planck uses no mathematics but what is lent to it and what every engine rounds exactly', () => {
  const text = readFileSync(PLANCK, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const uses = new Map<string, number>()
  for (const [, name = ''] of text.matchAll(/\bMath\.(\w+)/g)) uses.set(name, (uses.get(name) ?? 0) + 1)
  const exact = ['PI', 'abs', 'max', 'min', 'sqrt']
  expect(Object.fromEntries([...uses].filter(([name]) => !exact.includes(name)))).toEqual({
    sin: 3,
    cos: 3,
    atan2: 2,
    // Behind a function of planck's that nothing of it calls.
    random: 1,
  })
  // Its own Math inherits from the engine's: handed on, and not used by itself.
  expect([...text.matchAll(/\bMath\b(?!\.)/g)].map(([word]) => word)).toHaveLength(3)
  expect(text).not.toMatch(/\bmath\.(?!EPSILON|isFinite|nextPowerOfTwo|isPowerOfTwo|mod|clamp|random)\w/)
  expect(text).not.toMatch(/\*\*|\bperformance\b/)
  // The clock is read for statistics only.
  expect(text.match(/\bDate\b/g)).toHaveLength(2)
})

test('Math is as it was after planck was loaded', () => {
  expect([Math.sin, Math.cos, Math.atan2, Math.random, Math.pow].map(String)).toEqual(
    ['sin', 'cos', 'atan2', 'random', 'pow'].map((name) => `function ${name}() { [native code] }`),
  )
  expect(Object.getOwnPropertyDescriptor(Math, 'sin')).toMatchObject({ writable: true, enumerable: false })
})

test("a body's sine and cosine are the portable ones, bit for bit", () => {
  const world = new World()
  for (let at = 0; at < 1000; at++) {
    const angle = at * 0.1 - 50
    const body: Body = world.createBody({ angle })
    const { s, c } = body.getTransform().q
    expect([s, c]).toEqual([sin(angle), cos(angle)])
    expect(body.getTransform().q.getAngle()).toBe(atan2(s, c))
  }
})
