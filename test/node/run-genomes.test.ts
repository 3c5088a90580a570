import { describe, expect, test } from 'vitest'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { genomeFromJson } from '../../core/neat/genome-codec.ts'
import { genomeHash } from '../../core/neat/population-hash.ts'
import { RunGenomes } from '../../core/node/run-genomes.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { xor } from '../../core/problems/xor.ts'
import { Chronicle } from '../../core/run/chronicle.ts'
import type { GenerationOutcome } from '../../core/run/evolve.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

const config = runConfigOf({ seed: 5, neat: { populationSize: 50 } })

async function genomesAfter(generations: number) {
  const outcomes = await generationsOf(evolutionOf(config), generations)
  const chronicle = new Chronicle(config.neat.selection)
  for (const outcome of outcomes) chronicle.note(outcome)
  const latest = outcomes.at(-1) as GenerationOutcome
  const genomes = new RunGenomes(() => {
    return { config, problem: xor, chronicle, latest, champion: null, options: {} }
  })
  return { outcomes, latest, genomes }
}

test('the champion of any generation is found, whole', async () => {
  const { outcomes, genomes } = await genomesAfter(10)
  for (const { snapshot, best } of outcomes) {
    const view = genomes.genome({ kind: 'champion of', line: 'run', generation: snapshot.generation })
    expect(view?.hash).toBe(genomeHash(best.genome))
    expect(view?.fitness).toBe(best.fitness)
    const read = genomeFromJson(view?.genome)
    expect(read.ok && genomeHash(read.value.genome)).toBe(view?.hash)
  }
  expect(genomes.genome({ kind: 'champion of', line: 999, generation: 3 })).toBe(null)
})

test('pages of champions follow each other without gap or repetition', async () => {
  const { genomes } = await genomesAfter(20)
  for (const { line, count } of genomes.championLines()) {
    const seen: number[] = []
    for (let from: number | null = 0; from !== null; ) {
      const page = genomes.champions({ line, from, most: 2 })
      seen.push(...page.entries.map(({ generation }) => generation))
      from = page.next
    }
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b))
    expect(seen).toHaveLength(count)
  }
})

test('every living genome can be looked at, with its species', async () => {
  const { latest, genomes } = await genomesAfter(8)
  for (const { id: species, members } of latest.population.species) {
    for (const member of members) {
      const id = latest.population.genomes[member]?.id ?? 0
      const view = genomes.genome({ kind: 'genome', id })
      expect(view).toMatchObject({ species, fitness: latest.fitness[member], genome: { genomeId: id } })
    }
  }
})

test('the lineage of a living genome leads to the first population and says who added each gene', async () => {
  const { latest, genomes } = await genomesAfter(15)
  for (const genome of latest.population.genomes.slice(0, 10)) {
    const lineage = genomes.lineage({ id: genome.id, most: 500 })
    expect(lineage.line[0]?.id).toBe(genome.id)
    expect(lineage.line.at(-1)?.generation).toBe(0)
    expect(lineage.isCut).toBe(false)
    const firstParents = lineage.line.slice(0, -1).map(({ parents }) => parents[0])
    expect(lineage.line.slice(1).map(({ id }) => id)).toEqual(firstParents)
    const innovations = [...genome.connections.innovation]
    expect(lineage.addedBy.map(({ innovation }) => innovation).sort((a, b) => a - b)).toEqual(innovations)
  }
  expect(genomes.lineage({ id: 4_000_000, most: 5 }).line).toEqual([])
})

test('a genome that nobody remembers cannot be watched, and says so', async () => {
  const { genomes } = await genomesAfter(2)
  await expect(genomes.watch({ genome: { kind: 'genome', id: 777_777 }, seed: 1 })).rejects.toMatchObject({
    code: 'not-found',
  })
})

describe('the archive of a search', () => {
  const axes = [
    { name: 'x', low: 10, high: 20 },
    { name: 'y', low: -1, high: 1 },
  ]
  const problem: Problem = {
    ...xor,
    behaviour: axes,
    evaluate: (network) => {
      const [value = 0] = network.activate([1, 0])
      return { fitness: value, behaviour: [10 + 10 * value, 1 - 2 * value] }
    },
  }

  async function searched(search: 'novelty' | 'map-elites') {
    const settings = runConfigOf({
      seed: 3,
      search: { objective: search, cellsPerAxis: 5 },
      neat: { populationSize: 30 },
    })
    const evaluator = new SerialEvaluator(problem)
    const outcomes = await generationsOf(evolutionOf(settings, { problem, evaluator }), 4)
    const chronicle = new Chronicle(settings.neat.selection)
    for (const outcome of outcomes) chronicle.note(outcome)
    const latest = outcomes.at(-1) as GenerationOutcome
    return new RunGenomes(() => ({
      ...{ config: settings, problem, chronicle, latest, champion: null, options: {} },
    }))
  }

  test('for novelty has its behaviours in the units of their axes', async () => {
    const archive = (await searched('novelty')).archive()
    if (archive.kind !== 'novelty') throw new RangeError('novelty was searched for')
    expect(archive.total).toBeGreaterThan(0)
    for (const [x = 0, y = 0] of archive.points) {
      expect(x >= 10 && x <= 20, `${x}`).toBe(true)
      expect(y).toBeCloseTo(1 - (2 * (x - 10)) / 10)
    }
  })

  test('by MAP-Elites has cells, each with a genome that can be looked at', async () => {
    const genomes = await searched('map-elites')
    const archive = genomes.archive()
    if (archive.kind !== 'elites') throw new RangeError('elites were searched for')
    expect(archive).toMatchObject({ cellsPerAxis: 5, axes })
    for (const { cell, id, fitness } of archive.cells) {
      expect(genomes.genome({ kind: 'elite', cell })).toMatchObject({ fitness, genome: { genomeId: id } })
    }
    expect(genomes.genome({ kind: 'elite', cell: 24_000 })).toBe(null)
  })
})
