import { describe, expect, test } from 'vitest'
import { cppnShape, expand } from '../../core/hyperneat/expand.ts'
import { parseSubstrate, type Substrate } from '../../core/hyperneat/substrate.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { ACTIVATIONS, type Network } from '../../core/network/network-spec.ts'
import { declaredProblem } from '../../core/problems/declared-problem.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { onSubstrate } from '../../core/problems/on-substrate.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { visualDiscrimination, visualSubstrate } from '../../core/problems/visual-discrimination.ts'
import { xor } from '../../core/problems/xor.ts'
import { functionNetwork } from '../problems/networks.ts'

const plain = {
  format: 'neatwork-substrate',
  version: 1,
  inputs: {
    name: 'in',
    nodes: [
      [-1, -1],
      [1, -1],
    ],
  },
  outputs: { name: 'out', nodes: [[0, 1]] },
  hidden: [
    {
      name: 'middle',
      nodes: [
        [-1, 0],
        [1, 0],
      ],
    },
  ],
  connections: [
    ['in', 'middle'],
    ['middle', 'out'],
  ],
}

function substrate(changes: object = {}): Substrate {
  const parsed = parseSubstrate({ ...plain, ...changes })
  if (!parsed.ok) throw new RangeError(JSON.stringify(parsed.issues))
  return parsed.value
}

describe('a substrate file', () => {
  test('has its defaults filled in', () => {
    expect(substrate()).toMatchObject({ weightThreshold: 0.2, largestWeight: 3, activation: 'sigmoid' })
  })

  test.each<[string, object, string]>([
    ['an unknown layer', { connections: [['in', 'midle']] }, 'there is no layer called "midle"'],
    ['a way into the inputs', { connections: [['out', 'in']] }, 'nothing may lead into the inputs'],
    ['two layers of one name', { hidden: [{ name: 'out', nodes: [[0, 0]] }] }, 'two layers are called "out"'],
    [
      'a point in another space',
      { outputs: { name: 'out', nodes: [[0, 0, 0]] } },
      'node 0 of layer "out" has not 2',
    ],
    [
      'two layers connected twice',
      {
        connections: [
          ['in', 'out'],
          ['in', 'out'],
        ],
      },
      '"in" and "out" are connected already',
    ],
    [
      'more pairs than can be painted',
      {
        hidden: [{ name: 'middle', nodes: Array.from({ length: 1100 }, (_, x) => [x / 1100, 0]) }],
        connections: [['middle', 'middle']],
      },
      'they join 1210000 pairs of nodes; at most 1000000',
    ],
    ['an unknown key', { treshold: 1 }, 'there is no such setting'],
    ['another format', { format: 'genome' }, 'neatwork-substrate'],
  ])('with %s is refused with a sentence', (_what, changes, sentence) => {
    const parsed = parseSubstrate({ ...plain, ...changes })
    expect(parsed.ok).toBe(false)
    if (!parsed.ok) expect(parsed.issues.map((issue) => issue.message).join('; ')).toContain(sentence)
  })
})

describe('expansion', () => {
  test('asks the pattern network for every pair, and paints weights beyond the threshold', () => {
    const questions: number[][] = []
    const cppn = functionNetwork(5, (question) => {
      questions.push(Array.from(question))
      const [sx = 0, , tx = 0] = Array.from(question)
      return [sx === tx ? 1 : sx < tx ? 0.2 : -0.6, 0.6]
    })
    questions.length = 0
    const spec = expand(cppn, substrate())
    expect(cppnShape(substrate())).toEqual({
      inputs: ['source x', 'source y', 'target x', 'target y', 'bias'],
      outputs: ['weight', 'node bias'],
    })
    expect(questions[0]).toEqual([-1, -1, -1, 0, 1])
    // Nodes: inputs 0 and 1, output 2, hidden 3 and 4. 0.2 is not beyond the threshold; 0.6 is half way to the largest.
    const painted = [...spec.weight].map((weight, c) => [
      spec.source[c],
      spec.target[c],
      Number(weight.toFixed(9)),
    ])
    expect(painted).toEqual([
      [0, 3, 3],
      [1, 3, -1.5],
      [1, 4, 3],
      [4, 2, -1.5],
    ])
    expect([...spec.bias].map((bias) => Number(bias.toFixed(9)))).toEqual([1.5, 1.5, 1.5])
    expect(spec.kind).toBe('feed-forward')
    expect(compileNetwork(spec).activate([1, 0]).length).toBe(1)
  })

  test('without biases of nodes the pattern network has one answer, and all biases are 0', () => {
    const bare = substrate({ nodeBiases: false })
    expect(cppnShape(bare).outputs).toEqual(['weight'])
    const spec = expand(
      functionNetwork(5, () => [1]),
      bare,
    )
    expect([...spec.weight]).toEqual([3, 3, 3, 3, 3, 3])
    expect([...spec.bias]).toEqual([0, 0, 0])
  })

  test('the pattern network is told the distance where the substrate says so', () => {
    const far = substrate({ distance: true })
    expect(cppnShape(far).inputs).toEqual([
      'source x',
      'source y',
      'target x',
      'target y',
      'distance',
      'bias',
    ])
    const spec = expand(
      functionNetwork(6, (question) => [(question[4] ?? 0) === 1 ? 1 : 0, 0]),
      far,
    )
    // Straight above each other: at a distance of 1. Nodes are inputs 0 and 1, output 2, hidden 3 and 4.
    expect([...spec.source].map((from, c) => [from, spec.target[c]])).toEqual([
      [0, 3],
      [1, 4],
    ])
  })

  test('outputs may have an activation of their own', () => {
    const { activation } = expand(
      functionNetwork(5, () => [1, 0]),
      substrate({ activation: 'tanh', outputActivation: 'sigmoid' }),
    )
    expect([...activation].map((code) => ACTIVATIONS[code])).toEqual(['sigmoid', 'tanh', 'tanh'])
  })

  test('layers in a loop make a recurrent network', () => {
    const cppn = functionNetwork(5, () => [1, 0])
    expect(
      expand(
        cppn,
        substrate({
          connections: [
            ['in', 'out'],
            ['out', 'middle'],
            ['middle', 'out'],
          ],
        }),
      ).kind,
    ).toBe('recurrent')
    expect(
      expand(
        cppn,
        substrate({
          connections: [
            ['in', 'out'],
            ['out', 'out'],
          ],
        }),
      ).kind,
    ).toBe('recurrent')
  })

  test('outputs beyond ±1 paint no more than the largest weight', () => {
    const spec = expand(
      functionNetwork(5, () => [-1e9, 1e9]),
      substrate(),
    )
    expect(new Set(spec.weight)).toEqual(new Set([-3]))
    expect(new Set(spec.bias)).toEqual(new Set([3]))
  })
})

