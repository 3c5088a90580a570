// What evaluating in Python costs beyond the function itself: a thousand small evaluations through a slot of this machine,
// and the same function called for the same genomes in a plain loop, turn and turn about.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stdout } from 'node:process'
import { Cancellation } from '../core/base/abort.ts'
import { batchId, genomeId } from '../core/base/ids.ts'
import { Random } from '../core/base/random.ts'
import { DEFAULT_LIMIT_MB } from '../core/node/own/own-limits.ts'
import { describePython } from '../core/node/python/describe-python.ts'
import { pythonCommand } from '../core/node/python/start-python.ts'
import { ThreadEvaluator } from '../core/node/threads/thread-evaluator.ts'
import { encodeBatch } from '../core/wire/batch-codec.ts'
import { randomSpec } from '../test/network/random-spec.ts'

const COUNT = 1000
const ROUNDS = 15
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

export interface CostRound {
  /** Genomes that got a fitness. */
  readonly scored: number
  readonly throughMs: number
  readonly loopMs: number
}

export async function run(): Promise<void> {
  const rounds = await pythonCost(ROUNDS)
  for (const { throughMs, loopMs } of rounds) {
    const times = (throughMs / loopMs).toFixed(2)
    stdout.write(
      `${throughMs.toFixed(1)} ms through Neatwork, ${loopMs.toFixed(1)} ms in a plain loop: ${times}\n`,
    )
  }
  stdout.write(`${costSentence(rounds)}\n`)
}

export function costSentence(rounds: readonly CostRound[]): string {
  const ratios = rounds.map(({ throughMs, loopMs }) => throughMs / loopMs).toSorted((a, b) => a - b)
  const best =
    Math.min(...rounds.map(({ throughMs }) => throughMs)) / Math.min(...rounds.map(({ loopMs }) => loopMs))
  const [median = 0] = ratios.slice(ratios.length >> 1)
  return `${COUNT} evaluations in Python: ${median.toFixed(2)} times a plain loop (median of ${rounds.length}; best against best ${best.toFixed(2)}; asked: at most 3)`
}

/** Rejects where there is no Python. */
export async function pythonCost(rounds: number): Promise<readonly CostRound[]> {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-cost-'))
  const file = join(folder, 'fitness.py')
  const frame = join(folder, 'batch.bin')
  const random = Random.fromSeed(11)
  const shape = { kind: 'feed-forward', inputCount: 2, outputCount: 1, plain: true, maxHidden: 4 } as const
  const items = Array.from({ length: COUNT }, (_, at) => ({
    ...{ genomeId: genomeId(at), seed: at },
    network: randomSpec(random, shape),
  }))
  writeFileSync(file, XOR)
  // The very same networks: those of genomes as JSON would be without nodes that nobody hears.
  writeFileSync(frame, encodeBatch({ batchId: batchId(1), generation: 0, problem: 'xor-fitness' }, items))
  const problem = await describePython(`${file}:xor_fitness`, DEFAULT_LIMIT_MB)
  const rules = { slots: 1, taskTimeoutMs: 60_000, maxRetries: 1, batchSize: 0 }
  const evaluator = new ThreadEvaluator({ ...rules, problem })
  try {
    const never = new Cancellation().signal
    await evaluator.evaluate({ generation: 0, items }, never)
    const measured: CostRound[] = []
    for (let round = 0; round < rounds; round++) {
      const loopMs = plainLoopMs(file, frame)
      const startedMs = performance.now()
      const results = await evaluator.evaluate({ generation: 1 + round, items }, never)
      const throughMs = performance.now() - startedMs
      measured.push({ scored: results.filter(({ kind }) => kind === 'scored').length, throughMs, loopMs })
    }
    return measured
  } finally {
    await evaluator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function plainLoopMs(file: string, frame: string): number {
  const script = join(import.meta.dirname, 'python_plain_loop.py')
  const asked = spawnSync(pythonCommand(), [script, `${file}:xor_fitness`, frame], {
    env: { ...process.env, PYTHONPATH: join(import.meta.dirname, '../python'), PYTHONDONTWRITEBYTECODE: '1' },
    encoding: 'utf8',
  })
  if (asked.status !== 0) throw new Error(`the plain loop failed: ${asked.stderr}`)
  return Number(asked.stdout)
}
