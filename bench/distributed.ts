// Generations per second of the distributed XOR: a master and two worker processes on loopback, with and without
// --json, and genomes per second at population 1,000. New structure is switched off, so that no run ends early: one
// that is solved after 20 generations says little about pace. The built program is measured, as people run it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process, { execPath, stdout } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const CLI = fileURLToPath(new URL('../dist/program/neatwork.js', import.meta.url))
/** Not counted: code that hasn't been compiled yet, workers that join one after the other. */
const WARM_UP = 100
/** The Python original's own distributed example, one master and two workers, on a 2-core machine. */
const ORIGINAL = { generationsPerSecond: 13, genomesPerSecond: 2000 }

interface Setting {
  readonly name: string
  readonly population: number
  readonly generations: number
  readonly json: boolean
  readonly insecure?: boolean
  /** At which master and workers meet. */
  readonly broker?: string
}

const SETTINGS: readonly Setting[] = [
  { name: 'population 150, --json', population: 150, generations: 1500, json: true },
  { name: 'population 150, for people', population: 150, generations: 1500, json: false },
  { name: 'population 1,000, --json', population: 1000, generations: 500, json: true },
  { name: 'the same without TLS', population: 1000, generations: 500, json: true, insecure: true },
]

/** Measured masters keep their certificate here. */
const home = mkdtempSync(join(tmpdir(), 'neatwork-bench-home-'))

export async function run(): Promise<void> {
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  stdout.write('Distributed XOR: one master, two worker processes of one slot, loopback\n')
  for (const setting of SETTINGS) {
    const perSecond = await generationsPerSecond(setting)
    const genomes = perSecond * setting.population
    const ratio =
      setting.population === 150
        ? perSecond / ORIGINAL.generationsPerSecond
        : genomes / ORIGINAL.genomesPerSecond
    stdout.write(
      `${setting.name.padEnd(28)} ${perSecond.toFixed(0).padStart(6)} generations/s ` +
        `${genomes.toFixed(0).padStart(8)} genomes/s  ${ratio.toFixed(0)} times the original\n`,
    )
  }
  const { generationsPerSecond: generations, genomesPerSecond } = ORIGINAL
  stdout.write(`The Python original: about ${generations} generations/s, ${genomesPerSecond} genomes/s.\n`)
}

export async function generationsPerSecond(setting: Setting): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-bench-'))
  const children: ChildProcess[] = []
  try {
    const config = join(folder, 'config.json')
    writeFileSync(config, JSON.stringify({ neat: { structure: { addNodeRate: 0, addConnectionRate: 0 } } }))
    const master = startMaster(setting, config)
    children.push(master)
    return await pace(master, setting, (link) => {
      for (const name of ['1', '2'])
        children.push(start(['worker', link, '--insecure', '--slots', '1', '--once', '--name', name]))
    })
  } finally {
    for (const child of children) child.kill()
    rmSync(folder, { recursive: true })
  }
}

function startMaster(
  { population, generations, json, insecure = false, broker }: Setting,
  config: string,
): ChildProcess {
  const sizes = ['--population', String(population), '--generations', String(generations)]
  const network = [
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--min-workers',
    '2',
    '--local-slots',
    '0',
    '--web',
    'off',
  ]
  return start([
    'master',
    '--problem',
    'xor',
    '--config',
    config,
    ...sizes,
    ...network,
    ...(json ? ['--json'] : []),
    ...(insecure ? ['--insecure'] : []),
    ...(broker === undefined ? [] : ['--broker', broker]),
  ])
}

function start(args: readonly string[]): ChildProcess {
  return spawn(execPath, [CLI, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NEATWORK_HOME: home, NEATWORK_DISCOVERY: 'off' },
  })
}

/** Reads the master's lines; calls `join` with its link; counts generations after the warm-up. */
async function pace(master: ChildProcess, setting: Setting, join: (link: string) => void): Promise<number> {
  if (master.stdout === null) throw new Error('the master has no output')
  let generations = 0
  let startMs = 0
  let isJoined = false
  for await (const line of createInterface({ input: master.stdout })) {
    const link = /(?:neatwork:\/\/join|nats:\/)\/[^\s"]+/.exec(line)?.[0]
    if (link !== undefined && !isJoined) {
      isJoined = true
      join(link)
    }
    if (!/"type":"generation"|^generation /.test(line)) continue
    generations++
    if (generations === WARM_UP) startMs = performance.now()
    if (generations === setting.generations) {
      return ((generations - WARM_UP) / (performance.now() - startMs)) * 1000
    }
  }
  throw new Error(`the master ended after ${generations} of ${setting.generations} generations`)
}
