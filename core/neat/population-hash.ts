// Fingerprints of genomes and of whole populations: equal bits, equal hash, on every machine.
import { Murmur3 } from '../base/murmur3.ts'
import { runToEnd, type Steps } from '../base/steps.ts'
import type { Genome } from './genome.ts'

/** Genomes between two pauses. */
const GENOMES_PER_STEP = 1000

/** 32 hexadecimal digits over all genes; the genome's own number doesn't count. */
export function genomeHash(genome: Genome): string {
  const hash = new Murmur3()
  addGenome(hash, genome)
  return hash.digest()
}

/** 32 hexadecimal digits over all genomes, their numbers and their fitness, in genome order. */
export function populationHash(genomes: readonly Genome[], fitness: Float64Array): string {
  return runToEnd(hashPopulation(genomes, fitness))
}

/** {@link populationHash} with pauses. */
export function* hashPopulation(genomes: readonly Genome[], fitness: Float64Array): Steps<string> {
  const hash = new Murmur3()
  hash.addFloats(fitness)
  for (const [index, genome] of genomes.entries()) {
    hash.addWords([genome.id])
    addGenome(hash, genome)
    if ((index + 1) % GENOMES_PER_STEP === 0) yield
  }
  return hash.digest()
}

function addGenome(hash: Murmur3, { inputCount, outputCount, nodes, connections }: Genome): void {
  hash.addWords([inputCount, outputCount, nodes.id.length, connections.innovation.length])
  hash.addWords(nodes.id)
  hash.addWords(nodes.activation)
  hash.addWords(nodes.aggregation)
  hash.addFloats(nodes.bias)
  hash.addFloats(nodes.response)
  if (nodes.timeConstant !== undefined) hash.addFloats(nodes.timeConstant)
  hash.addWords(connections.innovation)
  hash.addWords(connections.source)
  hash.addWords(connections.target)
  hash.addFloats(connections.weight)
  hash.addWords(connections.enabled)
}
