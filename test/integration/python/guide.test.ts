// The example of the guide that this project keeps the promises of: a master's script and two workers', only their import
// lines changed; and what else scripts in Python do with a cluster.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findPythons, PACKAGE } from '../../python/run-python.ts'
import { python, temporaryFolder } from './python-here.ts'

const GUIDE = join(import.meta.dirname, '../../python/guide')

/** The example as the guide has it. */
const MASTER = `# master_script.py
from neatify.distributed import DistributedPopulation, DistributedConfig

pop = DistributedPopulation(
    pop_size=150, num_inputs=2, num_outputs=1,
    distributed_config=DistributedConfig(min_workers=2)
)

for gen in range(50):
    pop.run_generation(lambda g: None)
    best = max(pop.genomes, key=lambda g: g.fitness)
    if best.fitness > 3.9: break

pop.shutdown()
`
const WORKER = `# worker_script.py
from neatify.distributed import WorkerNode
from neatify import NeatModule
import torch

def xor_fitness(genomes):
    X = torch.tensor([[0,0], [0,1], [1,0], [1,1]], dtype=torch.float32)
    Y = torch.tensor([[0], [1], [1], [0]], dtype=torch.float32)
    for g in genomes:
        model = NeatModule(g)
        mse = torch.mean((model(X) - Y)**2).item()
        g.fitness = 4.0 - mse

worker = WorkerNode('localhost', 5000, 1, xor_fitness)
worker.start()
`

class Script {
  readonly child: ChildProcess
  readonly exitCode: Promise<number | null>
  output = ''

  constructor(command: string, file: string, home: string, env: Readonly<Record<string, string>> = {}) {
    const base = {
      PYTHONPATH: PACKAGE,
      PYTHONDONTWRITEBYTECODE: '1',
      NEATWORK_HOME: home,
      PYTHONUNBUFFERED: '1',
    }
    this.child = spawn(command, [file], {
      env: { ...process.env, ...base, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void this.child.kill('SIGKILL'))
    this.child.stdout?.on('data', (text) => (this.output += String(text)))
    this.child.stderr?.on('data', (text) => (this.output += String(text)))
    this.exitCode = once(this.child, 'close').then(([code]) => code)
  }

  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output)) {
      if (this.child.exitCode !== null) throw new Error(`the script ended:\n${this.output}`)
      const { stdout, stderr } = this.child
      if (stdout !== null && stderr !== null)
        await Promise.race([once(stdout, 'data'), once(stderr, 'data'), this.exitCode])
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  const free = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.once('listening', () => server.close(() => resolve(true)))
  })
  server.listen(port, '0.0.0.0')
  return await free
}

const kept = (home: string) => (existsSync(join(home, 'masters')) ? readdirSync(join(home, 'masters')) : [])

describe("the guide's own example", () => {
  test('is the guide’s, but for the lines that import and the number of the second worker', () => {
    const read = (name: string) => readFileSync(join(GUIDE, name), 'utf8')
    const imported = (text: string) => text.replaceAll('from neatify', 'from neatwork')
    expect(read('master_script.py')).toBe(imported(MASTER))
    expect(read('worker_script_1.py')).toBe(imported(WORKER))
    expect(read('worker_script_2.py')).toBe(imported(WORKER).replace('5000, 1,', '5000, 2,'))
  })

  const withTorch = findPythons().find(({ torch }) => torch !== null)
  if (withTorch === undefined) console.log('No Python with torch was found: the guide’s example is not run.')
  test.skipIf(withTorch === undefined)(
    'solves XOR and ends cleanly',
    { timeout: 180_000 },
    async (context) => {
      if (!(await isFree(5000))) return context.skip('port 5000, which the example names, is taken')
      const home = temporaryFolder()
      const run = (name: string) => new Script(withTorch?.command ?? '', join(GUIDE, name), home)
      const scripts = ['worker_script_1.py', 'master_script.py', 'worker_script_2.py'].map(run)
      const codes = await Promise.all(scripts.map(({ exitCode }) => exitCode))
      const said = scripts.map(({ output }) => output).join('\n')
      expect(codes, said).toEqual([0, 0, 0])
      expect(said).toMatch(/Joined the master .* as "1"/)
      expect(said).toMatch(/Joined the master .* as "2"/)
      expect(kept(home)).toEqual([])
    },
  )
})

const ROWS = `
from neatwork import DistributedConfig, DistributedPopulation, NeatModule, WorkerNode
import random, sys

ROWS = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]
`
const WORKER_SCRIPT = `${ROWS}
def fitness(genomes):
    for g in genomes:
        module = NeatModule(g)
        g.fitness = 4 + random.random() / 100 - sum((module(row)[0] - wanted) ** 2 for row, wanted in ROWS)

WorkerNode("localhost", PORT, "WHO", fitness).start()
print("the worker is done")
`
const masterScript = (workers: number) => `${ROWS}
config = DistributedConfig(host="127.0.0.1", port=0, min_workers=${workers})
with DistributedPopulation(40, 2, 1, config, seed=5) as population:
    print("port", population.port, flush=True)
    for _ in range(12):
        population.run_generation()
        print("hash", population.statistics["populationHash"], flush=True)
    best = max(population.genomes, key=lambda g: g.fitness)
    again = NeatModule(population.best_genome)
    print("best", best.fitness > 2, len(population.genomes), len(again([0, 1])), flush=True)
`

