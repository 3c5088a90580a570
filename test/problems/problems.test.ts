import { describe, expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { parity } from '../../core/problems/parity.ts'
import { fitnessOf, type Problem, type Score } from '../../core/problems/problem.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { builtInProblems, findProblem } from '../../core/problems/registry.ts'
import { retina } from '../../core/problems/retina.ts'
import { sequenceRecall } from '../../core/problems/sequence-recall.ts'
import { twoSpirals } from '../../core/problems/two-spirals.ts'
import { xor } from '../../core/problems/xor.ts'
import { randomSpec } from '../network/random-spec.ts'
import { functionNetwork, handMade } from './networks.ts'

const score = (problem: Problem, network: Parameters<Problem['evaluate']>[0]): Score => {
  const result = problem.evaluate(network, evaluationContext(problem, 1))
  return typeof result === 'number' ? { fitness: result } : result
}

describe('xor', () => {
  test('is solved by a hand-made network with one hidden node', () => {
    // or(a, b) less twice and(a, b), by steep sigmoids.
    const network = handMade({
      inputs: 2,
      outputs: 1,
      nodes: [
        ['sigmoid', -1],
        ['sigmoid', -3],
      ],
      connections: [
        [0, 2, 2],
        [1, 2, 2],
        [0, 3, 2],
        [1, 3, 2],
        [3, 2, -4],
      ],
    })
    expect(score(xor, network).fitness).toBeGreaterThan(xor.solvedAt)
  })

  test('is 4 for the function itself, 3 for an undecided ½ and 0 for its contrary', () => {
    const fitness = (compute: (a: number, b: number) => number): number =>
      score(
        xor,
        functionNetwork(2, (inputs) => [compute(inputs[0] ?? 0, inputs[1] ?? 0)]),
      ).fitness
    expect(fitness((a, b) => (a === b ? 0 : 1))).toBe(4)
    expect(fitness(() => 0.5)).toBe(3)
    expect(fitness((a, b) => (a === b ? 1 : 0))).toBe(0)
  })
})

describe('parity', () => {
  test.each([2, 3, 4, 5])('of %i inputs is solved by counting', (count) => {
    const problem = parity(count)
    const counting = functionNetwork(count, (inputs) => [
      Array.from(inputs).reduce((sum, bit) => sum + bit, 0) % 2,
    ])
    const undecided = functionNetwork(count, () => [0.5])
    expect(score(problem, counting).fitness).toBe(2 ** count)
    expect(score(problem, undecided).fitness).toBeLessThan(problem.solvedAt)
  })

  test('of two inputs is xor', () => {
    const random = Random.fromSeed(1)
    for (let i = 0; i < 20; i++) {
      const spec = randomSpec(random, { kind: 'feed-forward', inputCount: 2, outputCount: 1, plain: true })
      const xorFitness = score(xor, compileNetwork(spec)).fitness
      expect(score(parity(2), compileNetwork(spec)).fitness).toBeCloseTo(xorFitness, 12)
    }
  })
})

describe('two spirals', () => {
  /** The spiral's own equation: the angle belongs to the radius, or to the other arm. */
  const solution = functionNetwork(2, (inputs) => {
    const [x, y] = [inputs[0] ?? 0, inputs[1] ?? 0]
    const point = 104 * (1 - Math.hypot(x, y))
    const angle = (point * Math.PI) / 16
    return [x * Math.sin(angle) + y * Math.cos(angle) > 0 ? 1 : 0]
  })

  test('knowing the spiral solves it, with 194 right answers', () => {
    expect(score(twoSpirals, solution)).toEqual({ fitness: 194, metrics: { right: 194, clarity: 1 } })
  })

  test('always the same answer gets half of them right', () => {
    const one = functionNetwork(2, () => [1])
    expect(score(twoSpirals, one)).toMatchObject({ metrics: { right: 97 } })
    expect(score(twoSpirals, one).fitness).toBeLessThan(98)
  })
})

describe('retina', () => {
  const objects = (half: readonly number[]): boolean => {
    const lit = half.filter((pixel) => pixel === 1).length
    return lit >= 3 || (lit > 0 && half[1] === -1 && half[3] === -1)
  }

  test('is solved by looking at both halves', () => {
    const looking = functionNetwork(8, (inputs) => {
      const pixels = Array.from(inputs)
      return [objects(pixels.slice(0, 4)) && objects(pixels.slice(4)) ? 1 : 0]
    })
    expect(score(retina, looking).fitness).toBe(256)
  })

  test('each half knows eight objects of sixteen patterns, so no is right in three quarters', () => {
    const never = functionNetwork(8, () => [0])
    expect(score(retina, never)).toMatchObject({ metrics: { right: 256 - 64 } })
  })
})

describe('sequence recall', () => {
  test('cannot be solved without memory', () => {
    for (const answer of [0, 0.5, 1]) {
      expect(
        score(
          sequenceRecall,
          functionNetwork(2, () => [answer]),
        ).fitness,
      ).toBeLessThan(6.1)
    }
  })

  test('is solved by a delay of two steps', () => {
    // bit → a → b → output: the first cue answers the first bit, the second cue the second.
    const delay = handMade({
      kind: 'recurrent',
      inputs: 2,
      outputs: 1,
      nodes: [
        ['clamped', 0],
        ['identity', 0],
      ],
      connections: [
        [0, 3, 1],
        [3, 2, 1],
      ],
    })
    // One step too early: the answers are those of the step before.
    expect(score(sequenceRecall, delay).fitness).toBeLessThan(sequenceRecall.solvedAt)
    const right = handMade({
      kind: 'recurrent',
      inputs: 2,
      outputs: 1,
      nodes: [
        ['sigmoid', 0],
        ['identity', 0],
        ['identity', 0],
      ],
      connections: [
        [0, 3, 1],
        [3, 4, 1],
        [4, 2, 5],
      ],
    })
    expect(score(sequenceRecall, right).fitness).toBeGreaterThan(sequenceRecall.solvedAt)
  })
})

describe('every built-in problem', () => {
  test.each(builtInProblems.map((problem) => [problem.name, problem] as const))(
    '%s scores random networks with the same finite numbers again',
    (_name, problem) => {
      const random = Random.fromSeed(11)
      for (let i = 0; i < 4; i++) {
        const spec = randomSpec(random, {
          kind: i % 2 === 0 ? 'feed-forward' : 'recurrent',
          inputCount: problem.inputs.length,
          outputCount: problem.outputs.length,
        })
        const first = score(problem, compileNetwork(spec))
        expect(Number.isFinite(first.fitness)).toBe(true)
        expect(score(problem, compileNetwork(spec))).toEqual(first)
        const used = compileNetwork(spec)
        score(problem, used)
        expect(score(problem, used), 'a used network scores as a new one').toEqual(first)
      }
    },
  )

  test('has a name of its own in lower case, and is found by it', () => {
    const names = builtInProblems.map((problem) => problem.name)
    expect(new Set(names).size).toBe(names.length)
    for (const problem of builtInProblems) {
      expect(problem.name).toMatch(/^[a-z0-9-]+$/)
      expect(findProblem(problem.name)).toEqual({ ok: true, problem })
    }
  })

  test('an unknown name is answered with the nearest known one, or with all of them', () => {
    expect(findProblem('xorr')).toEqual({
      ok: false,
      message: 'There is no problem called "xorr". Did you mean "xor"?',
    })
    expect(findProblem('chess-playing')).toMatchObject({
      message: expect.stringContaining('Choose one of: xor, '),
    })
  })
})

describe('problemHash', () => {
  test('is 32 hexadecimal digits, the same again, another one for every problem', () => {
    const hashes = builtInProblems.map(problemHash)
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(hashes).size).toBe(hashes.length)
    expect(builtInProblems.map(problemHash)).toEqual(hashes)
  })

  test('differs when the version does', () => {
    expect(problemHash({ ...xor, version: 2 })).not.toBe(problemHash(xor))
  })

  test('differs when the fitness differs in its last bit', () => {
    const nearly: Problem = {
      ...xor,
      evaluate: (network, context) => fitnessOf(xor.evaluate(network, context)) * (1 + Number.EPSILON),
    }
    expect(problemHash(nearly)).not.toBe(problemHash(xor))
  })

  test('is pinned for xor: it may change only together with the bits of networks', () => {
    expect(problemHash(xor)).toBe('673651b1f9ee59a09769ed647ef59a15')
  })
})
