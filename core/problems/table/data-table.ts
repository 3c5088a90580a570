// A table of numbers to learn from: what a CSV file says, as it travels, is saved and is hashed. Declared whole; which
// problem is made of it, table-problem.ts tells.
import * as z from 'zod'

export const TABLE_VERSION = 1
/** What a message, a run folder and a worker's memory take with ease. */
const MOST_NUMBERS = 1_000_000

export const MOST_INPUTS = 1000
export const MOST_TARGETS = 200

const name = z.string().min(1).max(200)

export const dataTableSchema = z
  .strictObject({
    format: z.literal('neatwork-table'),
    version: z.literal(TABLE_VERSION),
    inputs: z
      .array(name)
      .min(1)
      .max(MOST_INPUTS)
      .meta({ description: 'Names of the columns that are given.' }),
    targets: z
      .array(name)
      .min(1)
      .max(MOST_TARGETS)
      .meta({ description: 'What is told: names of columns for a regression, of the classes otherwise.' }),
    values: z.array(z.number()).max(MOST_NUMBERS).meta({
      description:
        'Row after row: the inputs, then for a regression the targets, otherwise the number of the class, from 0.',
    }),
    trainShare: z
      .number()
      .gt(0)
      .max(1)
      .default(0.7)
      .meta({ description: 'Share of the rows that fitness is measured on; the others test the champion.' }),
    splitSeed: z
      .int()
      .min(0)
      .max(0xffff_ffff)
      .default(1)
      .meta({ description: 'Seed by which the rows are divided.' }),
    standardise: z.boolean().default(true).meta({
      description: 'Whether inputs are shifted and scaled to mean 0 and deviation 1 over the training rows.',
    }),
  })
  .readonly()

/** Data to learn from, with what is done to them. */
export type DataTable = z.output<typeof dataTableSchema>
/** What is learnt from a table: numbers, or classes. */
export type TableKind = 'regression' | 'classification'

/** Numbers in a row. */
export function widthOf({ inputs, targets }: DataTable, kind: TableKind): number {
  return inputs.length + (kind === 'regression' ? targets.length : 1)
}

/** Why the table is none of that kind, as one sentence without its end; null where it is. */
export function tableMisfit(table: DataTable, kind: TableKind): string | null {
  const { values, targets } = table
  const width = widthOf(table, kind)
  if (values.length % width !== 0) {
    return `a row of a ${kind} has ${width} numbers here, and ${values.length} are no whole number of rows`
  }
  const rows = values.length / width
  const trained = trainedRows(table, kind)
  if (rows < 4) return `it has ${rows} rows, and at least 4 are needed`
  if (trained < 2)
    return `a share of ${table.trainShare} leaves ${trained} of ${rows} rows to learn from; give more`
  if (kind === 'regression') return null
  if (targets.length < 2) return 'it has one class only, and there is nothing to tell apart'
  const wrong = Array.from({ length: rows }, (_, row) => values[(row + 1) * width - 1] ?? -1).findIndex(
    (label) => !Number.isInteger(label) || label < 0 || label >= targets.length,
  )
  return wrong < 0 ? null : `row ${wrong + 1} names no class`
}

/** How many rows fitness is measured on. */
export function trainedRows(table: DataTable, kind: TableKind): number {
  return Math.round((table.trainShare * table.values.length) / widthOf(table, kind))
}