interface Cluster {
  readonly master: Script
  readonly home: string
  worker(text?: string, who?: string): Script
}

async function cluster(workers: number): Promise<Cluster> {
  const home = temporaryFolder()
  const start = (text: string, name: string) => {
    const file = join(temporaryFolder(), name)
    writeFileSync(file, text)
    return new Script(python?.command ?? '', file, home)
  }
  const master = start(masterScript(workers), 'master.py')
  await master.says(/port \d+/)
  const port = /port (\d+)/.exec(master.output)?.[1] ?? ''
  return {
    master,
    home,
    worker: (text = WORKER_SCRIPT, who = 'w') =>
      start(text.replace('PORT', port).replace('WHO', who), `worker_${who}.py`),
  }
}

const hashesOf = ({ output }: Script) => [...output.matchAll(/^hash (\w+)$/gm)].map(([, hash]) => hash)

describe.skipIf(python === null)('scripts in Python', () => {
  test('get the same hashes from three workers, one of them killed, as from one', async () => {
    const alone = await cluster(1)
    const only = alone.worker()
    expect(await alone.master.exitCode, alone.master.output).toBe(0)
    expect(await only.exitCode, only.output).toBe(0)
    expect(only.output).toContain('the worker is done')
    expect(alone.master.output).toContain('best True 40 1')

    const many = await cluster(3)
    const workers = ['a', 'b', 'c'].map((who) => many.worker(WORKER_SCRIPT, who))
    await many.master.says(/(hash \w+\s+){3}/)
    workers[0]?.child.kill('SIGKILL')
    workers.push(many.worker(WORKER_SCRIPT, 'd'))
    expect(await many.master.exitCode, many.master.output).toBe(0)
    expect(hashesOf(many.master)).toEqual(hashesOf(alone.master))
    expect(hashesOf(alone.master)).toHaveLength(12)
  })

  test('with another function than the first worker’s are refused by its hash', async () => {
    const { worker } = await cluster(2)
    const first = worker(WORKER_SCRIPT, 'a')
    await first.says(/Joined the master/)
    const other = worker(WORKER_SCRIPT.replace('random.random() / 100', 'random.random() / 99'), 'b')
    expect(await other.exitCode, other.output).toBe(1)
    expect(other.output).toMatch(
      /The problem "own-of-the-workers" differs: master version 1, hash [0-9a-f]{12}; worker version 1, hash [0-9a-f]{12}\. The first worker decided which function is evaluated: give all of them the same\./,
    )
    expect(other.output).toContain(
      'NeatworkError: The worker ended with exit code 4: the master refused this worker.',
    )
  })

  test('say what fails on their workers, and take them along when they are killed, and their port', async () => {
    const { master, worker, home } = await cluster(1)
    const slow = WORKER_SCRIPT.replace('/ 100', '/ 100 + 0 * sum(range(200000))')
    const one = worker(slow.replace('module =', 'assert g.id != 3, "no track"\n        module ='))
    await master.says(/Worker "w", genome 3 prints: AssertionError: no track/)
    await master.says(/Genome 3 got the worst fitness: the evaluation threw AssertionError: no track/)
    await master.says(/hash/)
    const [file = ''] = kept(home)
    expect(statSync(join(home, 'masters', file)).mode & 0o077).toBe(0)
    master.child.kill('SIGKILL')
    expect(await one.exitCode, one.output).toBe(0)
    await expect.poll(() => kept(home), { timeout: 10_000 }).toEqual([])
  })

  test('say what is wrong with their settings', async () => {
    const home = temporaryFolder()
    const file = join(home, 'wrong.py')
    writeFileSync(file, `${ROWS}\nDistributedPopulation(40, 2, 1, settings={"neat": {"nonsense": 1}})\n`)
    const wrong = new Script(python?.command ?? '', file, home)
    expect(await wrong.exitCode).toBe(1)
    expect(wrong.output).toMatch(
      /NeatworkError: Neatwork ended with exit code 2\. The config file .* is wrong: neat\.nonsense/,
    )
  })

  test('that fail with their population still there end as any other', async () => {
    const home = temporaryFolder()
    const file = join(home, 'fails.py')
    writeFileSync(
      file,
      `${ROWS}\npopulation = DistributedPopulation(4, 2, 1, DistributedConfig("127.0.0.1", 0))\nraise ValueError("mine")\n`,
    )
    const fails = new Script(python?.command ?? '', file, home)
    expect(await fails.exitCode, fails.output).toBe(1)
    expect(fails.output.trim()).toMatch(/ValueError: mine$/)
    expect(kept(home)).toEqual([])
  })
})
