// Problems of people's own, each in processes of its own: whatever their code does, the run says it and goes on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Cancellation } from '../../../core/base/abort.ts'
import { genomeId } from '../../../core/base/ids.ts'
import { Random } from '../../../core/base/random.ts'
import { runToEnd } from '../../../core/base/steps.ts'
import type { EvaluationItem } from '../../../core/evaluate/batch.ts'
import { compileNetwork } from '../../../core/network/compile.ts'
import type { NetworkSpec } from '../../../core/network/network-spec.ts'
import { DEFAULT_CLUSTER } from '../../../core/node/cluster-settings.ts'
import { describeOwn } from '../../../core/node/own/describe-own.ts'
import { processSlots } from '../../../core/node/own/process-slot.ts'
import { BatchRunner } from '../../../core/node/threads/batch-runner.ts'
import { ThreadEvaluator } from '../../../core/node/threads/thread-evaluator.ts'
import type { Problem } from '../../../core/problems/problem.ts'
import { problemHash } from '../../../core/problems/problem-hash.ts'
import { withOpponents } from '../../../core/run/opponents.ts'
import { randomSpec } from '../../network/random-spec.ts'
import { failing, unloadable } from './broken-problems.ts'

const LIMIT_MB = 200

function fileWith(text: string, name = 'problem.js'): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-own-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

/** An evaluator of one slot, with the limits that the broken problems are made for. */
function evaluatorOf(problem: Problem, taskTimeoutMs = 30_000): ThreadEvaluator {
  const own = problem.own
  if (own === undefined) throw new TypeError('it is not somebody’s own')
  const start = processSlots({ ...own, limitMb: LIMIT_MB }, () => {})
  const rules = { ...DEFAULT_CLUSTER, taskTimeoutMs, maxRetries: 1 }
  const evaluator = new ThreadEvaluator({ ...rules, problem, slots: 1, runner: new BatchRunner(1, start) })
  onTestFinished(() => evaluator.close())
  return evaluator
}

function items(count: number): EvaluationItem[] {
  const random = Random.fromSeed(7)
  const shape = { kind: 'feed-forward', inputCount: 2, outputCount: 1, plain: true } as const
  return Array.from({ length: count }, (_, id) => ({
    genomeId: genomeId(id),
    seed: id,
    network: randomSpec(random, shape),
  }))
}

const never = new Cancellation().signal

describe('a file that is no problem is refused with one sentence', () => {
  test.each(unloadable)('that $how', async ({ text, says }) => {
    await expect(describeOwn(fileWith(text), LIMIT_MB)).rejects.toThrow(says)
  })

  test('that is not there', async () => {
    await expect(describeOwn('./nowhere/problem.ts', LIMIT_MB)).rejects.toThrow(
      /There is no file .*problem\.ts\. "neatwork init NAME" writes a problem to begin with/,
    )
  })

  test('that has another ending', async () => {
    await expect(describeOwn('./problem.txt', LIMIT_MB)).rejects.toThrow(/must end in \.ts, \.js/)
  })
})

describe('a problem that fails gives its genomes no fitness, and says why', () => {
  test.each(failing)('that $how', async ({ text, says, limitMs }) => {
    const problem = await describeOwn(fileWith(text), LIMIT_MB)
    const results = await evaluatorOf(problem, limitMs).evaluate({ generation: 0, items: items(2) }, never)
    for (const result of results) {
      expect(result).toMatchObject({ kind: 'failed', reason: expect.stringMatching(says) })
    }
  })

  test('and only those that do: the others keep their scores', async () => {
    const text = `export default {
  name: 'half-broken', inputs: 2, outputs: 1, solvedAt: 9,
  evaluate(network, { random }) {
    const chance = random.nextFloat()
    if (chance < 0.3) process.exit(1)
    if (chance < 0.5) throw new Error('unlucky')
    return chance
  },
}
`
    const problem = await describeOwn(fileWith(text), LIMIT_MB)
    const results = await evaluatorOf(problem).evaluate({ generation: 0, items: items(20) }, never)
    const chances = items(20).map(({ seed }) => Random.fromSeed(seed).nextFloat())
    expect(results.map((result) => (result.kind === 'scored' ? result.fitness : null))).toEqual(
      chances.map((chance) => (chance < 0.5 ? null : chance)),
    )
  })
})

