// Fingerprints of genomes and of whole populations: equal bits, equal hash, on every machine.
import { blake3 } from '@noble/hashes/blake3.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Genome } from './genome.ts'

/** Bytes of the hash; 32 hexadecimal digits. */
const HASH_BYTES = 16

type Sink = { update(bytes: Uint8Array): unknown }

/** 32 hexadecimal digits over all genes; the genome's own number doesn't count. */
export function genomeHash(genome: Genome): string {
  const hash = blake3.create({ dkLen: HASH_BYTES })
  addGenome(hash, genome)
  return bytesToHex(hash.digest())
}

/** 32 hexadecimal digits over all genomes, their numbers and their fitness, in genome order. */
export function populationHash(genomes: readonly Genome[], fitness: Float64Array): string {
  const hash = blake3.create({ dkLen: HASH_BYTES })
  const ids = Uint32Array.from(genomes, (genome) => genome.id)
  add(hash, ids)
  add(hash, fitness)
  for (const genome of genomes) addGenome(hash, genome)
  return bytesToHex(hash.digest())
}

function addGenome(hash: Sink, { inputCount, outputCount, nodes, connections }: Genome): void {
  add(hash, Uint32Array.of(inputCount, outputCount, nodes.id.length, connections.innovation.length))
  add(hash, nodes.id)
  add(hash, nodes.activation)
  add(hash, nodes.aggregation)
  add(hash, nodes.bias)
  add(hash, nodes.response)
  add(hash, connections.innovation)
  add(hash, connections.source)
  add(hash, connections.target)
  add(hash, connections.weight)
  add(hash, connections.enabled)
}

// Every platform that runs JavaScript engines of our kind is little-endian; the golden hashes would tell.
function add(hash: Sink, genes: Uint8Array | Uint32Array | Float64Array): void {
  hash.update(new Uint8Array(genes.buffer, genes.byteOffset, genes.byteLength))
}
