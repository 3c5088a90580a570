import { describe, expect, test } from 'vitest'
import { watch } from '../../core/api/watch.ts'
import { Random } from '../../core/base/random.ts'
import { defaultOptions } from '../../core/problems/options.ts'
import { ROLES } from '../../core/problems/play.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { builtInProblems } from '../../core/problems/registry.ts'
import { xor } from '../../core/problems/xor.ts'
import { randomSpec } from '../network/random-spec.ts'

function someNetwork({ inputs, outputs }: Problem, seed = 1) {
  const shape = { inputCount: inputs.length, outputCount: outputs.length, plain: true }
  return randomSpec(Random.fromSeed(seed), { kind: 'feed-forward', ...shape })
}

test('a problem with examples shows the answers to them', () => {
  const watched = watch(xor, someNetwork(xor), { seed: 1, options: {} })
  expect(watched).toMatchObject({ kind: 'table', isCut: false })
  const rows = watched.kind === 'table' ? watched.rows : []
  expect(rows.map(({ inputs, wanted }) => [...inputs, ...wanted])).toEqual([
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ])
  expect(rows.every(({ outputs }) => outputs.length === 1 && Number.isFinite(outputs[0]))).toBe(true)
})

test('a problem with neither play nor examples shows nothing', () => {
  const { examples: _, ...blind } = xor
  expect(watch(blind, someNetwork(xor), { seed: 1, options: {} })).toEqual({ kind: 'nothing' })
})

test('an episode without end is cut', () => {
  const endless: Problem = {
    ...xor,
    play: {
      stage: { left: 0, right: 1, bottom: 0, top: 1 },
      frameMs: 20,
      *frames() {
        for (;;) yield { shapes: [] }
      },
    },
  }
  const watched = watch(endless, someNetwork(xor), { seed: 1, options: {} })
  expect(watched).toMatchObject({ kind: 'play', isCut: true })
  expect(watched.kind === 'play' && watched.frames.length).toBe(2000)
})

describe.each(builtInProblems.filter(({ play }) => play !== undefined))('$name at work', (problem) => {
  const play = (seed: number) =>
    watch(problem, someNetwork(problem, seed), { seed, options: defaultOptions(problem.options) })

  test('is the same for the same network and seed', () => {
    expect(JSON.stringify(play(3))).toBe(JSON.stringify(play(3)))
  })

  test.each([1, 2, 3])('has shapes of known roles with finite numbers: seed %i', (seed) => {
    const watched = play(seed)
    if (watched.kind !== 'play') throw new Error('it does not play')
    expect(watched.frames.length).toBeGreaterThan(0)
    expect(watched.frameMs).toBeGreaterThan(0)
    for (const shape of [...watched.scenery, ...watched.frames.flatMap(({ shapes }) => shapes)]) {
      expect(ROLES).toContain(shape.role)
      expect(JSON.stringify(shape)).not.toContain('null')
    }
    const { left, right, bottom, top } = watched.stage
    expect(right).toBeGreaterThan(left)
    expect(top).toBeGreaterThan(bottom)
  })
})
