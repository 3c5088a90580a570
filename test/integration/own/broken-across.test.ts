// Code of somebody's own that is broken in every way at once, on a worker: master and worker say of each what it was, and
// the run goes on to its end.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findPythons } from '../../python/run-python.ts'
import { NeatworkProcess, neatwork } from '../neatwork-process.ts'

const python = findPythons()[0]
if (python === undefined) console.log('No Python 3.9 or newer was found: tests that need one are skipped.')

/** Which genome does what is a matter of its seed; in the runs below every kind comes up. */
const JAVASCRIPT = `export default {
  name: 'all-broken', inputs: 2, outputs: 1, solvedAt: 1000, worstFitness: -1,
  evaluate(network, { random }) {
    switch (random.nextInt(11)) {
      case 0: throw new RangeError('no such cell')
      case 1: return undefined
      case 2: return 0 / 0
      case 3: return '3.9'
      case 4: while (true);
      case 5: { const all = []; while (true) all.push(new Float64Array(2e6).fill(1)) }
      case 6: process.exit(5)
      case 7: return network.activate([0, 1])[7]
      case 8: while (true) console.log('again and again')
      case 9: network.activate = () => [1]; return 1
      default: return 1
    }
  },
}
`
const PYTHON = `import os
from neatwork import NeatModule
INPUTS, OUTPUTS, NAME, WORST_FITNESS = 2, 1, "all-broken", -1
def fitness(genome):
    kind = genome.seed % 11
    if kind == 0: raise RuntimeError("no such cell")
    if kind == 1: return None
    if kind == 2: return float("nan")
    if kind == 3: return "3.9"
    while kind == 4: pass
    hoard = []
    while kind == 5: hoard.append(b"x" * 100_000_000)
    if kind == 6: os._exit(5)
    if kind == 7: return NeatModule(genome)([0, 1])[7]
    while kind == 8: print("again and again" * 100)
    if kind == 9: genome.network.bias[0] = 9.0
    return 1
`

const LATE = /took longer than 4000 ms/
/** What is printed and read by nobody lies in memory, too. */
const MEMORY = /it took \d+ MB of memory|ran out of memory/
const reasons = (...others: readonly RegExp[]): readonly RegExp[] => [
  ...[/no such cell \(/, /the fitness must be a finite number, but it was nan/i, /of type str/, LATE],
  ...[MEMORY, /its process ended with code 5/, ...others],
]

interface Case {
  readonly language: string
  readonly file: string
  readonly text: string
  readonly seed: string
  readonly says: readonly RegExp[]
}

const cases: readonly Case[] = [
  {
    ...{ language: 'JavaScript', file: 'broken.js', text: JAVASCRIPT, seed: '301' },
    says: reasons(/of type undefined/, /read only property 'activate'.*broken\.js:14/),
  },
  {
    ...{ language: 'Python', file: 'broken.py', text: PYTHON, seed: '50' },
    says: reasons(
      /the function set no fitness/,
      /list index out of range \(broken\.py:14/,
      /the function changed the genome/,
    ),
  },
]

const here = cases.filter(({ language }) => python !== undefined || language !== 'Python')

test.each(here)('$language', { timeout: 240_000 }, async ({ file: name, text, seed, says }) => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-broken-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, name)
  writeFileSync(file, text)
  const master = new NeatworkProcess([
    ...['master', '--problem', file, '--seed', seed, '--population', '24', '--generations', '1', '--json'],
    ...['--max-retries', '1', '--task-timeout-ms', '4000', '--batch-size', '1', '--local-slots', '0'],
    ...['--host', '127.0.0.1', '--port', '0', '--web', 'off'],
  ])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  const worker = new NeatworkProcess([
    ...['worker', String(joinLink), '--problem', file, '--once', '--slots', '2', '--json'],
  ])
  expect(await master.result()).toMatchObject({ bestFitness: 1, evaluations: 24 })
  expect(await worker.exitCode, worker.stderr).toBe(0)
  for (const reason of says) {
    expect(master.stderr).toMatch(
      new RegExp(`Genome \\d+ got the worst fitness: [^\\n]*${reason.source}`, reason.flags),
    )
    expect(worker.stderr).toMatch(
      new RegExp(`Genome \\d+ failed here: [^\\n]*${reason.source}`, reason.flags),
    )
  }
})

test.each([
  [
    'broken.js',
    'export default { name: "broken", inputs: 2,, }',
    /broken\.js can't be loaded: SyntaxError.*broken\.js:1/,
  ],
  ['broken.js', "import 'no-such-package'\nexport default {}\n", /Cannot find package 'no-such-package'/],
  ['broken.py', 'def fitness(genome:\n', /broken\.py can't be loaded: line 1/],
  ['broken.py', 'import no_such_module\n', /there is no module "no_such_module"/],
])('%s that can’t be loaded (%j) ends master and worker with why', async (name, text, why) => {
  if (name.endsWith('.py') && python === undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-broken-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, name), text)
  const link = `neatwork://join/127.0.0.1:1?cert=${'a'.repeat(43)}&token=${'a'.repeat(27)}`
  for (const command of [['master'], ['worker', link]]) {
    const ended = await neatwork(...command, '--problem', join(folder, name))
    expect(ended.code).toBe(2)
    expect(ended.stderr).toMatch(why)
  }
})
