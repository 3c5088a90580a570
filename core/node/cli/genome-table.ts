// A genome in lines of text, for people: nodes, then connections, in columns.
import type { GenomeJson } from '../../network/genome-json.ts'
import type { Birth } from '../../run/ancestry.ts'
import { columns } from './columns.ts'

/** `migrant` is whoever the genome descends from, or is itself, that came from another island. */
export function genomeTable(genome: GenomeJson, migrant: Birth | null = null): readonly string[] {
  const { kind, nodes, connections, inputs, outputs } = genome
  const enabled = connections.filter((gene) => gene.enabled).length
  const hidden = nodes.length - inputs - outputs
  const hasTime = nodes.some((node) => node.timeConstant !== undefined)
  return [
    `A ${kind} genome. Inputs: ${inputs}, outputs: ${outputs}, hidden nodes: ${hidden}, connections: ${connections.length}, enabled: ${enabled}.`,
    ...homeLines(genome, migrant),
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

function homeLines({ home }: GenomeJson, migrant: Birth | null): readonly string[] {
  if (home !== undefined) {
    return [
      `It came from the island ${home.island}, where it was genome ${home.id}, a champion of generation ${home.generation}.`,
    ]
  }
  if (migrant?.home === undefined) return []
  const { island, id, generation } = migrant.home
  return [
    `It descends from genome ${id} of the island ${island}, a champion of generation ${generation} there, which came in generation ${migrant.generation}.`,
  ]
}

const decimal = (value: number): string => value.toFixed(4)
