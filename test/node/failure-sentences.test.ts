import { expect, test } from 'vitest'
import { failureSentences } from '../../core/node/failure-sentences.ts'

const failed = (...reasons: string[]) => reasons.map((reason, genomeId) => ({ genomeId, reason }))

test('every reason is told once, whatever its numbers, and how many others there were', () => {
  expect(failureSentences([], 3)).toEqual([])
  expect(failureSentences(failed('it threw at x.js:8 (1)', 'too late', 'it threw at x.js:8 (2)'), 3)).toEqual(
    [
      'Genome 0 got the worst fitness: it threw at x.js:8 (1).',
      'Genome 1 got the worst fitness: too late.',
      '1 more of generation 3 failed in the same way.',
    ],
  )
})

test('of very many reasons a dozen are told', () => {
  const letters = [...'abcdefghijklmnopqrst'].map((letter) => `reason ${letter}`)
  const sentences = failureSentences(failed(...letters), 0)
  expect(sentences).toHaveLength(13)
  expect(sentences.at(-1)).toBe('8 more of generation 0 failed for these and other reasons.')
})
