// A fitness function in Python across real processes: the same hashes whoever evaluates, and other code is refused.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { hashes, NeatworkProcess, neatwork } from '../neatwork-process.ts'
import { fileWith, python, temporaryFolder } from './python-here.ts'

const TEXT = `
import random
from neatwork import NeatModule

INPUTS = ["a", "b"]
OUTPUTS = ["xor"]
SOLVED_AT = 1000
ROWS = [(0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0)]

def my_xor(genomes):
    """A little chance, so that seeds matter, and a set, so that the order of hashes does."""
    for g in genomes:
        module = NeatModule(g)
        order = sorted({"x%d" % g.id, "y%d" % g.id}, key=hash)
        chance = random.random() / 100 + (0.001 if order[0][0] == "x" else 0)
        g.fitness = 4 + chance - sum((module([a, b])[0] - wanted) ** 2 for a, b, wanted in ROWS)
`
const RUN = ['--population', '60', '--generations', '12', '--seed', '3', '--json']
const MASTER = ['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--web', 'off']

/** The same text in a folder by itself, as on another machine. */
const copy = (text = TEXT) => `${fileWith(text, 'my_fitness.py')}:my_xor`

async function startMaster(where: string, ...args: string[]) {
  const master = new NeatworkProcess(['master', '--python', where, ...RUN, ...MASTER, ...args])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  return { master, link: String(joinLink) }
}

const worker = (link: string, ...args: string[]) =>
  new NeatworkProcess(['worker', link, '--once', '--slots', '1', '--json', ...args])

describe.skipIf(python === null)('a problem in Python', () => {
  test('evaluated by three workers, one of them killed, gives the hashes of one machine', async () => {
    const alone = await neatwork('run', '--python', copy(), ...RUN)
    expect(alone.code, alone.stderr).toBe(0)
    const { master, link } = await startMaster(copy(), '--min-workers', '3')
    const workers = [1, 2, 3].map(() => worker(link, '--python', copy()))
    await master.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 3)
    workers[0]?.child.kill('SIGKILL')
    workers.push(worker(link, '--python', copy()))
    expect(await master.result()).toEqual(await alone.result())
    expect(hashes(master)).toEqual(hashes(alone))
    expect(hashes(master)).toHaveLength(12)
    expect(await master.exitCode).toBe(0)
  })

  test('of another text is refused by its hash, with what to do', async () => {
    const { link } = await startMaster(copy())
    const other = worker(link, '--python', copy(`${TEXT}# and one comment more\n`))
    expect(await other.exitCode).toBe(4)
    expect(other.stderr).toMatch(
      /"my-xor" differs: master version 1, hash [0-9a-f]{12}; worker version 1, hash [0-9a-f]{12}\. Copy the master's my_fitness\.py to the worker and start it with --problem \.\/my_fitness\.py:my_xor\./,
    )
  })

  test('prints and fails on a worker, and the master says so with the genome', async () => {
    const text = TEXT.replace(
      '        module =',
      '        print("looking at", g.id)\n        if g.id % 7 == 3: raise ValueError("no track")\n        module =',
    )
    const { master, link } = await startMaster(copy(text), '--generations', '1')
    const one = worker(link, '--python', copy(text), '--name', 'lab-3')
    expect(await master.exitCode, master.stderr).toBe(0)
    expect(await one.exitCode, one.stderr).toBe(0)
    expect(master.stderr).toContain('Worker \\"lab-3\\", genome 0 prints: looking at 0')
    expect(master.stderr).toContain('Worker \\"lab-3\\", genome 3 prints: ValueError: no track')
    expect(master.stderr).toMatch(
      /Genome 3 got the worst fitness: the evaluation threw ValueError: no track \(my_fitness\.py:\d+ in my_xor\) \(3 tries\)/,
    )
    expect(one.stderr).toContain('Genome 0 prints: looking at 0')
  })

  test('is saved with where it was, and goes on when it is given again', async () => {
    const where = copy()
    const run = join(temporaryFolder(), 'run')
    const first = await neatwork('run', '--python', where, ...RUN.with(3, '8'), '--run', run)
    expect(first.code).toBe(0)
    const unasked = await neatwork('resume', run)
    expect(unasked.code).toBe(2)
    expect(unasked.stderr).toContain('its code runs only when asked for')
    const [, hash = ''] = /--trust-problem ([0-9a-f]{32}) to run it/.exec(unasked.stderr) ?? []
    const trusted = await neatwork('verify', run, '--trust-problem', hash)
    expect(trusted.code, trusted.stderr).toBe(0)
    const resumed = await neatwork('resume', run, '--python', copy(), '--json')
    expect(resumed.code, resumed.stderr).toBe(0)
  })

  test.each(['README.md', 'docs/python.md'])('as in %s solves XOR', async (page) => {
    const text = readFileSync(join(import.meta.dirname, '../../..', page), 'utf8')
    const [, example = ''] = /```python\n(# fitness\.py\n[\s\S]*?)```/.exec(text) ?? []
    const run = await neatwork('run', '--python', `${fileWith(example)}:xor_fitness`, '--seed', '1', '--json')
    expect(run.code, run.stderr).toBe(0)
    expect(await run.result()).toMatchObject({ solved: true })
  })

  test('that can’t be used ends the command before anything begins, with exit code 2', async () => {
    const broken = await neatwork('run', '--python', copy('def my_xor(genomes:\n'))
    expect(broken.code).toBe(2)
    expect(broken.stderr).toMatch(/^my_fitness\.py can't be loaded: line \d: .*\n$/)
    const both = await neatwork('run', '--python', copy(), '--problem', 'xor')
    expect(both.stderr).toBe('Give --problem or --python, not both.\n')
    const none = await neatwork('run', '--python', 'fitness')
    expect(none.stderr).toBe(
      '--python takes FILE:FUNCTION, such as fitness.py:xor_fitness, and not "fitness".\n',
    )
  })
})
