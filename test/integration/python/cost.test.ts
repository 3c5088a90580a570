// What evaluating in Python costs beyond the function itself.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { expect, test } from 'vitest'
import { Cancellation } from '../../../core/base/abort.ts'
import { genomeId } from '../../../core/base/ids.ts'
import { Random } from '../../../core/base/random.ts'
import { describePython } from '../../../core/node/python/describe-python.ts'
import { randomSpec } from '../../network/random-spec.ts'
import { jsonOf } from '../../python/fixtures.ts'
import { PACKAGE } from '../../python/run-python.ts'
import { evaluatorOf, fileWith, LIMIT_MB, python } from './python-here.ts'

const COUNT = 1000
const ROUNDS = 5
const XOR = `
from neatwork import NeatModule
INPUTS = 2
OUTPUTS = 1
ROWS = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]

def xor_fitness(genomes):
    for g in genomes:
        network = NeatModule(g)
        g.fitness = 4 - sum((network(row)[0] - wanted) ** 2 for row, wanted in ROWS)
`

test.skipIf(python === null)(
  'a thousand small evaluations are all scored; what they cost is told beside a plain loop',
  async () => {
    const random = Random.fromSeed(11)
    const shape = { kind: 'feed-forward', inputCount: 2, outputCount: 1, plain: true, maxHidden: 4 } as const
    const networks = Array.from({ length: COUNT }, () => randomSpec(random, shape))
    const file = fileWith(XOR)
    const genomes = fileWith(JSON.stringify(networks.map((spec) => jsonOf(spec).genome)), 'genomes.json')
    const evaluator = evaluatorOf(await describePython(`${file}:xor_fitness`, LIMIT_MB), {
      taskTimeoutMs: 60_000,
    })
    const items = networks.map((network, at) => ({ genomeId: genomeId(at), seed: at, network }))
    const never = new Cancellation().signal
    await evaluator.evaluate({ generation: 0, items: items.slice(0, 50) }, never)

    const throughMs: number[] = []
    const loopMs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const plainMs = plainLoopMs(file, genomes)
      const startedMs = performance.now()
      const results = await evaluator.evaluate({ generation: 1 + round, items }, never)
      const ms = performance.now() - startedMs
      expect(results.every(({ kind }) => kind === 'scored')).toBe(true)
      throughMs.push(ms)
      loopMs.push(plainMs)
      console.log(
        `${COUNT} evaluations: ${ms.toFixed(1)} ms through Neatwork, ${plainMs.toFixed(1)} ms in a plain loop, ${(ms / plainMs).toFixed(2)} times`,
      )
    }
    // The best of either, because other programs may run beside both; told and not asserted: a busy machine is no error.
    const ratio = Math.min(...throughMs) / Math.min(...loopMs)
    console.log(`best against best: ${ratio.toFixed(2)} times (asked: at most 3)`)
  },
)

function plainLoopMs(file: string, genomes: string): number {
  const script = join(import.meta.dirname, '../../python/plain_loop.py')
  const asked = spawnSync(python?.command ?? '', [script, `${file}:xor_fitness`, genomes], {
    env: { ...process.env, PYTHONPATH: PACKAGE, PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  })
  expect(asked.status, asked.stderr).toBe(0)
  return Number(asked.stdout)
}
