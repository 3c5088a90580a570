// Data of one's own from a CSV file with a line of column names: a table to learn from, or one sentence on what is wrong
// with it, with its line and column.
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { CsvError, parse } from 'csv-parse/sync'
import { findProblem } from '../../problems/registry.ts'
import { type DataTable, dataTableSchema, type TableKind } from '../../problems/table/data-table.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readTextFile } from './input-files.ts'

/** Larger files take longer to send to every worker than a room of people likes to wait. */
const MOST_BYTES = 16 * 1024 * 1024

export interface TableOptions {
  readonly data?: string
  readonly target?: string
}

export function addTableOptions(command: Command): Command {
  return command
    .option('--data <file>', 'CSV file to learn from, for the problems "regression" and "classification"')
    .option(
      '--target <columns>',
      'what is to be told: a column of that file, or several with commas between them',
    )
}

/** The table of `--data`, which needs a `--target` and a problem that learns from tables. */
export async function givenTable(
  { data, target }: TableOptions,
  problem: string,
): Promise<DataTable | undefined> {
  if (data === undefined && target === undefined) return undefined
  if (data === undefined || target === undefined) {
    throw new CliError(
      EXIT.usage,
      '--data and --target go together: the file, and the column that is to be told.',
    )
  }
  const found = findProblem(problem)
  if (!found.ok) throw new CliError(EXIT.usage, found.message)
  if (found.problem.table === undefined) {
    throw new CliError(
      EXIT.usage,
      `"${problem}" learns from no data. Give --problem regression or --problem classification with --data.`,
    )
  }
  const targets = target.split(',').map((name) => name.trim())
  return await readTable(data, targets, found.problem.table)
}

/** A line of the file as its columns, and its number. */
interface Line {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

/**
 * All columns but the `targets` are inputs. Of a classification the one target may hold any text: classes are numbered in
 * the order in which sorted names come. Throws {@link CliError}.
 */
export async function readTable(
  path: string,
  targets: readonly string[],
  kind: TableKind,
): Promise<DataTable> {
  const refuse = (what: string): never => {
    throw new CliError(EXIT.usage, `The data file ${path} can't be used: ${what}.`)
  }
  const size = await stat(path).then(
    (found) => found.size,
    () => 0, // reading says why
  )
  if (size > MOST_BYTES) refuse(`it has ${Math.ceil(size / 1e6)} MB, and at most 16 MB travel to workers`)
  const [head, ...lines] = linesOf(await readTextFile(path, 'data file'), refuse)
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

  const textAt = ({ record }: Line, name: string) => record[names.indexOf(name)] ?? ''
  const numberAt = (line: Line, name: string): number => {
    const text = textAt(line, name)
    const value = Number(text)
    if (text !== '' && Number.isFinite(value)) return value
    const what = text === '' ? 'is empty' : `holds "${text}", which is no finite number`
    return refuse(`line ${line.info.lines}, column "${name}" ${what}`)
  }
  const [label = ''] = targets
  const classes =
    kind === 'regression' ? targets : [...new Set(lines.map((line) => textAt(line, label)))].sort()
  const told = (line: Line) =>
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

function linesOf(text: string, refuse: (what: string) => never): readonly Line[] {
  try {
    return parse(text, { bom: true, trim: true, skip_empty_lines: true, info: true }) as unknown as Line[]
  } catch (error) {
    if (error instanceof CsvError) return refuse(error.message)
    throw error
  }
}
