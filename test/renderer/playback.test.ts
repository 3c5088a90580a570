import { describe, expect, test } from 'vitest'
import { advance, step, toggled } from '../../renderer/behaviour/playback.ts'
import { stageView } from '../../renderer/behaviour/stage-view.ts'

const episode = { frames: 11, frameMs: 20, speed: 1 } as const

describe('an episode', () => {
  test('goes on by the problem’s own time, faster and slower', () => {
    expect(advance({ at: 2, isRunning: true }, 40, episode)).toEqual({ at: 4, isRunning: true })
    expect(advance({ at: 2, isRunning: true }, 40, { ...episode, speed: 4 }).at).toBe(10)
    expect(advance({ at: 2, isRunning: true }, 40, { ...episode, speed: 0.25 }).at).toBe(2.5)
  })

  test('stands while it is paused, and at its end', () => {
    expect(advance({ at: 2, isRunning: false }, 40, episode)).toEqual({ at: 2, isRunning: false })
    expect(advance({ at: 9, isRunning: true }, 4000, episode)).toEqual({ at: 10, isRunning: false })
    expect(advance({ at: 0, isRunning: true }, 40, { ...episode, frames: 0 })).toEqual({
      at: 0,
      isRunning: false,
    })
  })

  test('steps whole frames and not beyond its ends', () => {
    expect(step({ at: 2.7, isRunning: true }, 1, 11)).toEqual({ at: 3, isRunning: false })
    expect(step({ at: 0, isRunning: false }, -1, 11).at).toBe(0)
    expect(step({ at: 10, isRunning: false }, 1, 11).at).toBe(10)
  })

  test('begins anew where it is over, and goes on where it stood', () => {
    expect(toggled({ at: 10, isRunning: false }, 11)).toEqual({ at: 0, isRunning: true })
    expect(toggled({ at: 4, isRunning: false }, 11)).toEqual({ at: 4, isRunning: true })
    expect(toggled({ at: 4, isRunning: true }, 11)).toEqual({ at: 4, isRunning: false })
  })
})

describe('a stage', () => {
  const stage = { left: -2, right: 2, bottom: 0, top: 1 }

  test('fills the narrower side, in the middle of the other, with y upwards', () => {
    const view = stageView(stage, 416, 216)
    expect(view.scale).toBe(100)
    expect(view.place([-2, 1])).toEqual([8, 58])
    expect(view.place([2, 0])).toEqual([408, 158])
  })

  test('is never turned inside out by a place that is too small', () => {
    expect(stageView(stage, 10, 10).scale).toBe(0)
  })
})
