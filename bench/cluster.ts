// How well the cluster keeps its workers busy, all on loopback: genomes per second of XOR, bytes per genome, efficiency
// for evaluations that wait, with a slow worker among others, what a genome costs the master, and the same scheduler in
// simulated time with as many slots as no machine here has.

import { stdout } from 'node:process'
import { DEFAULT_CLUSTER } from '../core/node/cluster-settings.ts'
import { bytesPerGenome } from './cluster/bytes-per-genome.ts'
import { measure, PROCESSES } from './cluster/real-cluster.ts'
import { SimulatedCluster } from './cluster/simulated-cluster.ts'
import { greedyMs, idealMs, waitingGenomes } from './cluster/waits.ts'
import { generationsPerSecond } from './distributed.ts'

/** One-way delay of the simulated network. */
const DELAY_MS = 0.5

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
