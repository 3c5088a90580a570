// Data to learn from.
import { number } from './numbers.ts'

export const data = {
  title: 'Data to learn from',
  choose: 'Choose a CSV file',
  target: 'What is to be told',
  targetHint: 'This column, from all the others.',
  hint: 'A line of column names, then a line per example. Without a file of your own, the problem has its own data.',
  rows: (name: string, rows: number) => `${name}: ${number(rows)} examples.`,
  refused: (name: string, what: string) => `The data file ${name} can’t be used: ${what}.`,
  tooLarge: (megabytes: number) => `it has ${number(megabytes)} MB, and at most 16 MB travel to workers`,
} as const
