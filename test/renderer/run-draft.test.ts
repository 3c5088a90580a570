import { expect, test } from 'vitest'
import { problemView } from '../../core/api/problem-view.ts'
import { findProblem } from '../../core/problems/registry.ts'
import {
  backToPreset,
  draftFor,
  firstDraft,
  isPreset,
  problemsOf,
  readRun,
  withData,
  withFile,
  withOwn,
  withProblem,
} from '../../renderer/setup/run-draft.ts'
import { FAKE_REQUEST } from './fake-api.ts'

const PROBLEMS = ['xor', 'tic-tac-toe', 'regression'].map((name) => {
  const found = findProblem(name)
  if (!found.ok) throw new RangeError(found.message)
  return problemView(found.problem)
})
const [xor, game, regression] = PROBLEMS as [
  (typeof PROBLEMS)[number],
  (typeof PROBLEMS)[number],
  (typeof PROBLEMS)[number],
]
const first = withProblem(firstDraft(FAKE_REQUEST), xor)

test('a problem brings its sizes, and nothing of the one before but what was set', () => {
  const table = { version: 1, inputs: ['x'], targets: ['y'], values: [1, 2] }
  const drafted = withData(
    { ...first, options: { yardstick: '1' }, settings: { 'neat.crossover.rate': '0.5' } },
    table as never,
  )
  const next = withProblem(drafted, game)
  expect(next.base.problem).toBe('tic-tac-toe')
  expect(next.typed.populationSize).toBe(String(game.preset.populationSize))
  expect(next.options).toEqual({})
  expect(next.settings).toEqual({ 'neat.crossover.rate': '0.5' })
})

test('a new run begins with the problem of the one before, if that is offered', () => {
  const again = draftFor(FAKE_REQUEST, PROBLEMS, 'tic-tac-toe')
  expect(again.base.problem).toBe('tic-tac-toe')
  expect(isPreset(again, game)).toBe(true)
  for (const name of ['of-my-own', undefined])
    expect(draftFor(FAKE_REQUEST, PROBLEMS, name)).toEqual(firstDraft(FAKE_REQUEST))
})

test('the preset is left by any change and brought back whole', () => {
  expect(isPreset(first, xor)).toBe(true)
  const changed = { ...first, settings: { 'neat.crossover.rate': '0.5' }, options: { a: '1' } }
  expect(isPreset(changed, xor)).toBe(false)
  expect(isPreset({ ...first, typed: { ...first.typed, generations: '7' } }, xor)).toBe(false)
  expect(isPreset(backToPreset(changed, xor), xor)).toBe(true)
})

test('a problem of somebody’s own stands first, once, and is chosen', () => {
  const own = { ...game, summary: 'mine' }
  const draft = withOwn(first, own)
  expect(problemsOf(draft, PROBLEMS).map(({ name }) => name)).toEqual(['tic-tac-toe', 'xor', 'regression'])
  expect(problemsOf(draft, PROBLEMS)[0]).toBe(own)
  expect(draft.base.problem).toBe('tic-tac-toe')
})

test('the run is there, also as a file, unless something is wrong, which is told', () => {
  const right = readRun({ ...first, typed: { ...first.typed, seed: '42' } }, xor.options)
  expect(right.request).toMatchObject({ problem: 'xor', seed: 42 })
  expect(right.file).toContain('"seed": 42')
  expect(readRun({ ...first, typed: { ...first.typed, seed: 'x' } }, xor.options).request).toBeNull()
  const wrong = readRun({ ...first, settings: { 'neat.crossover.rate': '7' } }, xor.options)
  expect(wrong).toMatchObject({ request: null, file: null })
  expect([...wrong.issues.keys()]).toEqual(['neat.crossover.rate'])
  const unfit = readRun({ ...withProblem(first, game), options: { yardstick: 'many' } }, game.options)
  expect(unfit.request).toBeNull()
  expect([...unfit.optionIssues.keys()]).toEqual(['yardstick'])
})

test('a master’s islands are part of its run, and what is wrong with them of what is wrong with it', () => {
  const islands = { ...first.islands, island: 'rome', names: 'rome, oslo' }
  const master = { ...first, base: { ...first.base, role: 'master' as const }, islands }
  expect(readRun(master, xor.options).request?.settings['islands']).toMatchObject({ island: 'rome' })
  const wrong = readRun({ ...master, islands: { ...islands, every: 'often' } }, xor.options)
  expect(wrong.request).toBeNull()
  expect([...wrong.islandIssues.keys()]).toEqual(['every'])
  // On one machine alone there are none.
  expect(readRun({ ...first, islands }, xor.options).request?.settings['islands']).toBeUndefined()
})

test('a file is taken whole, or refused with a sentence', () => {
  const taken = withFile(
    first,
    '{ "problem": "tic-tac-toe", "seed": 9, "generations": 3, "options": { "yardstick": 0.5 } }',
    PROBLEMS,
  )
  expect(taken).toMatchObject({
    ok: true,
    draft: { base: { problem: 'tic-tac-toe' }, options: { yardstick: '0.5' } },
  })
  expect(taken.ok && taken.draft.typed).toMatchObject({ seed: '9', generations: '3' })
  expect(withFile(first, 'hello', PROBLEMS)).toMatchObject({ ok: false })
  expect(withFile(first, '{ "problem": "snake" }', [xor, regression])).toMatchObject({
    ok: false,
    message: expect.stringContaining('snake'),
  })
})
