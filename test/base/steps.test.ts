import { expect, test } from 'vitest'
import { runInTurns, runToEnd, type Steps } from '../../core/base/steps.ts'

function* counting(to: number, log: string[]): Steps<number> {
  for (let i = 1; i <= to; i++) {
    log.push(`work ${i}`)
    yield
  }
  return to
}

test('work runs to its end at once', () => {
  const log: string[] = []
  expect(runToEnd(counting(3, log))).toBe(3)
  expect(log).toEqual(['work 1', 'work 2', 'work 3'])
})

test('work in turns waits for the host at every pause', async () => {
  const log: string[] = []
  const yieldToHost = async () => void log.push('turn')
  expect(await runInTurns(counting(2, log), yieldToHost)).toBe(2)
  expect(log).toEqual(['work 1', 'turn', 'work 2', 'turn'])
})

test('without a host work is done in one go', async () => {
  const log: string[] = []
  const done = runInTurns(counting(2, log), undefined)
  expect(log).toEqual(['work 1', 'work 2'])
  expect(await done).toBe(2)
})
