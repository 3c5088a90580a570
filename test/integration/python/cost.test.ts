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
const MOST_TIMES = 3
/** On a busy machine it takes more of them until both have had a quiet moment. */
const MOST_ROUNDS = 12
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
  'a thousand small evaluations are all scored, and cost at most three times what a plain loop does',
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
    // The best of either: other programs may run beside both, and a slow loop excuses nothing.
    const ratio = () => Math.min(...throughMs) / Math.min(...loopMs)
    for (let round = 0; round < 3 || (ratio() > MOST_TIMES && round < MOST_ROUNDS); round++) {
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
    console.log(`best against best: ${ratio().toFixed(2)} times (asked: at most ${MOST_TIMES})`)
    expect(ratio()).toBeLessThanOrEqual(MOST_TIMES)
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
