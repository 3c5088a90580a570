// Genes in words: what is shown of one that is pointed at, and what a table says of it. Pure.
import type { LineageView } from '../../core/api/genome-views.ts'
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../../core/network/genome-json.ts'
import type { AdditionWords } from '../ui/texts/network.ts'
import { texts } from '../ui/texts.ts'
import type { DrawingNames } from './drawing-messages.ts'

const words = texts.network

/** Who added which gene, as far as it is known. */
export interface Additions {
  readonly ofConnection: ReadonlyMap<number, AdditionWords>
  readonly ofNode: ReadonlyMap<number, AdditionWords>
}

export const NOTHING_KNOWN: Additions = { ofConnection: new Map(), ofNode: new Map() }

/** A hidden node came with the first of its connections. */
export function additionsOf({ connections, nodes }: GenomeJson, addedBy: LineageView['addedBy']): Additions {
  const ofConnection = new Map(addedBy.map(({ innovation, ...addition }) => [innovation, addition]))
  const hidden = new Set(nodes.filter(({ role }) => role === 'hidden').map(({ id }) => id))
  const ofNode = new Map<number, AdditionWords>()
  for (const { innovation, source, target } of connections) {
    const addition = ofConnection.get(innovation)
    if (addition === undefined) continue
    for (const node of [source, target]) {
      const known = ofNode.get(node)
      if (hidden.has(node) && (known === undefined || addition.id < known.id)) ofNode.set(node, addition)
    }
  }
  return { ofConnection, ofNode }
}

export function nodeName(
  { id, role }: Pick<NodeGeneJson, 'id' | 'role'>,
  { inputs, outputs }: DrawingNames,
): string {
  if (role === 'input') return inputs[id] ?? String(id)
  if (role === 'output') return outputs[id - inputs.length] ?? String(id)
  return words.hidden(id)
}

export function namesOf({ nodes }: GenomeJson, names: DrawingNames): ReadonlyMap<number, string> {
  return new Map(nodes.map((node) => [node.id, nodeName(node, names)]))
}

export function nodeWords(node: NodeGeneJson, name: string, addition: AdditionWords | undefined): string {
  const plain = node.role === 'input' ? words.input(name) : words.node({ name, ...node })
  return addition === undefined ? plain : plain + words.addedBy(addition)
}

export function connectionWords(
  gene: ConnectionGeneJson,
  names: ReadonlyMap<number, string>,
  addition: AdditionWords | undefined,
): string {
  const plain = words.edge({
    ...gene,
    from: names.get(gene.source) ?? String(gene.source),
    to: names.get(gene.target) ?? String(gene.target),
  })
  return addition === undefined ? plain : plain + words.addedBy(addition)
}
