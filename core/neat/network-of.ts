// From a genome to the network it stands for. Only what an output depends on is expressed.
// Typed-array reads are in range by construction, hence the casts.
import type { NetworkKind, NetworkSpec } from '../network/network-spec.ts'
import { type Genome, indexInSorted } from './genome.ts'

/** The expressed network: enabled connections between nodes that lie on a path to an output. */
export function toNetworkSpec(genome: Genome, kind: NetworkKind): NetworkSpec {
  const { inputCount, outputCount, connections, nodes } = genome
  const source = denseIndices(genome, connections.source)
  const target = denseIndices(genome, connections.target)
  const needed = nodesTowardsOutputs(genome, source, target)

  const place = new Uint32Array(needed.length)
  let placed = inputCount + outputCount
  for (let node = 0; node < placed; node++) place[node] = node
  for (let node = inputCount + outputCount; node < needed.length; node++) {
    if (needed[node] === 1) place[node] = placed++
  }
  const kept: number[] = []
  for (let gene = 0; gene < nodes.id.length; gene++) if (needed[inputCount + gene] === 1) kept.push(gene)
  const expressed: number[] = []
  for (let gene = 0; gene < source.length; gene++) {
    if (connections.enabled[gene] === 1 && needed[target[gene] as number] === 1) expressed.push(gene)
  }
  return {
    kind,
    inputCount,
    outputCount,
    activation: Uint8Array.from(kept, (gene) => nodes.activation[gene] as number),
    aggregation: Uint8Array.from(kept, (gene) => nodes.aggregation[gene] as number),
    bias: Float64Array.from(kept, (gene) => nodes.bias[gene] as number),
    response: Float64Array.from(kept, (gene) => nodes.response[gene] as number),
    source: Uint32Array.from(expressed, (gene) => place[source[gene] as number] as number),
    target: Uint32Array.from(expressed, (gene) => place[target[gene] as number] as number),
    weight: Float64Array.from(expressed, (gene) => connections.weight[gene] as number),
  }
}

/** All genes, the disabled ones and the dangling nodes too: for questions about structure, not for computing. */
export function fullSpec(genome: Genome): NetworkSpec {
  const { inputCount, outputCount, nodes, connections } = genome
  return {
    kind: 'recurrent',
    inputCount,
    outputCount,
    activation: nodes.activation,
    aggregation: nodes.aggregation,
    bias: nodes.bias,
    response: nodes.response,
    source: denseIndices(genome, connections.source),
    target: denseIndices(genome, connections.target),
    weight: connections.weight,
  }
}

/** Node ids as dense indices: inputs, then the genome's node genes in order. */
function denseIndices(genome: Genome, ids: Uint32Array): Uint32Array {
  const { inputCount, nodes } = genome
  return Uint32Array.from(ids, (id) =>
    id < inputCount ? id : inputCount + indexInSorted(nodes.id, id, nodes.id.length),
  )
}

/** Flags the outputs, the inputs and every node from which enabled connections lead to an output. */
function nodesTowardsOutputs(genome: Genome, source: Uint32Array, target: Uint32Array): Uint8Array {
  const { inputCount, outputCount, nodes, connections } = genome
  const needed = new Uint8Array(inputCount + nodes.id.length)
  needed.fill(1, 0, inputCount + outputCount)
  // Sources of hidden nodes are found after their targets at the latest in the next round; each round finds one more
  // layer, and a round without news ends it.
  for (let news = true; news; ) {
    news = false
    for (let gene = source.length - 1; gene >= 0; gene--) {
      const from = source[gene] as number
      if (connections.enabled[gene] === 1 && needed[target[gene] as number] === 1 && needed[from] === 0) {
        needed[from] = 1
        news = true
      }
    }
  }
  return needed
}
