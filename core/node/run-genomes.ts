// The genomes of a run for people to look at: the living, the champions that are remembered, their forebears, and what a
// search has collected. It reads the run and decides nothing in it.

import type { CommandReplies, CommandRequest } from '../api/commands.ts'
import type { GenomeRef } from '../api/genome-requests.ts'
import type { ArchiveView, BirthView, GenomeView, LineageView } from '../api/genome-views.ts'
import { ApiError } from '../api/neatwork-api.ts'
import type { ChampionView } from '../api/views.ts'
import type { WatchedGenome } from '../api/watch.ts'
import { type GenomeId, genomeId } from '../base/ids.ts'
import { ownMemory } from '../neat/gene-memory.ts'
import type { Genome } from '../neat/genome.ts'
import { genomeFromJson, genomeToJson } from '../neat/genome-codec.ts'
import { NetworkExpression, toNetworkSpec } from '../neat/network-of.ts'
import { compactGenomeSchema, expandedGenome } from '../neat/population-codec.ts'
import { genomeHash } from '../neat/population-hash.ts'
import type { OptionValues } from '../problems/options.ts'
import type { Problem } from '../problems/problem.ts'
import type { Birth } from '../run/ancestry.ts'
import type { KeptChampion } from '../run/champion-lines.ts'
import type { Chronicle } from '../run/chronicle.ts'
import type { EvaluatedGeneration } from '../run/evolve.ts'
import type { RunConfig } from '../run/run-config.ts'
import { watchProblem } from './own/watch-problem.ts'

export interface GenomesOfRun {
  readonly config: RunConfig
  readonly problem: Problem
  readonly chronicle: Chronicle
  /** The last whole generation; null before the first. */
  readonly latest: EvaluatedGeneration | null
  readonly champion: ChampionView | null
  readonly options: OptionValues
}

/** Points of an archive that are told. */
const MOST_POINTS = 5000

export class RunGenomes {
  readonly #run: () => GenomesOfRun

  /** `run` is asked anew for everything. */
  constructor(run: () => GenomesOfRun) {
    this.#run = run
  }

  /** null where nobody remembers it. */
  genome(ref: GenomeRef): GenomeView | null {
    const { chronicle, champion, latest } = this.#run()
    switch (ref.kind) {
      case 'champion':
        return champion === null ? null : { ...champion, species: this.#speciesOf(champion) }
      case 'champion of': {
        const kept = chronicle.champions.at(ref.line, ref.generation)
        return kept === null ? null : this.#kept(kept)
      }
      case 'genome': {
        const living = latest?.population.genomes.findIndex(({ id }) => id === ref.id) ?? -1
        if (living >= 0) return this.#living(living)
        if (champion?.genome.genomeId === ref.id) return this.genome({ kind: 'champion' })
        const kept = chronicle.champions.find(ref.id)
        return kept === null ? null : this.#kept(kept)
      }
      case 'elite': {
        const search = latest?.search
        const elite =
          search?.kind === 'map-elites' ? search.elites.find(({ cell }) => cell === ref.cell) : undefined
        return elite === undefined ? null : this.#view(elite.content, elite.fitness)
      }
    }
  }

  /** Rejects with {@link ApiError} where there is no such genome, or its problem fails. */
  async watch({ genome: ref, seed }: CommandRequest<'watchGenome'>): Promise<WatchedGenome> {
    const { problem, options } = this.#run()
    const view = this.genome(ref)
    if (view === null) {
      const message =
        ref.kind === 'champion' ? 'There is no champion yet.' : 'That genome is not remembered any more.'
      throw new ApiError(ref.kind === 'champion' ? 'not-now' : 'not-found', message)
    }
    const read = genomeFromJson(view.genome)
    if (!read.ok) throw new ApiError('failed', 'The genome can’t be read.')
    const { genome, kind } = read.value
    const network = toNetworkSpec(genome, kind)
    try {
      return { ...(await watchProblem(problem, { network, seed, options })), nodes: nodesAtWork(genome) }
    } catch (error) {
      throw new ApiError('failed', error instanceof Error ? error.message : String(error), { cause: error })
    }
  }

  championLines(): CommandReplies['championLines'] {
    return this.#run().chronicle.champions.keys()
  }

  champions({ line, from, most }: CommandRequest<'champions'>): CommandReplies['champions'] {
    const all = this.#run().chronicle.champions.line(line)
    const first = all.findIndex(({ generation }) => generation >= from)
    const rest = first < 0 ? [] : all.slice(first)
    const entries = rest
      .slice(0, most)
      .map(({ generation, fitness, id, hash }) => ({ generation, fitness, id, hash }))
    return { entries, next: rest[most]?.generation ?? null }
  }

  lineage({ id, most }: CommandRequest<'lineage'>): LineageView {
    const { ancestry } = this.#run().chronicle
    const line = ancestry.line(genomeId(id))
    const shown = line.slice(0, most)
    const migrant = line.find(({ home }) => home !== undefined)
    const beside = shown.flatMap(({ parents }) => {
      const birth = parents[1] === undefined ? null : ancestry.of(parents[1])
      return birth === null ? [] : [birth]
    })
    const isCut = (shown.at(-1)?.parents.length ?? 1) > 0
    const addedBy = addedIn(line, this.genome({ kind: 'genome', id }), (one) => ancestry.of(one))
    return {
      ...{ line: shown.map(birthView), beside: beside.map(birthView), isCut, addedBy },
      migrant: migrant === undefined ? null : birthView(migrant),
    }
  }

  archive(): ArchiveView {
    const { latest, config, problem } = this.#run()
    const search = latest?.search ?? null
    const axes = problem.behaviour ?? []
    if (search === null) return { kind: 'none' }
    if (search.kind === 'novelty') {
      const { behaviours } = search.archive
      // The archive holds shares of the axes' ranges.
      const points = evenly(behaviours).map((one) =>
        Array.from(one, (share, axis) => {
          const { low, high } = axes[axis] ?? { low: 0, high: 1 }
          return low + share * (high - low)
        }),
      )
      return { kind: 'novelty', axes, points, total: behaviours.length }
    }
    const cells = evenly(search.elites).map(({ cell, fitness, behaviour, content }) => {
      return { cell, fitness, id: content.id, behaviour: [...behaviour] }
    })
    const { cellsPerAxis } = config.search
    return { kind: 'elites', axes, cellsPerAxis, cells, total: search.elites.length }
  }

  #kept({ text, fitness, generation, hash, line }: KeptChampion): GenomeView {
    const { config, problem } = this.#run()
    const shape = { inputs: problem.inputs.length, outputs: problem.outputs.length }
    const genome = expandedGenome(compactGenomeSchema.parse(JSON.parse(text)), shape)
    const json = genomeToJson(genome, config.neat.network.kind)
    const species = line === 'run' ? this.#speciesOf({ hash, genome: json }) : line
    return { generation, fitness, hash, genome: json, species }
  }

