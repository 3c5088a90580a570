import { expect, test } from 'vitest'
import { RepeatedReasons } from '../../core/node/cluster/repeated-reasons.ts'

test('a reason is told of the first few genomes, whatever its numbers, and another one anew', () => {
  const told = new RepeatedReasons()
  const sentences = [1, 2, 3, 4, 5].map((genome) => told.sentence(genome, `it threw after ${genome} ms`))
  expect(sentences).toEqual([
    'Genome 1 failed here: it threw after 1 ms.',
    'Genome 2 failed here: it threw after 2 ms.',
    'Genome 3 failed here: it threw after 3 ms.',
    'More genomes fail here in the same way, which is told no more: it threw after 4 ms.',
    null,
  ])
  expect(told.sentence(6, 'too late')).toBe('Genome 6 failed here: too late.')
})
