// A genome in lines of text, for people: nodes, then connections, in columns.
import type { GenomeJson } from '../../network/genome-json.ts'

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

/** Rows of cells as lines; every column as wide as its widest cell. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length)
    })
  }
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
