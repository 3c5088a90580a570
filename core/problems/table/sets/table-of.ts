// The tables that every Neatwork brings along, from numbers in rows.
import { type DataTable, TABLE_VERSION } from '../data-table.ts'

/** Rows end with a comma, numbers with a space. */
export function tableOf(inputs: readonly string[], targets: readonly string[], text: string): DataTable {
  const values = text.split(/[\s,]+/).flatMap((word) => (word === '' ? [] : Number(word)))
  return fromValues(inputs, targets, values)
}

/** With the split of {@link DataTable}'s defaults. */
export function fromValues(
  inputs: readonly string[],
  targets: readonly string[],
  values: readonly number[],
): DataTable {
  return {
    ...{ format: 'neatwork-table', version: TABLE_VERSION, trainShare: 0.7, splitSeed: 1, standardise: true },
    ...{ inputs: [...inputs], targets: [...targets], values: [...values] },
  }
}
