// Fitness functions in Python, each slot a process that is kept warm: whatever they do, the run says it and goes on.
import { describe, expect, test } from 'vitest'
import { Cancellation } from '../../../core/base/abort.ts'
import { genomeId } from '../../../core/base/ids.ts'
import { Random } from '../../../core/base/random.ts'
import type { EvaluationItem } from '../../../core/evaluate/batch.ts'
import { describeOwn } from '../../../core/node/own/describe-own.ts'
import { watchProblem } from '../../../core/node/own/watch-problem.ts'
import type { OptionValues } from '../../../core/problems/options.ts'
import type { Problem } from '../../../core/problems/problem.ts'
import { problemHash } from '../../../core/problems/problem-hash.ts'
import { randomSpec } from '../../network/random-spec.ts'
import { failing, fileWithBody, unloadable } from './broken-functions.ts'
import { evaluatorOf, fileWith, LIMIT_MB, python } from './python-here.ts'

const never = new Cancellation().signal
const withPython = describe.skipIf(python === null)

function items(count: number): EvaluationItem[] {
  const random = Random.fromSeed(7)
  const shape = { kind: 'feed-forward', inputCount: 2, outputCount: 1, plain: true } as const
  return Array.from({ length: count }, (_, id) => ({
    genomeId: genomeId(id),
    seed: id,
    network: randomSpec(random, shape),
  }))
}

const described = (file: string): Promise<Problem> => describeOwn(`${file}:fitness`, LIMIT_MB)

withPython('a file without a usable function is refused with one sentence', () => {
  test.each(unloadable)('that $how', async ({ text, says }) => {
    await expect(described(fileWith(text))).rejects.toThrow(says)
  })

  test('that is not there', async () => {
    await expect(described('./nowhere/fitness.py')).rejects.toThrow(
      /There is no file .*fitness\.py\. Give FILE/,
    )
  })

  test('where there is no Python', async () => {
    process.env['NEATWORK_PYTHON'] = 'no-such-python'
    try {
      await expect(described(fileWith(fileWithBody('pass')))).rejects.toThrow(
        /can't be loaded: there is no no-such-python on this machine; install Python 3\.9 or newer/,
      )
    } finally {
      delete process.env['NEATWORK_PYTHON']
    }
  })
})

withPython('options', () => {
  const text = `INPUTS, OUTPUTS = 2, 1
OPTIONS = {"laps": 3, "wind": False, "track": {"default": "oval", "choices": ["oval", "eight"]}}
def fitness(genome):
    options = dict(genome.options)
    genome.options.clear()
    return options["laps"] + (100 if options["wind"] else 0) + (1000 if options["track"] == "eight" else 0)
`
  test('are declared by the file, have its defaults, and change from one batch to the next', async () => {
    const problem = await described(fileWith(text))
    expect(problem.options).toMatchObject({
      laps: { kind: 'number', default: 3, whole: true },
      wind: { kind: 'switch' },
      track: { kind: 'choice', choices: ['oval', 'eight'] },
    })
    const evaluator = evaluatorOf(problem)
    const scored = async (options?: OptionValues) => {
      const batch = { generation: 0, items: items(2), ...(options && { options }) }
      const results = await evaluator.evaluate(batch, never)
      return results.map((one) => (one.kind === 'scored' ? one.fitness : one.reason))
    }
    expect(await scored()).toEqual([3, 3])
    expect(await scored({ laps: 5, wind: true, track: 'eight' })).toEqual([1105, 1105])
    expect(await scored({ laps: 4, wind: false, track: 'oval' })).toEqual([4, 4])
  })
})

withPython('a network at work', () => {
  const playing = (body: string, stage = '(-1, 1, -1, 1)') => `from neatwork import NeatModule
from neatwork.play import box, circle, frame, path, text
INPUTS, OUTPUTS, STAGE, FRAME_MS = 2, 1, ${stage}, 50
OPTIONS = {"steps": 3}
def fitness(genome): return 1
def scenery(genome): return [path("ground", [(-1, 0), (1, 0)], width=0.1), text("other", (0, 0.5), "far")]
def play(genome):
    network = NeatModule(genome)
    ${body}
`
  const [one] = items(1)
  const shown = async (body: string) => {
    const problem = await described(fileWith(playing(body)))
    if (one === undefined) return expect.unreachable()
    return await watchProblem(problem, { network: one.network, seed: 3, options: { steps: 4 } })
  }

  test('is shown by the frames that the file yields, with the options', async () => {
    const watched = await shown(
      'for step in range(genome.options["steps"]): yield frame([circle("body", (step, network([step, 1.0])[0]), 0.1), box("part", (0, 0), (1, 2), angle=step)], {"step": step, "is": "fine"})',
    )
    expect(watched).toMatchObject({
      ...{ kind: 'play', frameMs: 50, isCut: false, stage: { left: -1, right: 1, bottom: -1, top: 1 } },
      scenery: [{ kind: 'path', role: 'ground', width: 0.1 }, { kind: 'text' }],
      frames: {
        length: 4,
        2: { shapes: [{ kind: 'circle' }, { angle: 2 }], figures: { step: 2, is: 'fine' } },
      },
    })
  })

  test('for at most two thousand frames', async () => {
    const watched = await shown('while True: yield frame([])')
    expect(watched).toMatchObject({ isCut: true, frames: { length: 2000 } })
  })

  test.each([
    ['yield frame([circle("bodi", (0, 0), 1)])', 'what play gives is wrong: frames.0.shapes.0.role'],
    ['yield frame([circle("body", (0, float("nan")), 1)])', 'Out of range float values are not JSON'],
    ['yield 3', 'what play gives is wrong: frames.0'],
    ['raise KeyError("lost")\n    yield', "KeyError: 'lost' (fitness.py:9 in play)"],
    ['import os; os._exit(3)\n    yield', 'code 3'],
  ])('or not, and why: %s', async (body, says) => {
    await expect(shown(body)).rejects.toThrow(`The network can't be watched: `)
    await expect(shown(body)).rejects.toThrow(says)
  })

  test('needs a stage that is one', async () => {
    await expect(described(fileWith(playing('yield', '(1, 0, 0, 1)')))).rejects.toThrow(
      'left must be below right',
    )
  })
})

