// Time that a job may take, with timers set off by hand.
import { expect, test } from 'vitest'
import { Deadline } from '../../core/node/threads/deadline.ts'

function manualTimers() {
  const waiting: { readonly work: () => void; readonly ms: number }[] = []
  const start = (work: () => void, ms: number) => {
    const timer = { work, ms }
    waiting.push(timer)
    return () => void waiting.splice(0, waiting.length, ...waiting.filter((one) => one !== timer))
  }
  return { waiting, start }
}

test('passes after its slices, and not before: one timer that fires after a long sleep is one slice', () => {
  const { waiting, start } = manualTimers()
  let isPassed = false
  new Deadline(
    1000,
    () => {
      isPassed = true
    },
    start,
  )
  let passedMs = 0
  for (let timer = waiting.shift(); timer !== undefined; timer = waiting.shift()) {
    expect(isPassed).toBe(false)
    passedMs += timer.ms
    timer.work()
  }
  expect(isPassed).toBe(true)
  expect(passedMs).toBe(1000)
})

test('a stopped deadline never passes', () => {
  const { waiting, start } = manualTimers()
  const deadline = new Deadline(1000, () => expect.unreachable(), start)
  waiting.shift()?.work()
  deadline.stop()
  expect(waiting).toEqual([])
})
