// Genomes of any size that nobody bred, as they are drawn.
import { Random } from '../../core/base/random.ts'
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../../core/network/genome-json.ts'

const INPUTS = 16
const OUTPUTS = 4

/** A feed-forward genome: every connection leads from an input or hidden node to a later hidden node or an output. */
export function madeUpGenome(
  seed: number,
  { hidden, connections }: { readonly hidden: number; readonly connections: number },
): GenomeJson {
  const random = Random.fromSeed(seed)
  const first = INPUTS + OUTPUTS
  const genes = new Map<string, ConnectionGeneJson>()
  for (let innovation = 0; innovation < connections; innovation++) {
    const rank = 1 + random.nextInt(hidden + OUTPUTS)
    const target = rank <= hidden ? first + rank - 1 : INPUTS + rank - 1 - hidden
    const before = Math.min(rank - 1, hidden)
    const source = random.nextInt(INPUTS + before)
    const from = source < INPUTS ? source : first + source - INPUTS
    const weight = random.nextBetween(-8, 8)
    genes.set(`${from}>${target}`, {
      innovation,
      source: from,
      target,
      weight,
      enabled: random.nextChance(0.8),
    })
  }
  return {
    format: 'neatwork-genome',
    version: 1,
    kind: 'feed-forward',
    genomeId: seed,
    inputs: INPUTS,
    outputs: OUTPUTS,
    nodes: Array.from({ length: first + hidden }, (_, id) => nodeGene(id)),
    connections: [...genes.values()].sort((a, b) => a.innovation - b.innovation),
  }
}

function nodeGene(id: number): NodeGeneJson {
  const role = id < INPUTS ? 'input' : id < INPUTS + OUTPUTS ? 'output' : 'hidden'
  return { id, role, activation: 'tanh', aggregation: 'sum', bias: 0.5, response: 1 }
}
