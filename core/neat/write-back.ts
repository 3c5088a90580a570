// Numbers learnt by a network, written back into the genome that it came from (Lamarckian inheritance). It refuses to
// know how they were learnt. Typed-array reads are in range by construction, hence the casts.
import { invariant } from '../base/invariant.ts'
import { type GeneMemory, ownMemory } from './gene-memory.ts'
import type { Genome } from './genome.ts'
import { NetworkExpression } from './network-of.ts'

/** In the order of the expressed network: its connections, and its nodes but the inputs. */
export interface NetworkNumbers {
  readonly weight: Float64Array
  readonly bias: Float64Array
}

export class WriteBack {
  readonly #memory: GeneMemory
  readonly #expression: NetworkExpression

  constructor(memory: GeneMemory = ownMemory) {
    this.#memory = memory
    this.#expression = new NetworkExpression(memory)
  }

  /**
   * The genome with the learnt numbers in its expressed genes; all others stay. Genes are shared between genomes, so
   * the numbers get arrays of their own.
   */
  into(genome: Genome, learnt: NetworkNumbers): Genome {
    const expressed = this.#expression.genesOf(genome)
    const { nodes, connections } = genome
    return {
      ...genome,
      nodes: { ...nodes, bias: this.#written(nodes.bias, expressed.nodes, learnt.bias) },
      connections: {
        ...connections,
        weight: this.#written(connections.weight, expressed.connections, learnt.weight),
      },
    }
  }

  #written(values: Float64Array, genes: Uint32Array, learnt: Float64Array): Float64Array {
    invariant(genes.length === learnt.length, `${learnt.length} numbers were learnt by ${genes.length} genes`)
    const written = this.#memory.floats(values.length)
    written.set(values)
    for (let i = 0; i < genes.length; i++) {
      written[genes[i] as number] = (learnt[i] as number) + 0 // never −0, which JSON would not keep
    }
    return written
  }
}
