// Examples for fine-tuning from a CSV file with a line of column names: some columns go in, others should come out.
import { CsvError, parse } from 'csv-parse/sync'
import type { DataSet } from '../../network/gradient.ts'
import { csvOptions } from '../../problems/table/table-of-lines.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readTextFile } from './input-files.ts'

export interface CsvColumns {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}

/** Throws {@link CliError} that names the line and the column of what is no number. */
export async function readCsvExamples(path: string, columns: CsvColumns): Promise<DataSet> {
  const refuse = (what: string): never => {
    throw new CliError(EXIT.usage, `The data file ${path} can't be used: ${what}.`)
  }
  const rows = tableOf(await readTextFile(path, 'data file'), refuse)
  const [names, ...examples] = rows
  if (names === undefined || examples.length === 0) {
    return refuse('it needs a line of column names and at least one line of numbers')
  }
  const column = (name: string): number => {
    const at = names.indexOf(name)
    return at >= 0 ? at : refuse(`there is no column "${name}"; its columns are ${names.join(', ')}`)
  }
  const numbersOf = (wanted: readonly string[]): Float64Array => {
    const places = wanted.map((name) => [name, column(name)] as const)
    return Float64Array.from(
      examples.flatMap((row, index) =>
        places.map(([name, at]) => {
          const text = row[at] ?? ''
          const value = Number(text)
          return text !== '' && Number.isFinite(value)
            ? value
            : refuse(`"${text}" in column "${name}" of example ${index + 1} is no finite number`)
        }),
      ),
    )
  }
  return { rows: examples.length, inputs: numbersOf(columns.inputs), wanted: numbersOf(columns.outputs) }
}

function tableOf(text: string, refuse: (what: string) => never): readonly (readonly string[])[] {
  try {
    return parse(text, csvOptions(text))
  } catch (error) {
    if (error instanceof CsvError) return refuse(error.message)
    throw error
  }
}
