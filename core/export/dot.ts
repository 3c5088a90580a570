// A genome as a graph in the DOT language of Graphviz, disabled connections dashed.
import type { ConnectionGeneJson, GenomeJson, NodeGeneJson } from '../network/genome-json.ts'
import type { Names } from './described-network.ts'

export function toDot(genome: GenomeJson, names: Names): string {
  const lines = [
    'digraph genome {',
    '  rankdir=LR;',
    '  node [shape=circle, fontsize=10];',
    ...genome.nodes.map((node) => `  ${nodeLine(node, genome, names)}`),
    ...genome.connections.map((gene) => `  ${edgeLine(gene)}`),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

function nodeLine(
  { id, role, activation, aggregation, bias }: NodeGeneJson,
  genome: GenomeJson,
  names: Names,
): string {
  const name =
    role === 'input' ? names.inputs[id] : role === 'output' ? names.outputs[id - genome.inputs] : `h${id}`
  const shape = role === 'input' ? ', shape=box' : role === 'output' ? ', shape=doublecircle' : ''
  const details = role === 'input' ? '' : `\n${activation}, ${aggregation}\nbias ${bias.toPrecision(4)}`
  return `n${id} [label=${quoted(`${name ?? id}${details}`)}${shape}];`
}

function edgeLine({ source, target, weight, enabled }: ConnectionGeneJson): string {
  const look = enabled ? `color=${weight < 0 ? '"#b85c00"' : '"#0072b2"'}` : 'style=dashed, color=gray'
  const width = enabled ? `, penwidth=${(0.5 + Math.min(4, Math.abs(weight))).toFixed(2)}` : ''
  return `n${source} -> n${target} [label=${quoted(weight.toPrecision(4))}, ${look}${width}];`
}

/** A DOT string: quotes, backslashes and ends of lines as DOT wants them. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll(/\r?\n/g, '\\n')}"`
}
