import { expect, test } from 'vitest'
import { parseRunConfig } from '../../core/run/run-config.ts'
import { runConfigOf } from './support.ts'

test('the default run is xor with seed 1 for 200 generations', () => {
  expect(runConfigOf()).toMatchObject({ version: 1, problem: 'xor', seed: 1, generations: 200 })
  expect(Object.isFrozen(runConfigOf().neat.selection)).toBe(true)
})

test('a parsed config is a config: parsing it again changes nothing', () => {
  const config = runConfigOf({ seed: 9, neat: { populationSize: 10 } })
  expect(runConfigOf(JSON.parse(JSON.stringify(config)))).toEqual(config)
})

test.each<[string, unknown, string, RegExp]>([
  ['an unknown setting', { sed: 1 }, 'sed', /the nearest is seed/],
  ['an unknown setting of NEAT', { neat: { population: 1 } }, 'neat.population', /populationSize/],
  ['a seed beyond 32 bits', { seed: 2 ** 32 }, 'seed', /4294967295/],
  ['no generations', { generations: 0 }, 'generations', />=1/],
  ['a later version', { version: 2 }, 'version', /1/],
])('%s is refused', (_what, input, path, reason) => {
  const parsed = parseRunConfig(input)
  expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.path)).toEqual([path])
  expect(parsed.ok ? '' : parsed.issues[0]?.message).toMatch(reason)
})
