// Milliseconds per generation without evaluation, by the peers: random fitness, 10 inputs, 4 outputs, after generations
// in which genomes have grown; the project's own figure is measured in the same process.
import { measure } from '../engine.ts'
import { carrot, neataptic, type PeerNeat, type PeerNetwork } from './libraries.ts'

const WARM_UP = 20
/** Of a peer's generations, after the warm-up: enough for a mean where each takes seconds. */
const MEASURED = 3

export interface BreedingTimes {
  readonly populationSize: number
  readonly oursMs: number
  readonly neatapticMs: number
  readonly carrotMs: number
}

export async function breedingTimes(populationSize: number): Promise<BreedingTimes> {
  const options = { popsize: populationSize, population_size: populationSize }
  const oursMs = measure(populationSize).millisecondsPerGeneration
  const neatapticMs = await peerTime(new neataptic.Neat(10, 4, null, options))
  const carrotMs = await peerTime(new carrot.Neat(10, 4, options))
  return { populationSize, oursMs, neatapticMs, carrotMs }
}

async function peerTime(neat: PeerNeat): Promise<number> {
  let total = 0
  for (let generation = 0; generation < WARM_UP + MEASURED; generation++) {
    for (const network of neat.population) scoreAtRandom(network)
    const start = performance.now()
    await neat.evolve()
    if (generation >= WARM_UP) total += performance.now() - start
  }
  return total / MEASURED
}

/** Chance is the peers' own affair: they use Math.random for everything. */
function scoreAtRandom(network: PeerNetwork): void {
  network.score = Math.random()
}