  #living(index: number): GenomeView | null {
    const { latest } = this.#run()
    const genome = latest?.population.genomes[index]
    return genome === undefined ? null : this.#view(genome, latest?.fitness[index] ?? 0)
  }

  #view(genome: Genome, fitness: number): GenomeView {
    const { config, latest } = this.#run()
    const json = genomeToJson(genome, config.neat.network.kind)
    const hash = genomeHash(genome)
    const generation = latest?.population.generation ?? 0
    return { generation, fitness, hash, genome: json, species: this.#speciesOf({ hash, genome: json }) }
  }

  /** Of the living as they are divided now, of others as they were champions. */
  #speciesOf({ hash, genome }: Pick<ChampionView, 'hash' | 'genome'>): number | null {
    const { latest, chronicle } = this.#run()
    const { genomes, species } = latest?.population ?? { genomes: [], species: [] }
    const index = genomes.findIndex(({ id }) => id === genome.genomeId)
    const home = index < 0 ? undefined : species.find(({ members }) => members.includes(index))
    if (home !== undefined) return home.id
    const kept = chronicle.champions.all().findLast((one) => one.hash === hash && one.line !== 'run')
    return kept === undefined || kept.line === 'run' ? null : kept.line
  }
}

/** Numbers of the nodes that the genome's network has. */
function nodesAtWork(genome: Genome): readonly number[] {
  const { nodes } = new NetworkExpression(ownMemory).genesOf(genome)
  const inputs = Array.from({ length: genome.inputCount }, (_, input) => input)
  return [...inputs, ...Array.from(nodes, (gene) => genome.nodes.id[gene] ?? 0)]
}

const birthView = ({ id, generation, parents, added, home }: Birth): BirthView => ({
  ...{ id, generation },
  ...{ parents: [...parents], added: [...added] },
  ...(home !== undefined && { home }),
})

/** Who on the line, or beside it, added the genes that the genome has; of several the youngest. */
function addedIn(
  line: readonly Birth[],
  view: GenomeView | null,
  birthOf: (id: GenomeId) => Birth | null,
): LineageView['addedBy'] {
  const wanted = new Set(view?.genome.connections.map(({ innovation }) => innovation))
  const found: LineageView['addedBy'][number][] = []
  const take = ({ id, generation, added }: Birth) => {
    for (const innovation of added) {
      if (wanted.delete(innovation)) found.push({ innovation, id, generation })
    }
  }
  for (const birth of line) {
    take(birth)
    const beside = birth.parents[1] === undefined ? null : birthOf(birth.parents[1])
    if (beside !== null) take(beside)
    // Genes of the first population, and those that a migrant brought, are nobody's mutation here.
    const { id, generation, parents, home } = birth
    if (parents.length > 0) continue
    const whence = home === undefined ? {} : { island: home.island }
    for (const innovation of wanted) found.push({ innovation, id, generation, ...whence })
  }
  return found
}

function evenly<Value>(values: readonly Value[]): readonly Value[] {
  if (values.length <= MOST_POINTS) return values
  const step = values.length / MOST_POINTS
  return Array.from({ length: MOST_POINTS }, (_, at) => values[Math.floor(at * step)] as Value)
}