withPython('a function that fails gives its genomes no fitness, and says why', () => {
  test.each(failing)('that $how', async ({ text, says, limitMs }) => {
    const problem = await described(fileWith(text))
    const evaluator = evaluatorOf(problem, limitMs === undefined ? {} : { taskTimeoutMs: limitMs })
    const results = await evaluator.evaluate({ generation: 0, items: items(2) }, never)
    for (const result of results) {
      expect(result).toMatchObject({ kind: 'failed', reason: expect.stringMatching(says) })
    }
  })

  test('and only those that do: the others keep their scores', async () => {
    const body = `chance = random.random()
if chance < 0.2: os._exit(1)
if chance < 0.4: raise ValueError("unlucky")
genomes[0].fitness = chance`
    const problem = await described(fileWith(fileWithBody(body, 'import os, random\n')))
    const again = await described(
      fileWith(fileWithBody('genomes[0].fitness = random.random()', 'import random\n')),
    )
    const chances = await evaluatorOf(again).evaluate({ generation: 0, items: items(20) }, never)
    const results = await evaluatorOf(problem).evaluate({ generation: 0, items: items(20) }, never)
    const fitness = (all: typeof results) => all.map((one) => (one.kind === 'scored' ? one.fitness : null))
    expect(fitness(results)).toEqual(fitness(chances).map((chance) => ((chance ?? 0) < 0.4 ? null : chance)))
    expect(fitness(results)).toContain(null)
  })

  test('a genome that is changed is changed for nobody else', async () => {
    const body = `g = genomes.pop()
g.network.connections.clear()
g.id = 1
g.fitness = 5`
    const problem = await described(fileWith(fileWithBody(body)))
    const batch = items(3)
    const before = structuredClone(batch)
    const results = await evaluatorOf(problem).evaluate({ generation: 0, items: batch }, never)
    expect(results.map(({ genomeId: id }) => id)).toEqual([0, 1, 2])
    expect(results).toMatchObject([{ kind: 'failed' }, { kind: 'failed' }, { kind: 'failed' }])
    expect(batch).toEqual(before)
  })

  test.skipIf(process.platform === 'win32')('a process that it forks answers for nobody', async () => {
    const body = `import os
genomes[0].fitness = 2 if os.fork() == 0 else 1`
    const problem = await described(fileWith(fileWithBody(body)))
    const evaluator = evaluatorOf(problem)
    for (const generation of [0, 1]) {
      const results = await evaluator.evaluate({ generation, items: items(4) }, never)
      expect(results.map((one) => one.kind === 'scored' && one.fitness)).toEqual([1, 1, 1, 1])
    }
  })

  test('what it prints and where it failed is told with the genome’s id', async () => {
    const lines: string[] = []
    const body = `print("looking at", genomes[0].id)
if genomes[0].id == 1: raise ValueError("no track")
genomes[0].fitness = 1`
    const problem = await described(fileWith(fileWithBody(body)))
    const evaluator = evaluatorOf(problem, { log: (line) => void lines.push(line) })
    await evaluator.evaluate({ generation: 0, items: items(2) }, never)
    expect(lines).toContain('Genome 0 prints: looking at 0')
    expect(lines).toContain('Genome 1 prints:     if genomes[0].id == 1: raise ValueError("no track")')
    expect(lines).toContain('Genome 1 prints: ValueError: no track')
  })
})

withPython('what a Python problem is', () => {
  test('is told by its file, without running it here', async () => {
    const text = fileWithBody('pass').replace('INPUTS = 2', 'INPUTS = ["left", "right"]\nWORST_FITNESS = -3')
    expect(await described(fileWith(text))).toMatchObject({
      name: 'broken',
      version: 1,
      inputs: ['left', 'right'],
      outputs: ['output 1'],
      solvedAt: 1000,
      worstFitness: -3,
      deterministic: true,
      own: { language: 'python', entry: 'fitness', hash: expect.stringMatching(/^[0-9a-f]{32}$/) },
    })
  })

  test('without a mark is never solved, whatever its fitness', async () => {
    const problem = await described(fileWith(fileWithBody('pass').replace('SOLVED_AT = 1000\n', '')))
    expect(problem.tryChampion?.({} as never)).toEqual({ solved: false, metrics: {} })
  })

  test('changes its hash with its text, and not with its name', async () => {
    const one = problemHash(await described(fileWith(fileWithBody('pass'))))
    expect(problemHash(await described(fileWith(fileWithBody('pass'), 'other.py')))).toBe(one)
    expect(problemHash(await described(fileWith(`${fileWithBody('pass')}# more\n`)))).not.toBe(one)
  })

  test('is what it was when the run began: a file that was changed meanwhile is not evaluated', async () => {
    const file = fileWith(fileWithBody('genomes[0].fitness = 1'))
    const problem = await described(file)
    const { writeFileSync } = await import('node:fs')
    writeFileSync(file, fileWithBody('genomes[0].fitness = 2'))
    const [result] = await evaluatorOf(problem).evaluate({ generation: 0, items: items(1) }, never)
    expect(result).toMatchObject({
      reason: expect.stringMatching(/fitness\.py was changed after the run began/),
    })
  })
})
