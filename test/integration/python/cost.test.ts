// What evaluating in Python costs beyond the function itself: told and not asserted, for a busy machine is no error.
import { expect, test } from 'vitest'
import { costSentence, pythonCost } from '../../../bench/python.ts'
import { python } from './python-here.ts'

test.skipIf(python === null)(
  'a thousand small evaluations are all scored; what they cost is told beside a plain loop',
  async () => {
    const rounds = await pythonCost(5)
    expect(rounds.map(({ scored }) => scored)).toEqual([1000, 1000, 1000, 1000, 1000])
    console.log(costSentence(rounds))
  },
)
