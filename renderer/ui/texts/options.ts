// Options of the problem.
import { number } from './numbers.ts'

export const options = {
  title: 'Options of the problem',
  shorter: (most: number) => `A text of at most ${number(most)} characters, please.`,
  apply: 'Change',
  applyHint: 'Counts from the next generation on, and is kept with the run.',
} as const