describe('a problem on a substrate', () => {
  test('wants as many nodes as it has inputs and outputs', () => {
    const three = substrate({
      inputs: {
        name: 'in',
        nodes: [
          [0, 0],
          [1, 0],
          [2, 0],
        ],
      },
    })
    expect(() => onSubstrate(xor, three, 'xor-on-three')).toThrow(
      'xor has 2 inputs, but the substrate has 3 nodes',
    )
  })

  test('has no examples: no gradient leads through the painting', () => {
    expect(xor.examples).toBeDefined()
    expect(onSubstrate(xor, substrate(), 'painted').examples).toBeUndefined()
  })

  test('is another problem on every declared substrate, and the same whatever the order of the keys', () => {
    const declared = (changes: object) => {
      const found = declaredProblem({ ok: true, problem: xor }, { substrate: substrate(changes) })
      if (!found.ok) throw new RangeError(found.message)
      return found.problem
    }
    const { name, declared: parts } = declared({})
    expect(name).toMatch(/^xor-on-substrate-[0-9a-f]{8}$/)
    expect(parts).toEqual({ problem: xor, substrate: substrate() })
    const reversed = parseSubstrate(Object.fromEntries(Object.entries(substrate()).reverse()))
    expect(reversed.ok && JSON.stringify(reversed.value)).toBe(JSON.stringify(substrate()))
    const nudged = declared({ outputs: { name: 'out', nodes: [[0, 1.5]] } })
    expect(nudged.name).not.toBe(name)
    expect(problemHash(nudged)).not.toBe(problemHash(declared({})))
    expect(problemHash(declared({}))).toBe(problemHash(declared({})))
  })

  test('a problem that brings a substrate along is solved on the declared one instead', () => {
    const flat = { ...visualSubstrate, largestWeight: 1 }
    const found = declaredProblem({ ok: true, problem: visualDiscrimination }, { substrate: flat })
    expect(found).toMatchObject({ ok: true, problem: { direct: { name: 'visual-discrimination-direct' } } })
    expect(declaredProblem({ ok: true, problem: visualDiscrimination }, { substrate: substrate() })).toEqual({
      ok: false,
      message:
        "The substrate can't be used: visual-discrimination has 121 inputs, but the substrate has 2 nodes for them.",
    })
  })

  test('opponents are painted, too', () => {
    const met: Network[] = []
    const problem: Problem = {
      ...xor,
      opponents: 2,
      evaluate: (network, { opponents }) => met.push(network, ...opponents),
    }
    const painters = [0.4, 0.6, 0.9].map((weight) => functionNetwork(5, () => [weight, 0]))
    const [own, ...others] = painters
    if (own === undefined) throw new RangeError('there are three')
    const context = evaluationContext(problem, 1, {}, { opponents: others })
    onSubstrate(problem, substrate(), 'painted').evaluate(own, context)
    const expected = painters.map((cppn) => compileNetwork(expand(cppn, substrate())))
    const answers = (networks: readonly Network[]) => networks.map((one) => [...one.activate([1, 0.5])])
    expect(answers(met)).toEqual(answers(expected))
    expect(new Set(answers(met).flat()).size).toBe(3)
  })

  test('visual discrimination is solved by looking at the surroundings of each cell', () => {
    // Weight falls with distance: the middle of the large box has the most light around it.
    const nearness = functionNetwork(5, (question) => {
      const [sx = 0, sy = 0, tx = 0, ty = 0] = Array.from(question)
      return [Math.max(0, 1 - Math.max(Math.abs(sx - tx), Math.abs(sy - ty)) * 3), 0]
    })
    const context = evaluationContext({}, 1)
    expect(visualDiscrimination.evaluate(nearness, context)).toEqual({ fitness: 1, metrics: { right: 75 } })
    const blind = functionNetwork(5, () => [0, 0])
    expect(visualDiscrimination.evaluate(blind, context)).toMatchObject({ metrics: { right: 0 } })
    expect(visualSubstrate.inputs.nodes.length).toBe(121)
  })
})
