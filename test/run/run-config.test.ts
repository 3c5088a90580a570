import { expect, test } from 'vitest'
import type { SubstrateInput } from '../../core/hyperneat/substrate.ts'
import { xor } from '../../core/problems/xor.ts'
import { fitIssues } from '../../core/run/config-fit.ts'
import { parseRunConfig, type RunConfigInput } from '../../core/run/run-config.ts'
import { runProblem } from '../../core/run/run-problem.ts'
import { runConfigOf } from './support.ts'

test('the default run is xor with seed 1 for 200 generations', () => {
  expect(runConfigOf()).toMatchObject({ version: 1, problem: 'xor', seed: 1, generations: 200 })
  expect(Object.isFrozen(runConfigOf().neat.selection)).toBe(true)
})

test('a parsed config is a config: parsing it again changes nothing', () => {
  const config = runConfigOf({ seed: 9, neat: { populationSize: 10 } })
  expect(runConfigOf(JSON.parse(JSON.stringify(config)))).toEqual(config)
})

const substrate: SubstrateInput = {
  format: 'neatwork-substrate',
  version: 1,
  inputs: { name: 'in', nodes: [[-1], [1]] },
  outputs: { name: 'out', nodes: [[0]] },
  connections: [['in', 'out']],
}

test('on a substrate, evolved networks paint with many functions and weights of both signs', () => {
  const { neat } = runConfigOf({ problem: 'xor', substrate })
  expect(neat.network).toMatchObject({ kind: 'feed-forward', outputActivation: 'tanh' })
  expect(neat.network.activations.length).toBeGreaterThan(3)
  expect(runConfigOf({ problem: 'xor' }).neat.network.activations).toEqual(['sigmoid'])
})

test('the problem of a run lies on the substrate that it declares', () => {
  const parsed = runConfigOf({ problem: 'xor', substrate })
  expect(runProblem(parsed)).toMatchObject({
    ok: true,
    problem: { inputs: ['source x', 'target x', 'bias'], declared: { problem: { name: 'xor' } } },
  })
  expect(runProblem({ ...parsed, problem: 'parity-3' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('parity-3 has 3 inputs, but the substrate has 2 nodes'),
  })
  expect(runProblem({ problem: 'xr' })).toMatchObject({ ok: false })
  const looping = runConfigOf({ ...parsed, neat: { network: { kind: 'recurrent' } } } as RunConfigInput)
  expect(fitIssues(looping, xor)).toMatchObject([{ path: 'neat.network.kind' }])
})

test.each<[string, unknown, string, RegExp]>([
  ['an unknown setting', { sed: 1 }, 'sed', /the nearest is seed/],
  ['an unknown setting of NEAT', { neat: { population: 1 } }, 'neat.population', /populationSize/],
  ['a seed beyond 32 bits', { seed: 2 ** 32 }, 'seed', /4294967295/],
  ['no generations', { generations: 0 }, 'generations', />=1/],
  ['a later version', { version: 2 }, 'version', /1/],
])('%s is refused', (_what, input, path, reason) => {
  const parsed = parseRunConfig(input)
  expect(parsed.ok ? [] : parsed.issues.map((issue) => issue.path)).toEqual([path])
  expect(parsed.ok ? '' : parsed.issues[0]?.message).toMatch(reason)
})
