// How well the cluster keeps its workers busy, all on loopback: genomes per second of XOR, bytes per genome, efficiency
// for evaluations that wait, with a slow worker among others, what a genome costs the master, and the same scheduler in
// simulated time with as many slots as no machine here has.

import { type ChildProcess, spawn } from 'node:child_process'
import { execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { Cancellation } from '../core/base/abort.ts'
import { ClusterMaster } from '../core/node/cluster/master.ts'
import { passingIdentity } from '../core/node/cluster/master-identity.ts'
import { newToken } from '../core/node/cluster/token.ts'
import { DEFAULT_CLUSTER } from '../core/node/cluster-settings.ts'
import { builtInProblems } from '../core/problems/registry.ts'
import { bytesPerGenome } from './cluster/bytes-per-genome.ts'
import { SimulatedCluster } from './cluster/simulated-cluster.ts'
import { greedyMs, idealMs, waiting, waitingGenomes } from './cluster/waits.ts'
import { generationsPerSecond } from './distributed.ts'

const TIMER_WORKER = fileURLToPath(new URL('./cluster/timer-worker.ts', import.meta.url))
/** One-way delay of the simulated network. */
const DELAY_MS = 0.5
/** Generations are measured for so long, and at least so many, after half as many in which speeds are learnt. */
const MEASURED_MS = 4000
const FEWEST_GENERATIONS = 4
const PROCESSES = 4

const ASKED: readonly { readonly slots: number; readonly efficiency: number }[] = [
  { slots: 4, efficiency: 0.97 },
  { slots: 16, efficiency: 0.96 },
  { slots: 64, efficiency: 0.92 },
  { slots: 256, efficiency: 0.76 },
]

/** `--quick` measures fewer generations of XOR. */
export async function run(args: readonly string[]): Promise<void> {
  const quick = args.includes('--quick')
  await throughput(quick)
  stdout.write(`Bytes per genome on the wire: ${await bytesPerGenome()}\n`)
  for (const verifyPercent of [0, DEFAULT_CLUSTER.verifyPercent]) {
    stdout.write(`\nEvaluations that wait 10 to 30 ms, population 1,000, ${verifyPercent} % verified:\n`)
    for (const { slots, efficiency } of ASKED) await evenWorkers(slots, efficiency, verifyPercent)
    await oneSlowWorker(verifyPercent)
  }
  stdout.write(
    `\nThe same scheduler in simulated time, ${DELAY_MS} ms each way, ${DEFAULT_CLUSTER.verifyPercent} % verified:\n`,
  )
  for (const [slots, perWorker, population] of [
    [4, 1, 1000],
    [16, 4, 1000],
    [64, 16, 1000],
    [256, 64, 1000],
    [1000, 50, 10_000],
    [10_000, 100, 40_000],
  ] as const) {
    simulate(slots, perWorker, population)
  }
}

async function throughput(quick: boolean): Promise<void> {
  stdout.write('XOR, two worker processes of one slot each:\n')
  for (const population of [1000, 150]) {
    const generations = quick ? 200 : 1000
    const name = `population ${population}`
    const pace = await generationsPerSecond({ name, population, generations, json: true })
    stdout.write(`  ${name.padEnd(16)} ${(pace * population).toFixed(0).padStart(8)} genomes/s\n`)
  }
}

async function evenWorkers(slots: number, asked: number, verifyPercent: number): Promise<void> {
  const workers = Array.from({ length: PROCESSES }, () => ({ slots: slots / PROCESSES, slowness: 1 }))
  const { efficiency, greedy, masterUs } = await measure(workers, slots, verifyPercent)
  stdout.write(
    `  ${String(slots).padStart(3)} slots: efficiency ${efficiency.toFixed(3)} (asked ${asked}), greedy without ` +
      `overhead ${greedy.toFixed(3)}, of that ${(efficiency / greedy).toFixed(3)} (asked 0.93); ` +
      `master ${masterUs.toFixed(0)} µs of processor per genome\n`,
  )
}

async function oneSlowWorker(verifyPercent: number): Promise<void> {
  const workers = [1, 1, 1, 10].map((slowness) => ({ slots: 1, slowness }))
  const { efficiency } = await measure(workers, 3.1, verifyPercent)
  stdout.write(
    `  one of four workers ten times slower: ${efficiency.toFixed(3)} of work / sum of speeds (asked 0.9)\n`,
  )
}

interface TimerWorker {
  readonly slots: number
  readonly slowness: number
}

/** `speed` is what all slots together do, in genomes at a time. */
async function measure(workers: readonly TimerWorker[], speed: number, verifyPercent: number) {
  const master = await ClusterMaster.listen({
    problems: builtInProblems,
    ...DEFAULT_CLUSTER,
    ...{ host: '127.0.0.1', port: 0, verifyPercent, token: newToken(), appVersion: 'bench', localSlots: 0 },
    identity: await passingIdentity(),
    log: (level, message) => level === 'warn' && stdout.write(`  ! ${message}\n`),
  })
  const children = workers.map((worker) => startWorker(master.joinLinks[0] ?? '', worker))
  const ended = children.map((child) => new Promise((resolve) => child.on('exit', resolve)))
  for (const child of children) {
    child.on('exit', (code) => {
      if (code === 0) return
      for (const other of children) other.kill()
      throw new Error(`a worker ended with ${code}`)
    })
  }
  const { signal } = new Cancellation()
  try {
    master.beginRun(waiting, { runId: 'bench', minWorkers: workers.length })
    const generations = Math.max(FEWEST_GENERATIONS, Math.ceil((MEASURED_MS * speed) / 20_000))
    for (let generation = 0; generation < generations / 2; generation++) {
      await master.evaluate(waitingGenomes(1000, generation), signal)
    }
    let [ideal, real, greedy] = [0, 0, 0]
    const usage = process.cpuUsage()
    for (let generation = 1; generation <= generations; generation++) {
      const batch = waitingGenomes(1000, 1000 + generation)
      const begunMs = performance.now()
      await master.evaluate(batch, signal)
      real += performance.now() - begunMs
      ideal += idealMs(batch, speed)
      greedy += Number.isInteger(speed) ? greedyMs(batch, speed) : 0
    }
    const { user, system } = process.cpuUsage(usage)
    return {
      efficiency: ideal / real,
      greedy: ideal / greedy,
      masterUs: (user + system) / (1000 * generations),
    }
  } finally {
    master.endRun('measured')
    await Promise.all(ended)
    await master.close()
  }
}

function startWorker(link: string, { slots, slowness }: TimerWorker): ChildProcess {
  return spawn(execPath, [TIMER_WORKER, link, String(slots), String(slowness)], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
}

function simulate(slots: number, perWorker: number, population: number): void {
  const workers = Array.from({ length: slots / perWorker }, () => ({ slots: perWorker, slowness: 1 }))
  const { verifyPercent } = DEFAULT_CLUSTER
  const cluster = new SimulatedCluster(workers, { delayMs: DELAY_MS, verifyPercent })
  cluster.evaluate(waitingGenomes(population, 0))
  const batch = waitingGenomes(population, 1)
  const efficiency = idealMs(batch, slots) / cluster.evaluate(batch)
  const greedy = idealMs(batch, slots) / greedyMs(batch, slots)
  stdout.write(
    `  ${String(slots).padStart(6)} slots, population ${String(population).padStart(6)}: efficiency ` +
      `${efficiency.toFixed(3)}, greedy ${greedy.toFixed(3)}\n`,
  )
}
