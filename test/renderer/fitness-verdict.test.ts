import { expect, test } from 'vitest'
import type { FitnessCheck, TriedGenome } from '../../core/api/fitness-check.ts'
import { problemView } from '../../core/api/problem-view.ts'
import { xor } from '../../core/problems/xor.ts'
import { verdictOf } from '../../renderer/setup/fitness-verdict.ts'

const failed: TriedGenome = { kind: 'failed', genomeId: 9, cause: 'threw', reason: 'no' }

function checkOf(...results: readonly (number | TriedGenome)[]): FitnessCheck {
  const genomes = results.map((result, genomeId) =>
    typeof result === 'number' ? ({ kind: 'scored', genomeId, fitness: result } as const) : result,
  )
  return { file: 'own.ts', problem: problemView(xor), genomes, msEach: 0.4 }
}

test.each<[string, FitnessCheck, 'good' | 'warn' | 'bad', RegExp]>([
  ['different scores', checkOf(1, 2, 3), 'good', /xor works: 3 genomes/],
  ['equal scores', checkOf(1, 1, 1), 'warn', /same fitness/],
  ['a score at the goal', checkOf(1, 3.99), 'warn', /solved it already/],
  ['some failures', checkOf(1, failed), 'warn', /1 of 2 genomes got no fitness/],
  ['only failures', checkOf(failed), 'bad', /1 of 1 genome got no fitness/],
])('%s are judged', (_, check, tone, words) => {
  const verdict = verdictOf(check)
  expect(verdict.tone).toBe(tone)
  expect([verdict.title, ...verdict.remarks].join(' ')).toMatch(words)
})
