// Long evaluations, wherever they run: people hear how far they are, and one that looks ends by itself when nobody waits
// for it, so that its slot need not be replaced.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { genomeId } from '../../core/base/ids.ts'
import { Random } from '../../core/base/random.ts'
import { EvaluationAborted, type EvaluationBatch } from '../../core/evaluate/batch.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { describeOwn } from '../../core/node/own/describe-own.ts'
import { slotsFor } from '../../core/node/own/slots-for.ts'
import { BatchRunner } from '../../core/node/threads/batch-runner.ts'
import type { PrintedLine, StartSlot } from '../../core/node/threads/slot.ts'
import { ThreadEvaluator } from '../../core/node/threads/thread-evaluator.ts'
import { lunarLander } from '../../core/problems/box2d/lunar-lander.ts'
import type { OptionValues } from '../../core/problems/options.ts'
import type { Problem } from '../../core/problems/problem.ts'
import { randomSpec } from '../network/random-spec.ts'
import { findPythons } from '../python/run-python.ts'

const JAVASCRIPT = `export default {
  name: 'patient', inputs: 2, outputs: 1, solvedAt: 9,
  options: { quick: { kind: 'switch', default: false, description: 'Returns at once.' } },
  evaluate(network, { options, signal, progress }) {
    if (options.quick) return 7
    const begun = Date.now()
    while (!signal.aborted) progress((Date.now() - begun) / 1e5, 'waiting')
    return 1
  },
}
`
const PYTHON = `import time
INPUTS, OUTPUTS, OPTIONS = 2, 1, {"quick": False}
def patient(genome):
    if genome.options["quick"]:
        return 7
    begun = time.time()
    while not genome.aborted:
        genome.progress((time.time() - begun) / 100, "waiting")
    return 1
`

const folder = mkdtempSync(join(tmpdir(), 'neatwork-at-work-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileWith(text: string, name: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

interface Case {
  readonly where: string
  problem(): Promise<Problem>
  readonly long: OptionValues
  readonly short: OptionValues
}

const cases: readonly Case[] = [
  {
    where: 'a thread',
    problem: async () => lunarLander,
    long: { ...optionsOf(lunarLander), episodes: 1000 },
    short: { ...optionsOf(lunarLander), episodes: 1 },
  },
  {
    where: 'a process of its own',
    problem: () => describeOwn(fileWith(JAVASCRIPT, 'patient.js'), 1024),
    long: { quick: false },
    short: { quick: true },
  },
  {
    where: 'Python',
    problem: () => describeOwn(`${fileWith(PYTHON, 'patient.py')}:patient`, 1024),
    long: { quick: false },
    short: { quick: true },
  },
]

function optionsOf({ options = {} }: Problem): OptionValues {
  return Object.fromEntries(Object.entries(options).map(([name, spec]) => [name, spec.default]))
}

const hasPython = findPythons().length > 0
if (!hasPython) console.log('No Python 3.9 or newer was found: tests that need one are skipped.')
const here = cases.filter(({ where }) => hasPython || where !== 'Python')

test.concurrent.for(here)('in $where', async ({ problem: find, long, short }, { expect, onTestFinished }) => {
  const problem = await find()
  let starts = 0
  let hear: (line: PrintedLine) => void = () => {}
  const heard = new Promise<PrintedLine>((resolve) => {
    hear = (line) => line.share !== undefined && resolve(line)
  })
  const start: StartSlot = (events) => {
    starts++
    return slotsFor([problem], hear)(events)
  }
  const rules = { ...DEFAULT_CLUSTER, taskTimeoutMs: 60_000 }
  const evaluator = new ThreadEvaluator({ ...rules, problem, slots: 1, runner: new BatchRunner(1, start) })
  onTestFinished(() => evaluator.close())
  const shape = { inputCount: problem.inputs.length, outputCount: problem.outputs.length, plain: true }
  const network = randomSpec(Random.fromSeed(3), { kind: 'feed-forward', ...shape })
  const batch = (options: OptionValues): EvaluationBatch => ({
    generation: 0,
    items: [{ genomeId: genomeId(5), seed: 1, network }],
    options,
  })

  const cancellation = new Cancellation()
  const calledOff = evaluator.evaluate(batch(long), cancellation.signal)
  expect(await heard).toMatchObject({
    genomeId: 5,
    share: expect.any(Number),
    text: expect.stringMatching(/^waiting$|^episode \d+ of 1000$/),
  })
  cancellation.abort()
  await expect(calledOff).rejects.toThrow(EvaluationAborted)
  const [result] = await evaluator.evaluate(batch(short), new Cancellation().signal)
  expect(result).toMatchObject({ kind: 'scored' })
  expect(starts).toBe(1)
})
