// Who receives from whom, and that everybody comes to the same answer.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issuesText } from '../../core/base/config-issue.ts'
import { archipelagoHash, isExchange, sourcesOf, targetsOf } from '../../core/islands/archipelago.ts'
import { newRunSettings } from '../../core/node/cli/run-options.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import { islandSeed } from '../../core/run/islands-config.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'
import { runConfigOf } from '../run/support.ts'
import { islandsOf, NAMES } from './support.ts'

const planOf = (names: readonly string[], topology: 'ring' | 'star' | 'random', seed = 1) =>
  islandsOf(names[0] as string, { names: [...names], topology, seed })

test('in a ring everybody receives from the one before', () => {
  const ring = planOf(NAMES, 'ring')
  expect(NAMES.map((name) => sourcesOf(ring, name, 3))).toEqual([['rome'], ['berlin'], ['paris']])
  expect(targetsOf(ring, 'berlin', 3)).toEqual(['paris'])
})

test('in a star the first island receives from all, and all from it', () => {
  const star = planOf(NAMES, 'star')
  expect(NAMES.map((name) => sourcesOf(star, name, 3))).toEqual([['paris', 'rome'], ['berlin'], ['berlin']])
  expect(targetsOf(star, 'berlin', 3)).toEqual(['paris', 'rome'])
})

test('at random everybody receives from one other and sends to one, the same on every island, another time another', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 9 }),
      fc.nat(0xffff_ffff),
      fc.nat(1000),
      (count, seed, generation) => {
        const names = Array.from({ length: count }, (_, index) => `island-${index}`)
        const plan = planOf(names, 'random', seed)
        const sources = names.map((name) => sourcesOf(plan, name, generation))
        expect(sources.every((own, index) => own.length === 1 && own[0] !== names[index])).toBe(true)
        expect(new Set(sources.flat()).size).toBe(count)
        expect(names.every((name) => targetsOf(plan, name, generation).length === 1)).toBe(true)
      },
    ),
  )
  const plan = planOf(['a', 'b', 'c', 'd', 'e'], 'random')
  const partners = Array.from({ length: 20 }, (_, exchange) => sourcesOf(plan, 'a', exchange)[0])
  expect(new Set(partners).size).toBe(4)
})

test('champions are exchanged every so many generations, and never of the first population', () => {
  expect([0, 1, 2, 3, 4, 6].filter((generation) => isExchange({ every: 3 }, generation))).toEqual([3, 6])
})

test('every island has a seed of its own, made of one', () => {
  expect(new Set([...NAMES, 'aa', 'ab', 'ba'].map((name) => islandSeed(1, name))).size).toBe(6)
  expect(islandSeed(1, 'berlin')).toBe(islandSeed(1, 'berlin'))
  expect(islandSeed(1, 'berlin')).not.toBe(islandSeed(2, 'berlin'))
})

test('islands of one experiment have one hash, whatever their names, seeds and patience; another setting makes another', () => {
  const hashOf = (island: string, change: object = {}, neat: object = {}) =>
    archipelagoHash(runConfigOf({ islands: { ...islandsOf(island), ...change }, neat }), xor)
  expect(hashOf('paris', { waitSeconds: 1 })).toBe(hashOf('berlin'))
  expect(hashOf('berlin', { every: 4 })).not.toBe(hashOf('berlin'))
  expect(hashOf('berlin', {}, { populationSize: 31 })).not.toBe(hashOf('berlin'))
})

test('islands that make no sense are refused with a sentence', () => {
  const refused = (islands: object) => parseRunConfig({ islands })
  expect(refused({ island: 'oslo', names: NAMES })).toMatchObject({
    ok: false,
    issues: [{ path: 'islands.island', message: 'the name of this island must be among "names"' }],
  })
  expect(refused({ island: 'a', names: ['a', 'a'] })).toMatchObject({
    issues: [{ path: 'islands.names', message: 'every island must have a name of its own' }],
  })
  expect(refused({ island: 'a b', names: ['a b', 'c'] })).toMatchObject({ ok: false })
  const steady = runConfigOf({ mode: 'steady-state', islands: islandsOf('berlin') })
  expect(fitIssues(steady, xor).map(({ path }) => path)).toContain('mode')
})

test.each([
  [{ names: ['berlin', 'paris'] }, 'islands.island: an island must have a name'],
  [{ island: 'berlin' }, 'islands.names: the names of all islands must be given'],
  [{ island: 'berlin', names: ['berlin'] }, 'islands.names: there must be two islands at least'],
  [{ island: 'a.b', names: ['a.b', 'c'] }, 'islands.island: an island is named by letters, digits'],
  [{ island: 'a', names: ['b', 'c'] }, 'the name of this island must be among "names"'],
])('islands that are no archipelago: %j', (islands, sentence) => {
  const parsed = parseRunConfig({ problem: 'xor', islands })
  expect(parsed.ok ? '' : issuesText(parsed.issues)).toContain(sentence)
})

test('a neighbour without islands is refused', async () => {
  const options = { problem: 'xor', neighbour: ['nats://lab'] }
  await expect(newRunSettings('master', options, '0')).rejects.toThrow(
    '--neighbour is for islands: give --island NAME and --islands A,B, too.',
  )
})
