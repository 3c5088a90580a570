import { expect, test } from 'vitest'
import { speciesChampions, speciesMembers } from '../../core/api/species-look.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

const config = runConfigOf({ seed: 3, neat: { populationSize: 60 } })

test('members of a species come best first, with what they are made of; a dead species has none', async () => {
  const [, , , last] = await generationsOf(evolutionOf(config), 4)
  if (last === undefined) throw new RangeError('four generations were asked for')
  const [first] = last.snapshot.species
  const told = speciesMembers(last, first?.id ?? -1, config)
  expect(told).toMatchObject({ generation: 3, species: first?.id, size: first?.size })
  const fitness = told?.members.map((member) => member.fitness) ?? []
  expect(fitness).toHaveLength(first?.size ?? -1)
  expect(fitness).toEqual(fitness.toSorted((a, b) => b - a))
  expect(fitness[0]).toBe(first?.best)
  expect(speciesMembers(last, 9999, config)).toBeNull()
})

test('champions are those of the living species asked for, and the first member is one', async () => {
  const [, last] = await generationsOf(evolutionOf(config), 2)
  if (last === undefined) throw new RangeError('two generations were asked for')
  const ids = last.snapshot.species.map(({ id }) => id)
  const { champions } = speciesChampions(last, [...ids, 9999], config)
  expect(champions.map(({ species }) => species)).toEqual(ids)
  for (const { species, genomeId } of champions) {
    expect(speciesMembers(last, species, config)?.members[0]?.genomeId).toBe(genomeId)
  }
})

test('where a low fitness is wanted the lowest is the champion', async () => {
  const low = runConfigOf({ seed: 3, neat: { populationSize: 40, selection: { goal: 'minimise' } } })
  const [last] = await generationsOf(evolutionOf(low), 1)
  if (last === undefined) throw new RangeError('a generation was asked for')
  const [first] = last.snapshot.species
  const members = speciesMembers(last, first?.id ?? -1, low)?.members ?? []
  expect(members[0]?.fitness).toBe(first?.best)
  expect(members[0]?.fitness).toBeLessThanOrEqual(members.at(-1)?.fitness ?? Number.NaN)
})
