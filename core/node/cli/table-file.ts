// Data of one's own from a CSV file with a line of column names: a table to learn from, or one sentence on what is wrong
// with it, with its line and column.
import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { CsvError, parse } from 'csv-parse/sync'
import { findProblem } from '../../problems/registry.ts'
import type { DataTable, TableKind } from '../../problems/table/data-table.ts'
import {
  csvOptions,
  MOST_DATA_BYTES,
  TableError,
  type TableLine,
  tableOfLines,
} from '../../problems/table/table-of-lines.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readTextFile } from './input-files.ts'

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

/** As {@link tableOfLines} makes it. Throws {@link CliError}. */
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
  if (size > MOST_DATA_BYTES) {
    refuse(`it has ${Math.ceil(size / 1e6)} MB, and at most 16 MB travel to workers`)
  }
  try {
    return tableOfLines(linesOf(await readTextFile(path, 'data file')), targets, kind)
  } catch (error) {
    if (error instanceof CsvError || error instanceof TableError) return refuse(error.message)
    throw error
  }
}

/** Throws CsvError. */
function linesOf(text: string): readonly TableLine[] {
  return parse(text, { ...csvOptions(text), info: true }) as unknown as TableLine[]
}
