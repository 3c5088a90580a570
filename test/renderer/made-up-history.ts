// Generations of a run that never happened.
import { Random } from '../../core/base/random.ts'
import type { ComplexitySnapshot, GenerationSnapshot } from '../../core/run/snapshot.ts'

/** Species come, grow, shrink and go. */
export function madeUpHistory(generations: number, speciesAtOnce: number): GenerationSnapshot[] {
  const random = Random.fromSeed(11)
  let nextId = 0
  let alive: { id: number; born: number; weight: number }[] = []
  const history: GenerationSnapshot[] = []
  for (let generation = 0; generation < generations; generation++) {
    alive = alive.filter(({ weight }) => weight > 0.04)
    while (alive.length < speciesAtOnce) {
      alive.push({ id: nextId++, born: generation, weight: 0.2 + random.nextFloat() })
    }
    alive = alive.map((one) => ({ ...one, weight: one.weight * (0.9 + 0.2 * random.nextFloat()) }))
    history.push(madeUpSnapshot(generation, alive, random))
  }
  return history
}

function madeUpSnapshot(
  generation: number,
  alive: readonly { id: number; born: number; weight: number }[],
  random: Random,
): GenerationSnapshot {
  const total = alive.reduce((sum, { weight }) => sum + weight, 0)
  const progress = 1 - 1 / (1 + generation / 400)
  const best = 4 * progress + 0.1 * random.nextFloat()
  const species = alive.map(({ id, born, weight }) => ({
    id,
    size: Math.max(1, Math.round((1000 * weight) / total)),
    age: generation - born,
    best: best * 0.9,
    mean: best * 0.6,
    stagnation: 3,
  }))
  return {
    version: 1,
    generation,
    populationSize: species.reduce((sum, { size }) => sum + size, 0),
    best,
    mean: best * 0.6,
    quartiles: [best * 0.4, best * 0.62, best * 0.8],
    species,
    compatibilityThreshold: 3,
    evaluations: 1000 * (generation + 1),
    failures: 0,
    champion: {
      ...{ genomeId: generation, fitness: best },
      hiddenNodes: Math.round(12 * progress),
      enabledConnections: Math.round(40 * progress),
    },
    complexity: madeUpComplexity(generation, progress),
    populationHash: '0'.repeat(32),
  }
}

/** Genomes that grow, and shrink in phases. */
function madeUpComplexity(generation: number, progress: number): ComplexitySnapshot {
  const simplifying = generation % 400 > 300
  const size = progress * (1 + (generation % 400) / 800) * (simplifying ? 0.9 : 1)
  return {
    nodes: { mean: 11 * size, max: Math.round(20 * size) },
    connections: { mean: 36 * size, max: Math.round(70 * size) },
    simplifying,
  }
}
