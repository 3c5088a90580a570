// Where a migrant came from is told of it and of its descendants: in the lineage, in genome JSON, and by `genome show`.
import { expect, test } from 'vitest'
import { runToEnd } from '../../core/base/steps.ts'
import { genomeFromJson, genomeToJson } from '../../core/neat/genome-codec.ts'
import { genomeTable } from '../../core/node/cli/genome-table.ts'
import { RunGenomes } from '../../core/node/run-genomes.ts'
import { xor } from '../../core/problems/xor.ts'
import { Chronicle } from '../../core/run/chronicle.ts'
import { chronicleFrom, chronicleText } from '../../core/run/chronicle-codec.ts'
import { runConfigOf } from '../run/support.ts'
import { Sea } from './support.ts'

const config = runConfigOf({ problem: 'xor', neat: { populationSize: 30 } })

/** Berlin after generation `count` − 1; champions come after generations 3 and 6. */
async function berlinAfter(count: number) {
  const sites = new Sea().archipelago()
  await Promise.all(sites.map((site) => site.run(count)))
  const [berlin] = sites
  const latest = berlin?.outcomes.at(-1)
  if (berlin === undefined || latest === undefined) throw new Error('there are three')
  const chronicle = new Chronicle(config.neat.selection)
  for (const outcome of berlin.outcomes) runToEnd(chronicle.noting(outcome))
  const genomes = new RunGenomes(() => {
    return { config, problem: xor, chronicle, latest, champion: null, options: {} }
  })
  return { berlin, latest, chronicle, genomes }
}

test('a migrant tells its island, its number there and whose champion it was, through genome JSON too', async () => {
  const { berlin, latest, genomes } = await berlinAfter(5)
  const migrant = latest.population.genomes.find(({ origin }) => origin?.home !== undefined)
  const sent = berlin.kept[0]?.received[0]?.genomes ?? []
  const home = migrant?.origin?.home
  expect(home).toMatchObject({ island: 'rome', generation: 3 })
  expect(sent.map(({ id }) => id)).toContain(home?.id)

  const view = genomes.genome({ kind: 'genome', id: migrant?.id ?? 0 })
  expect(view?.genome.home).toEqual(home)
  const read = genomeFromJson(JSON.parse(JSON.stringify(view?.genome)))
  expect(read.ok && genomeToJson(read.value.genome, read.value.kind)).toEqual(view?.genome)
  expect(view && genomeTable(view.genome)[1]).toBe(
    `It came from the island rome, where it was genome ${home?.id}, a champion of generation 3.`,
  )

  const lineage = genomes.lineage({ id: migrant?.id ?? 0, most: 10 })
  expect(lineage).toMatchObject({ line: [{ home, generation: 4 }], isCut: false, migrant: { home } })
  expect(lineage.addedBy.every(({ island }) => island === 'rome')).toBe(true)
})

test('descendants lead back to it, in a chronicle that was saved and read again as well', async () => {
  const { latest, chronicle, genomes } = await berlinAfter(8)
  const read = chronicleFrom(chronicleText(chronicle), config.neat.selection)
  const lines = latest.population.genomes.map(({ id }) => genomes.lineage({ id, most: 1 }))
  const child = lines.find(({ line, migrant }) => migrant !== null && migrant.id !== line[0]?.id)
  if (child === undefined || child.migrant === null) throw new Error('a migrant has children')
  const id = child.line[0]?.id
  const genome = latest.population.genomes.find((one) => one.id === id)
  if (genome === undefined) throw new Error('it lives')
  expect(read.ancestry.line(genome.id).find(({ home }) => home !== undefined)).toEqual({
    ...child.migrant,
    added: [],
  })
  expect(genomeTable(genomeToJson(genome, 'feed-forward'), read.ancestry.line(genome.id).at(-1))[1]).toMatch(
    /^It descends from genome \d+ of the island rome, a champion of generation [36] there, which came in generation [47]\.$/,
  )
})
