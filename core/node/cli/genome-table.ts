// A genome in lines of text, for people: nodes, then connections, in columns.
import type { GenomeJson } from '../../network/genome-json.ts'
import { columns } from './columns.ts'

export function genomeTable({ kind, nodes, connections, inputs, outputs }: GenomeJson): readonly string[] {
  const enabled = connections.filter((gene) => gene.enabled).length
  const hidden = nodes.length - inputs - outputs
  const hasTime = nodes.some((node) => node.timeConstant !== undefined)
  return [
    `A ${kind} genome. Inputs: ${inputs}, outputs: ${outputs}, hidden nodes: ${hidden}, connections: ${connections.length}, enabled: ${enabled}.`,
    '',
    ...columns([
      [
        'node',
        'role',
        'activation',
        'aggregation',
        'bias',
        'response',
        ...(hasTime ? ['time constant'] : []),
      ],
      ...nodes.map(({ id, role, activation, aggregation, bias, response, timeConstant }) =>
        role === 'input'
          ? [String(id), role]
          : [
              ...[String(id), role, activation, aggregation, decimal(bias), decimal(response)],
              ...(hasTime ? [decimal(timeConstant ?? 1)] : []),
            ],
      ),
    ]),
    '',
    ...columns([
      ['innovation', 'from', 'to', 'weight', 'enabled'],
      ...connections.map(({ innovation, source, target, weight, enabled: isEnabled }) =>
        [innovation, source, target, decimal(weight), isEnabled ? 'yes' : 'no'].map(String),
      ),
    ]),
  ]
}

const decimal = (value: number): string => value.toFixed(4)
