// A run that never happened, as large as one gets: generations with species that come, grow, shrink and go; workers whose
// figures change all the time; champions that grow. The same for the same seed.
import type { TaskView } from '../../core/api/cluster-work.ts'
import type { ChampionView, WorkerView } from '../../core/api/views.ts'
import { Random } from '../../core/base/random.ts'
import type { ConnectionGeneJson, NodeGeneJson } from '../../core/network/genome-json.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'

interface Living {
  readonly id: number
  readonly born: number
  weight: number
  best: number
  improvedAt: number
}

const POPULATION = 2000
/** A species that weighs less dies out. */
const SMALLEST = 0.04

export class MadeUpGenerations {
  readonly #random = Random.fromSeed(11)
  readonly #species: number
  #living: Living[] = []
  #nextId = 0
  #generation = 0

  constructor(species: number) {
    this.#species = species
  }

  next(): GenerationSnapshot {
    const generation = this.#generation++
    const level = 4 * (1 - 1 / (1 + generation / 2500))
    this.#live(generation, level)
    const total = this.#living.reduce((sum, { weight }) => sum + weight, 0)
    const best = level + 0.1 * this.#random.nextFloat()
    const species = this.#living.map((one) => ({
      id: one.id,
      size: Math.max(1, Math.round((POPULATION * one.weight) / total)),
      age: generation - one.born,
      best: one.best,
      mean: one.best * 0.62,
      stagnation: generation - one.improvedAt,
    }))
    return {
      version: 1,
      generation,
      populationSize: species.reduce((sum, { size }) => sum + size, 0),
      best,
      mean: best * 0.6,
      quartiles: [best * 0.4, best * 0.62, best * 0.8],
      species,
      compatibilityThreshold: 3 + 0.1 * this.#random.nextFloat(),
      evaluations: POPULATION * (generation + 1),
      failures: generation % 97 === 0 ? 2 : 0,
      champion: {
        genomeId: POPULATION * generation,
        fitness: best,
        hiddenNodes: hiddenNodes(generation),
        enabledConnections: 3 * hiddenNodes(generation),
      },
      populationHash: generation.toString(16).padStart(32, '0'),
    }
  }

  #live(generation: number, level: number): void {
    this.#living = this.#living.filter(({ weight }) => weight > SMALLEST)
    while (this.#living.length < this.#species) {
      const weight = 0.2 + this.#random.nextFloat()
      this.#living.push({
        id: this.#nextId++,
        born: generation,
        weight,
        best: level * 0.8,
        improvedAt: generation,
      })
    }
    for (const one of this.#living) {
      one.weight *= 0.9 + 0.2 * this.#random.nextFloat()
      const best = level * (0.8 + 0.2 * this.#random.nextFloat())
      if (best <= one.best) continue
      one.best = best
      one.improvedAt = generation
    }
  }
}

const hiddenNodes = (generation: number): number => 3 + Math.floor(generation / 400)

/** The champion that stands after that many improvements. */
export function madeUpChampion(generation: number): ChampionView {
  const random = Random.fromSeed(generation)
  const hidden = hiddenNodes(generation)
  const [inputs, outputs] = [2, 1]
  const nodes = Array.from({ length: inputs + outputs + hidden }, (_, id): NodeGeneJson => {
    const role = id < inputs ? 'input' : id < inputs + outputs ? 'output' : 'hidden'
    return { id, role, activation: 'tanh', aggregation: 'sum', bias: random.nextBetween(-1, 1), response: 1 }
  })
  const connections: ConnectionGeneJson[] = []
  for (let rank = 0; rank <= hidden; rank++) {
    const target = rank === hidden ? inputs : inputs + outputs + rank
    for (const before of new Set([0, 1, 2].map(() => random.nextInt(inputs + rank)))) {
      const source = before < inputs ? before : before + outputs
      const innovation = connections.length
      connections.push({ innovation, source, target, weight: random.nextBetween(-3, 3), enabled: true })
    }
  }
  return {
    generation,
    fitness: 4 * (1 - 1 / (1 + generation / 2500)),
    hash: generation.toString(16).padStart(32, '0'),
    genome: {
      format: 'neatwork-genome',
      version: 1,
      kind: 'feed-forward',
      genomeId: POPULATION * generation,
      inputs,
      outputs,
      nodes,
      connections,
    },
  }
}

/** All workers after so many updates: every one is another than before. */
export function madeUpWorkers(workers: number, updates: number): readonly WorkerView[] {
  return Array.from({ length: workers }, (_, index): WorkerView => {
    const isIdle = (index + updates) % 7 === 0
    return {
      key: `worker-${index}`,
      label: `lab-pc-${String(index + 1).padStart(3, '0')}`,
      address: `10.1.${index >> 6}.${20 + (index & 63)}:4${7000 + index}`,
      local: false,
      slots: 4 + (index % 5) * 2,
      state: isIdle ? 'idle' : 'working',
      genomesEvaluated: 18_000 + index * 1371 + updates * (11 + (index % 5)),
      genomesPerSecond: isIdle ? 0 : 60 + (index % 13) + ((updates * 7) % 11),
      roundTripMs: 1 + ((index * 7 + updates) % 40) / 10,
      appVersion: '0.1.0',
      runtime: 'V8 14.1, Node 24.21.0, linux 6.1 x64, Intel Core i7-9700',
      warning: index % 50 === 17 ? 'Another worker has this name too.' : null,
    }
  })
}

/** What the cluster did since then: every worker ends a batch five times a second. */
export function madeUpTasks(workers: number, from: number, nowMs: number): readonly TaskView[] {
  const last = Math.floor((nowMs * workers) / BATCH_MS)
  return Array.from({ length: Math.min(MOST_TOLD, last - from) }, (_, index): TaskView => {
    const number = last - Math.min(MOST_TOLD, last - from) + index + 1
    const endMs = (number * BATCH_MS) / workers
    return {
      number,
      worker: `worker-${number % workers}`,
      startMs: endMs - 0.9 * BATCH_MS,
      endMs,
      generation: Math.floor(endMs / BATCH_MS),
      genomes: 8,
      failed: number % 5000 === 0 ? 1 : 0,
    }
  })
}

const BATCH_MS = 200
const MOST_TOLD = 2048
