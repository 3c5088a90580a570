// What one genome has and another has not: by node number and by innovation, which say the same in all genomes of a run.
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from './genome-json.ts'

export interface GenomeDifference {
  readonly addedNodes: readonly NodeGeneJson[]
  readonly removedNodes: readonly NodeGeneJson[]
  readonly changedNodes: readonly Change<NodeGeneJson>[]
  readonly addedConnections: readonly ConnectionGeneJson[]
  readonly removedConnections: readonly ConnectionGeneJson[]
  readonly changedConnections: readonly Change<ConnectionGeneJson>[]
}

export interface Change<Gene> {
  readonly before: Gene
  readonly now: Gene
}

export function genomeDifference(before: GenomeJson, now: GenomeJson): GenomeDifference {
  const nodes = compared(before.nodes, now.nodes, ({ id }) => id)
  const connections = compared(before.connections, now.connections, ({ innovation }) => innovation)
  return {
    ...{ addedNodes: nodes.added, removedNodes: nodes.removed },
    changedNodes: nodes.both.filter(({ before: a, now: b }) => isOtherNode(a, b)),
    ...{ addedConnections: connections.added, removedConnections: connections.removed },
    changedConnections: connections.both.filter(
      ({ before: a, now: b }) => a.weight !== b.weight || a.enabled !== b.enabled,
    ),
  }
}

function compared<Gene>(before: readonly Gene[], now: readonly Gene[], keyOf: (gene: Gene) => number) {
  const earlier = new Map(before.map((gene) => [keyOf(gene), gene]))
  const later = new Set(now.map(keyOf))
  return {
    added: now.filter((gene) => !earlier.has(keyOf(gene))),
    removed: before.filter((gene) => !later.has(keyOf(gene))),
    both: now.flatMap((gene): readonly Change<Gene>[] => {
      const was = earlier.get(keyOf(gene))
      return was === undefined ? [] : [{ before: was, now: gene }]
    }),
  }
}

function isOtherNode(a: NodeGeneJson, b: NodeGeneJson): boolean {
  return (
    a.activation !== b.activation ||
    a.aggregation !== b.aggregation ||
    a.bias !== b.bias ||
    a.response !== b.response ||
    a.timeConstant !== b.timeConstant
  )
}
