import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { problemView } from '../../core/api/problem-view.ts'
import { builtInProblems, findProblem } from '../../core/problems/registry.ts'
import { problemsWith } from '../../renderer/setup/problem-search.ts'
import { problemPicture } from '../pictures/problem-picture.ts'

const folder = resolve(import.meta.dirname, '../../renderer/setup/pictures')
const MOST_BYTES = 16_384

test('every problem has a small picture, and no other file is there', () => {
  const wanted = builtInProblems.map(({ name }) => `${name}.svg`)
  const found = readdirSync(folder)
  expect(found.toSorted()).toEqual(wanted.toSorted())
  for (const name of found) {
    const text = readFileSync(join(folder, name), 'utf8')
    expect(text.length).toBeLessThan(MOST_BYTES)
    expect(text).not.toMatch(/NaN|undefined|Infinity/)
  }
})

test.each(['xor', 'two-spirals', 'cart-pole'])(
  'the picture of %s is what the script draws today',
  async (name) => {
    const found = findProblem(name)
    if (!found.ok) throw new RangeError(found.message)
    expect(readFileSync(join(folder, `${name}.svg`), 'utf8')).toBe(await problemPicture(found.problem))
  },
)

test('problems are found by any of their words', () => {
  const views = builtInProblems.map(problemView)
  const names = (words: string) => problemsWith(views, words).map(({ name }) => name)
  expect(names('')).toHaveLength(views.length)
  expect(names('double pole')).toEqual(['double-pole', 'double-pole-without-velocities'])
  expect(names('POLE cart')).toContain('cart-pole')
  expect(names('chess')).toEqual([])
})
