import { describe, expect, test } from 'vitest'
import { RunClock } from '../../core/run/run-clock.ts'

const GOING = { isGoing: true, isWaiting: false }
const PAUSED = { isGoing: false, isWaiting: false }
const WAITING = { isGoing: true, isWaiting: true }

/** A clock whose generations took so long, one after the other, and the time at the end. */
function clockOf(...generationsMs: readonly number[]) {
  const clock = new RunClock()
  clock.set(0, GOING)
  let nowMs = 0
  for (const ms of generationsMs) {
    nowMs += ms
    clock.tick(nowMs)
  }
  return { clock, nowMs }
}

describe('the pace of a run', () => {
  test('is unknown before two generations', () => {
    const { clock, nowMs } = clockOf(500)
    expect(clock.progress(nowMs, 99)).toEqual({
      activeMs: 500,
      generationsPerSecond: null,
      leftMs: null,
      stall: null,
    })
  })

  test('is that of the last generations, and tells the time that is left', () => {
    const { clock, nowMs } = clockOf(9000, 500, 500, 500)
    expect(clock.progress(nowMs, 10)).toMatchObject({ generationsPerSecond: 2, leftMs: 5000 })
    expect(clock.progress(nowMs, 0).leftMs).toBe(0)
    const later = clockOf(...new Array<number>(100).fill(1000), ...new Array<number>(60).fill(10))
    expect(later.clock.progress(later.nowMs, 100).leftMs).toBeCloseTo(1000)
  })

  test('gets slower while a generation takes longer than those before', () => {
    const { clock, nowMs } = clockOf(100, 100, 100)
    expect(clock.progress(nowMs + 150, 10).leftMs).toBe(1000)
    expect(clock.progress(nowMs + 700, 10).leftMs).toBe(3000)
  })

  test('counts no time in which the run was paused', () => {
    const { clock, nowMs } = clockOf(100, 100)
    clock.set(nowMs + 50, PAUSED)
    clock.set(nowMs + 3_600_000, GOING)
    clock.tick(nowMs + 3_600_050)
    expect(clock.progress(nowMs + 3_600_050, 10)).toMatchObject({ activeMs: 300, leftMs: 1000, stall: null })
  })
})

describe('a run has come to a standstill', () => {
  test('when workers are missing for a minute', () => {
    const { clock, nowMs } = clockOf(100, 100)
    clock.set(nowMs, WAITING)
    clock.set(nowMs + 30_000, WAITING) // another number of them
    expect(clock.progress(nowMs + 59_000, 1).stall).toBeNull()
    expect(clock.progress(nowMs + 60_000, 1).stall).toEqual({ kind: 'workers', forMs: 60_000 })
    clock.set(nowMs + 61_000, GOING)
    expect(clock.progress(nowMs + 61_000, 1).stall).toBeNull()
    expect(clock.progress(nowMs + 170_000, 1).stall).toBeNull()
  })

  test.each([
    ['two minutes where generations are short', [100, 100], 120_000],
    ['twenty times the mean where they are long', [60_000, 60_000, 60_000], 1_200_000],
    ['ten minutes for the first', [], 600_000],
  ])('when no generation was done for %s', (_, generations, patienceMs) => {
    const { clock, nowMs } = clockOf(...generations)
    expect(clock.progress(nowMs + patienceMs - 1, 1).stall).toBeNull()
    expect(clock.progress(nowMs + patienceMs, 1).stall).toEqual({ kind: 'generation', forMs: patienceMs })
  })

  test('never while it is paused', () => {
    const { clock, nowMs } = clockOf(100, 100)
    clock.set(nowMs, PAUSED)
    expect(clock.progress(nowMs + 9_000_000, 1).stall).toBeNull()
  })
})
