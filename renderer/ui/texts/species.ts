// The species panel.
import { number } from './numbers.ts'

export const species = {
  title: 'Species',
  empty: 'Species appear with the first generation.',
  others: 'others',
  name: (id: number) => `Species ${id}`,
  size: (id: number, size: number) => `Species ${id}: ${number(size)}`,
  key: (id: number, size: number) => `#${id}: ${number(size)}`,
  caption: (shown: number, all: number) =>
    shown === all ? `${all} so far` : `the ${shown} largest of ${all} so far`,
} as const
