// A table to learn from out of the lines of a file, or one clause on what is wrong with them, with line and column. Whoever
// reads the file splits it into lines.
import { type DataTable, dataTableSchema, MOST_INPUTS, MOST_TARGETS, type TableKind } from './data-table.ts'

/** Larger files take longer to send to every worker than a room of people likes to wait. */
export const MOST_DATA_BYTES = 16 * 1024 * 1024

/** A line of the file as its columns, and its number. */
export interface TableLine {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/** A clause: what can't be used. */
export class TableError extends Error {
  override readonly name = 'TableError'
}

function refuse(what: string): never {
  throw new TableError(what)
}

/** How csv-parse reads the text of a table. */
export function csvOptions(text: string) {
  return { bom: true, trim: true, skip_empty_lines: true, delimiter: delimiterOf(text) } as const
}

/** What parts the columns: a comma, or where the line of names has none a semicolon or a tab. */
function delimiterOf(text: string): ',' | ';' | '\t' {
  const [names = ''] = text.split(/[\r\n]/, 1)
  if (names.includes(',')) return ','
  return names.includes(';') ? ';' : names.includes('\t') ? '\t' : ','
}

/**
 * The first line has the columns' names. All columns but the `targets` are inputs. Of a classification the one target may
 * hold any text: classes are numbered in the order in which sorted names come. Throws {@link TableError}.
 */
export function tableOfLines(
  [head, ...lines]: readonly TableLine[],
  targets: readonly string[],
  kind: TableKind,
): DataTable {
  if (head === undefined || lines.length === 0) {
    return refuse('it needs a line of column names and at least four lines of data')
  }
  const names = head.record
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) refuse(`two columns are called "${twice}"`)
  const missing = targets.find((name) => !names.includes(name))
  if (missing !== undefined) refuse(`there is no column "${missing}"; its columns are ${names.join(', ')}`)
  if (kind === 'classification' && targets.length > 1) refuse('a classification has one target column')
  const inputs = names.filter((name) => !targets.includes(name))
  if (inputs.length === 0) refuse('all its columns are targets, and none is left to tell them from')
  const nameless = names.indexOf('')
  if (nameless >= 0) refuse(`column ${nameless + 1} has no name`)
  const places = new Map(names.map((name, at) => [name, at]))
  const textAt = ({ record }: TableLine, name: string) => record[places.get(name) ?? -1] ?? ''
  const numberAt = (line: TableLine, name: string): number => {
    const text = textAt(line, name)
    const value = Number(text)
    if (text !== '' && Number.isFinite(value)) return value
    const what = text === '' ? 'is empty' : `holds "${text}", which is no finite number`
    return refuse(`line ${line.info.lines}, column "${name}" ${what}`)
  }
  const [label = ''] = targets
  const classes =
    kind === 'regression' ? targets : [...new Set(lines.map((line) => textAt(line, label)))].sort()
  if (inputs.length > MOST_INPUTS) {
    refuse(`it has ${inputs.length} columns to learn from, and at most ${MOST_INPUTS} may be`)
  }
  if (classes.length > MOST_TARGETS) {
    refuse(`column "${label}" has ${classes.length} classes, and at most ${MOST_TARGETS} may be`)
  }
  const unnamed = kind === 'classification' && lines.find((line) => textAt(line, label) === '')
  if (unnamed) refuse(`line ${unnamed.info.lines}, column "${label}" is empty`)
  const told = (line: TableLine) =>
    kind === 'regression'
      ? targets.map((name) => numberAt(line, name))
      : [classes.indexOf(textAt(line, label))]
  const values = lines.flatMap((line) => [...inputs.map((name) => numberAt(line, name)), ...told(line)])
  const table = dataTableSchema.safeParse({
    ...{ format: 'neatwork-table', version: 1 },
    ...{ inputs, targets: classes, values },
  })
  if (table.success) return table.data
  const [issue] = table.error.issues
  return refuse(`${issue?.path.join('.') ?? 'it'} is wrong: ${issue?.message ?? ''}`)
}