describe('what else an evaluation tells', () => {
  test('is its metrics, and where it threw the whole way that led there, in its file and what that imports', async () => {
    const file = fileWith(`import { deep } from './deep.mjs'
export default {
  name: 'telling', inputs: 2, outputs: 1, solvedAt: 99,
  evaluate(network, { random }) {
    if (random.nextFloat() < 0.5) deep()
    return { fitness: 1, metrics: { laps: 2 } }
  },
}
`)
    writeFileSync(join(dirname(file), 'deep.mjs'), 'export function deep() { throw new Error("too deep") }\n')
    const results = await evaluatorOf(await describeOwn(file, LIMIT_MB)).evaluate(
      { generation: 0, items: items(8) },
      never,
    )
    const [scored, failed] = ['scored', 'failed'].map((wanted) => results.find(({ kind }) => kind === wanted))
    expect(scored).toMatchObject({ metrics: { laps: 2 } })
    if (failed?.kind !== 'failed') throw new RangeError('one of them throws')
    const [first, ...frames] = failed.trace?.split('\n') ?? []
    expect(first).toBe('Error: too deep')
    expect(frames).toHaveLength(2)
    expect(frames[0]).toMatch(/at deep \(deep\.mjs:1:\d+\)$/)
    expect(frames[1]).toMatch(/at (Object\.)?evaluate \([\w-]+\.[mc]?[jt]s:5:\d+\)$/)
  })
})

describe('a game of people’s own', () => {
  const GAME = `export default {
  name: 'higher', inputs: 2, outputs: 1, solvedAt: 99, opponents: 3,
  evaluate(network, { opponents }) {
    const own = network.activate([1, 0])[0]
    return opponents.filter((other) => other.activate([1, 0])[0] < own).length + opponents.length / 10
  },
}
`
  test('meets the opponents that come with each genome', async () => {
    const problem = await describeOwn(fileWith(GAME), LIMIT_MB)
    expect(problem.opponents).toBe(3)
    const batch = { generation: 0, items: runToEnd(withOpponents(items(12), 3)) }
    const results = await evaluatorOf(problem).evaluate(batch, never)
    const answer = (network: NetworkSpec) => compileNetwork(network).activate([1, 0])[0] ?? 0
    expect(results.map((result) => result.kind === 'scored' && result.fitness)).toEqual(
      batch.items.map(
        ({ network, opponents = [] }) =>
          opponents.filter((other) => answer(other) < answer(network)).length + opponents.length / 10,
      ),
    )
  })

  test('gets opponents that check what they are given', async () => {
    const problem = await describeOwn(
      fileWith(GAME.replaceAll('other.activate([1, 0])', 'other.activate([1])')),
      LIMIT_MB,
    )
    const batch = { generation: 0, items: runToEnd(withOpponents(items(2), 1)) }
    const [result] = await evaluatorOf(problem).evaluate(batch, never)
    expect(result).toMatchObject({
      kind: 'failed',
      reason: expect.stringContaining('the network has 2 inputs'),
    })
  })

  test('says how many it meets', async () => {
    const text = GAME.replace('opponents: 3', 'opponents: 0')
    await expect(describeOwn(fileWith(text), LIMIT_MB)).rejects.toThrow(/opponents/)
  })
})

