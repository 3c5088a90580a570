// A genome that comes to another population keeps its structure and its worth, and is numbered as if it had arisen there.
import { expect, test } from 'vitest'
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { runToEnd } from '../../core/base/steps.ts'
import { decodeMigrants, encodeMigrants } from '../../core/islands/migrant-codec.ts'
import { checkGenome } from '../../core/neat/check-genome.ts'
import { InnovationRegistry } from '../../core/neat/innovations.ts'
import { emigrant, immigrant, type MigrantGenome } from '../../core/neat/migrant.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import type { Population } from '../../core/neat/population.ts'
import { populationFromJson, populationToJson } from '../../core/neat/population-codec.ts'
import { champions, settleMigrants } from '../../core/neat/settle-migrants.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { agedPopulation, configOf, LIVELY, SHAPE } from '../neat/support.ts'

const config = configOf({ ...LIVELY, populationSize: 20 })
const SEEDS = [1, 2, 3, 4, 5]
const READING = { shape: SHAPE, kind: config.network.kind }

const travelled = (genomes: readonly MigrantGenome[]) => {
  const read = decodeMigrants(encodeMigrants(genomes), 100, READING)
  if (!read.ok) throw new Error(read.message)
  return read.genomes
}

const settledIn = (home: Population, genomes: readonly MigrantGenome[]) =>
  runToEnd(
    settleMigrants(
      home,
      genomeId(home.nextGenomeId - home.genomes.length + 2),
      genomes.map((genome) => ({ island: 'paris', generation: 7, genome })),
      config,
    ),
  )

test.each(SEEDS)('seed %i: a genome computes on another island what it computes at home', (seed) => {
  const { population } = agedPopulation(seed, 12, config)
  const { population: elsewhere } = agedPopulation(seed + 100, 12, config)
  const random = Random.fromSeed(seed)
  const registry = new InnovationRegistry(elsewhere.innovations)
  const [told] = travelled(population.genomes.map((genome) => emigrant(genome, population.innovations)))
  expect(told).toBeDefined()
  for (const genome of population.genomes) {
    const [sent] = travelled([emigrant(genome, population.innovations)])
    if (sent === undefined) throw new Error('it was lost')
    const arrived = immigrant({ island: 'paris', generation: 7, genome: sent }, registry, SHAPE, 999)
    expect(checkGenome(arrived, 'feed-forward')).toEqual([])
    const inputs = Float64Array.from({ length: SHAPE.inputs }, () => random.nextBetween(-2, 2))
    const outputs = [genome, arrived].map((one) =>
      Array.from(compileNetwork(toNetworkSpec(one, 'feed-forward')).activate(inputs)),
    )
    // Sums may be added up in another order, for nodes have other numbers.
    for (const [at, value] of (outputs[0] ?? []).entries()) expect(outputs[1]?.[at]).toBeCloseTo(value, 9)
  }
})

test.each(SEEDS)('seed %i: a genome that comes home has the numbers that it had', (seed) => {
  const { population } = agedPopulation(seed, 12, config)
  const registry = new InnovationRegistry(population.innovations)
  for (const genome of population.genomes) {
    const [sent] = travelled([emigrant(genome, population.innovations)])
    if (sent === undefined) throw new Error('it was lost')
    const back = immigrant({ island: 'paris', generation: 7, genome: sent }, registry, SHAPE, genome.id)
    expect(back.nodes).toEqual(genome.nodes)
    expect(back.connections).toEqual(genome.connections)
  }
  expect(registry.close().toJson()).toEqual(population.innovations.toJson())
})

test('migrants take places of children, and champions, species and the size of the population stay', () => {
  const { population } = agedPopulation(1, 8, config)
  const { population: elsewhere, fitness } = agedPopulation(2, 8, config)
  const sent = champions(elsewhere, fitness, 'maximise', 3)
  const settled = settledIn(population, sent)
  const newcomers = settled.genomes.filter(({ origin }) => origin?.home?.island === 'paris')
  expect(newcomers).toHaveLength(sent.length)
  expect(newcomers.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(
    sent.map((_, index) => population.nextGenomeId + index),
  )
  expect(settled.genomes).toHaveLength(population.genomes.length)
  expect(settled.genomes[0]).toBe(population.genomes[0])
  const members = settled.species.flatMap((species) => species.members).sort((a, b) => a - b)
  expect(members).toEqual(settled.genomes.map((_, index) => index))
  const read = populationFromJson(JSON.parse(JSON.stringify(populationToJson(settled))), 'feed-forward')
  expect(read.ok && read.value.genomes.map(({ origin }) => origin)).toEqual(
    settled.genomes.map(({ origin }) => origin),
  )
})

test('more migrants than there are children find no place, and nobody else loses theirs', () => {
  const { population } = agedPopulation(1, 3, config)
  const { population: elsewhere, fitness } = agedPopulation(2, 3, config)
  const [sent] = champions(elsewhere, fitness, 'maximise', 1)
  if (sent === undefined) throw new Error('there is a champion')
  const none = runToEnd(
    settleMigrants(
      population,
      population.nextGenomeId,
      [{ island: 'paris', generation: 7, genome: sent }],
      config,
    ),
  )
  expect(none.genomes).toEqual(population.genomes)
})

test('the champions of an island are the best genomes of its best species', () => {
  const { population, fitness } = agedPopulation(3, 12, config)
  const best = champions(population, fitness, 'maximise', 1)[0]
  expect(best?.id).toBe(population.genomes[fitness.indexOf(Math.max(...fitness))]?.id)
  const lowest = champions(population, fitness, 'minimise', 1)[0]
  expect(lowest?.id).toBe(population.genomes[fitness.indexOf(Math.min(...fitness))]?.id)
  expect(champions(population, fitness, 'maximise', 100)).toHaveLength(population.species.length)
})

test('a genome that is none is refused with what is wrong', () => {
  const { population } = agedPopulation(1, 12, config)
  const grown = population.genomes.reduce((a, b) => (b.nodes.id.length > a.nodes.id.length ? b : a))
  const sound = emigrant(grown, population.innovations)
  expect(sound.splits.length).toBeGreaterThan(1)
  const refusal = (change: object) => {
    const read = decodeMigrants(encodeMigrants([{ ...sound, ...change } as MigrantGenome]), 100, READING)
    return read.ok ? 'taken' : read.message
  }
  const { connections, splits, nodes } = sound
  const notFinite = connections.weight.map(() => Number.POSITIVE_INFINITY)
  expect(refusal({})).toBe('taken')
  expect(refusal({ splits: [] })).toMatch(/nothing says where node \d+ comes from/)
  expect(refusal({ splits: [...splits].reverse() })).toMatch(/out of order|can't know/)
  expect(refusal({ splits: [[7, 0, 0, 0]] })).toMatch(/can't know/)
  expect(refusal({ connections: { ...connections, weight: notFinite } })).toMatch(/weight/)
  expect(refusal({ connections: { ...connections, weight: [] } })).toMatch(/differ in length/)
  expect(refusal({ nodes: { ...nodes, timeConstant: nodes.bias } })).toMatch(/not those of networks of kind/)
  expect(refusal({ more: 1 })).toMatch(/more/)
  expect(decodeMigrants(Uint8Array.of(0x9f), 100, READING)).toMatchObject({ ok: false })
  expect(decodeMigrants(encodeMigrants([sound, sound]), 1, READING)).toMatchObject({ ok: false })
})
