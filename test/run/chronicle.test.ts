import { describe, expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { populationFromJson, populationToJson } from '../../core/neat/population-codec.ts'
import { genomeHash } from '../../core/neat/population-hash.ts'
import { Ancestry, type Birth } from '../../core/run/ancestry.ts'
import { ChampionLines, type KeptChampion } from '../../core/run/champion-lines.ts'
import { Chronicle } from '../../core/run/chronicle.ts'
import { chronicleFrom, chronicleText } from '../../core/run/chronicle-codec.ts'
import type { GenerationOutcome } from '../../core/run/evolve.ts'
import { evolutionOf, generationsOf, resumable, runConfigOf } from './support.ts'

const config = runConfigOf({ seed: 3, neat: { populationSize: 60 } })
const { selection } = config.neat

function chronicleOf(outcomes: readonly GenerationOutcome[], onto = new Chronicle(selection)): Chronicle {
  for (const outcome of outcomes) onto.note(outcome)
  return onto
}

describe('the chronicle of a run', () => {
  test('knows the champion of the run and of every species in every generation', async () => {
    const outcomes = await generationsOf(evolutionOf(config), 15)
    const { champions } = chronicleOf(outcomes)
    for (const { snapshot, population, fitness, best } of outcomes) {
      const { generation } = snapshot
      expect(champions.at('run', generation)?.hash).toBe(genomeHash(best.genome))
      for (const { id, members } of population.species) {
        const top = Math.max(...members.map((member) => fitness[member] ?? 0))
        const known = champions.at(id, generation)
        const holder = population.genomes.findIndex((genome) => genomeHash(genome) === known?.hash)
        expect(fitness[holder]).toBe(top)
      }
    }
  })

  test('knows both parents of every living genome, and its line back to the first population', async () => {
    const outcomes = await generationsOf(evolutionOf(config), 15)
    const { ancestry } = chronicleOf(outcomes)
    for (const { id } of outcomes.at(-1)?.population.genomes ?? []) {
      let birth = ancestry.of(id)
      for (let next = birth; next !== null; next = ancestry.of(next.parents[0] ?? genomeId(-1))) birth = next
      expect(birth).toMatchObject({ generation: 0, parents: [] })
    }
  })

  test('names whoever added a gene: none of its parents had it', async () => {
    const outcomes = await generationsOf(evolutionOf(config), 12)
    const genomes = new Map(
      outcomes.flatMap(({ population }) => population.genomes).map((one) => [one.id, one]),
    )
    let added = 0
    for (const { origin, connections } of genomes.values()) {
      const inherited = new Set(
        origin?.parents.flatMap((id) => [...(genomes.get(id)?.connections.innovation ?? [])]),
      )
      const own = [...connections.innovation].filter((innovation) => !inherited.has(innovation))
      if (origin !== undefined) expect(origin.added).toEqual(expect.arrayContaining(own))
      added += origin?.added.length ?? 0
    }
    expect(added).toBeGreaterThan(20)
  })

  test('survives being written and read, and goes on after a resumption as if there had been none', async () => {
    const whole = await generationsOf(evolutionOf(config), 14)
    const saved = whole[7] as GenerationOutcome
    const json = JSON.parse(JSON.stringify(populationToJson(saved.population)))
    const loaded = populationFromJson(json, 'feed-forward')
    if (!loaded.ok) throw new RangeError('a saved population loads')
    const resumeFrom = { ...resumable(saved), population: loaded.value }
    const rest = await generationsOf(evolutionOf(config, { resumeFrom }), 6)
    // The lines of a run that was killed after generation 9 reach beyond the checkpoint.
    const text = chronicleText(chronicleOf(whole.slice(0, 10)))
    const resumed = chronicleOf(rest, chronicleFrom(text, selection, 7))
    expect(chronicleText(resumed)).toEqual(chronicleText(chronicleOf(whole)))
  })

  test('passes over lines that cannot be read', async () => {
    const text = chronicleText(chronicleOf(await generationsOf(evolutionOf(config), 3)))
    const torn = { champions: `\0\0\0\n${text.champions}{"line":`, ancestry: `${text.ancestry}[]\n` }
    expect(chronicleText(chronicleFrom(torn, selection))).toEqual(text)
  })

  test('of a run without generations has those too who came and went between two looks', async () => {
    const steady = runConfigOf({ seed: 2, mode: 'steady-state', neat: { populationSize: 20 } })
    const outcomes = await generationsOf(evolutionOf(steady), 10)
    const { ancestry } = chronicleOf(outcomes)
    for (const { id } of outcomes.at(-1)?.population.genomes ?? []) {
      for (let birth = ancestry.of(id); birth !== null && birth.parents.length > 0; ) {
        const [parent] = birth.parents
        birth = ancestry.of(parent ?? genomeId(-1))
        expect(birth).not.toBe(null)
      }
    }
  })
})

describe('ancestry', () => {
  test('forgets whoever has no descendants, but for the other parents beside the line', () => {
    const ancestry = new Ancestry()
    ancestry.add([birth(1), birth(2), birth(3), birth(4, 1, 2), birth(5, 3), birth(6, 4)])
    runToEnd(ancestry.forgetAllBut([genomeId(6)]))
    expect(ancestry.all().map(({ id }) => id)).toEqual([1, 2, 4, 6])
  })

  test('of twenty thousand generations stays within its bound', () => {
    const ancestry = new Ancestry(1000)
    for (let generation = 1; generation <= 20_000; generation++) {
      ancestry.add([birth(2 * generation, 2 * generation - 2), birth(2 * generation + 1, 2 * generation - 2)])
      if (ancestry.isCrowded) runToEnd(ancestry.forgetAllBut([genomeId(2 * generation)]))
    }
    expect(ancestry.all().length).toBeLessThan(4000)
  })
})

describe('kept champions', () => {
  test('stay within their bound, the first and the last of the run among them, old ones sparser', () => {
    const lines = new ChampionLines(10_000)
    const last = 20_000
    for (let generation = 0; generation <= last; generation++) {
      lines.note(champion('run', generation))
      lines.note(champion(1 + Math.floor(generation / 50), generation))
    }
    const kept = lines.line('run').map(({ generation }) => generation)
    expect(lines.all().reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(10_000)
    expect([kept[0], kept.at(-1)]).toEqual([0, last])
    const half = kept.filter((generation) => generation < last / 2).length
    expect(half).toBeGreaterThan(3)
    expect(half).toBeLessThan(kept.length / 2)
  })
})

function birth(id: number, ...parents: readonly number[]): Birth {
  return { id: genomeId(id), generation: id, parents: parents.map(genomeId), added: [] }
}

function champion(line: KeptChampion['line'], generation: number): KeptChampion {
  return {
    line,
    generation,
    fitness: generation,
    hash: `${generation}`,
    id: generation,
    text: 'x'.repeat(20),
  }
}