describe('what a problem is', () => {
  const TEXT = `
interface Row { readonly wanted: number }
const row: Row = { wanted: 1 }
export default {
  name: 'typed',
  summary: 'A problem in TypeScript.',
  inputs: ['left', 'right'],
  outputs: 1,
  solvedAt: 1,
  options: { gain: { kind: 'number', default: 2, low: 0, high: 9, description: 'Factor.' } },
  evaluate: (network: { activate(inputs: readonly number[]): ArrayLike<number> }, context: { options: { gain: number } }) =>
    row.wanted - (network.activate([0, 1])[0] ?? 0) * context.options.gain,
}
`

  test('is told by its file, in TypeScript too, without running it here', async () => {
    const problem = await describeOwn(fileWith(TEXT, 'problem.ts'), LIMIT_MB)
    expect(problem).toMatchObject({
      name: 'typed',
      version: 1,
      summary: 'A problem in TypeScript.',
      inputs: ['left', 'right'],
      outputs: ['output 1'],
      worstFitness: 0,
      deterministic: true,
      own: { language: 'javascript', hash: expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
    const results = await evaluatorOf(problem).evaluate({ generation: 0, items: items(5) }, never)
    expect(results.every(({ kind }) => kind === 'scored')).toBe(true)
  })

  test('changes its hash with its text and with what it imports, and not with ends of lines', async () => {
    const hashOf = async (text: string, imported: string) => {
      const file = fileWith(text)
      writeFileSync(join(file, '..', 'part.js'), imported)
      return problemHash(await describeOwn(file, LIMIT_MB))
    }
    const text = `import { at } from './part.js'
export default { name: 'parts', inputs: 1, outputs: 1, solvedAt: at, evaluate: () => 1 }
`
    const one = await hashOf(text, 'export const at = 1 // one\n')
    expect(await hashOf(text, 'export const at = 1 // one\n')).toBe(one)
    expect(await hashOf(text.replaceAll('\n', '\r\n'), 'export const at = 1 // one\n')).toBe(one)
    expect(await hashOf(text, 'export const at = 1 // two\n')).not.toBe(one)
    expect(await hashOf(`${text}// more\n`, 'export const at = 1 // one\n')).not.toBe(one)
  })

  test('is what it was when the run began: a file that was changed meanwhile is not evaluated', async () => {
    const text = `export default { name: 'changing', inputs: 2, outputs: 1, solvedAt: 9, evaluate: () => 1 }\n`
    const file = fileWith(text)
    const problem = await describeOwn(file, LIMIT_MB)
    writeFileSync(file, text.replace('() => 1', '() => 2'))
    const [result] = await evaluatorOf(problem).evaluate({ generation: 0, items: items(1) }, never)
    expect(result).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/problem\.js was changed after the run began/),
    })
  })
})

test('a problem that evaluates many at once gives each its own chance, and options reach it', async () => {
  const text = `export default {
  name: 'many', inputs: 2, outputs: 1, solvedAt: 9,
  options: { gain: { kind: 'number', default: 2, low: 0, high: 9, description: 'Factor.' } },
  evaluateBatch: (networks, contexts) => contexts.map(({ random, options }, at) => {
    if (networks.length !== contexts.length) throw new Error('one context each')
    return { fitness: random.nextFloat() * options.gain, metrics: { at } }
  }),
}
`
  const problem = await describeOwn(fileWith(text), LIMIT_MB)
  const evaluator = evaluatorOf(problem)
  for (const options of [undefined, { gain: 5 }, { gain: 3 }]) {
    const batch = { generation: 0, items: items(9), ...(options && { options }) }
    const chances = batch.items.map(({ seed }) => Random.fromSeed(seed).nextFloat() * (options?.gain ?? 2))
    const results = await evaluator.evaluate(batch, never)
    expect(results.map((result) => (result.kind === 'scored' ? result.fitness : result.reason))).toEqual(
      chances,
    )
  }
})

test('a problem that evaluates many at once and fails at one of them fails at no other', async () => {
  const text = `export default {
  name: 'many', inputs: 2, outputs: 1, solvedAt: 9,
  evaluateBatch: (networks, contexts) => contexts.map(({ random }) => {
    const chance = random.nextFloat()
    if (chance < 0.3) throw new Error('unlucky')
    return chance
  }),
}
`
  const problem = await describeOwn(fileWith(text), LIMIT_MB)
  const results = await evaluatorOf(problem).evaluate({ generation: 0, items: items(12) }, never)
  const chances = items(12).map(({ seed }) => Random.fromSeed(seed).nextFloat())
  expect(results.map((result) => (result.kind === 'scored' ? result.fitness : null))).toEqual(
    chances.map((chance) => (chance < 0.3 ? null : chance)),
  )
})
