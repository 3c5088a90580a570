// A master and worker processes on loopback with TLS, whose slots wait instead of computing: how much of their time is work.
import { type ChildProcess, spawn } from 'node:child_process'
import { execPath, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { Cancellation } from '../../core/base/abort.ts'
import { ClusterMaster } from '../../core/node/cluster/master.ts'
import { passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { newToken } from '../../core/node/cluster/token.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { builtInProblems } from '../../core/problems/registry.ts'
import { greedyMs, idealMs, uniform, WAITS, waiting, waitingGenomes } from './waits.ts'

const TIMER_WORKER = fileURLToPath(new URL('./timer-worker.ts', import.meta.url))
/** Generations are measured for so long, and at least so many, after half as many in which speeds are learnt. */
const MEASURED_MS = 4000
const FEWEST_GENERATIONS = 4
export const PROCESSES = 4

export interface TimerWorker {
  readonly slots: number
  readonly slowness: number
}

/** What evaluations wait for, and the broker at which master and workers meet; '' for the master's port. */
export interface Meeting {
  readonly waits?: string
  readonly broker?: string
}

/** Efficiency of real workers, whose slots together do `speed` genomes at a time. */
export async function measure(
  workers: readonly TimerWorker[],
  speed: number,
  verifyPercent: number,
  { waits = 'uniform', broker = '' }: Meeting = {},
) {
  const ms = WAITS[waits] ?? uniform
  const master = await ClusterMaster.listen({
    problems: builtInProblems,
    ...DEFAULT_CLUSTER,
    ...{
      host: '127.0.0.1',
      port: 0,
      broker,
      verifyPercent,
      token: newToken(),
      appVersion: 'bench',
      localSlots: 0,
    },
    identity: await passingIdentity(),
    log: (level, message) => level === 'warn' && stdout.write(`  ! ${message}\n`),
  })
  const children = workers.map((worker) => startWorker(master.joinLinks[0] ?? '', worker, waits))
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
      ideal += idealMs(batch, speed, ms)
      greedy += Number.isInteger(speed) ? greedyMs(batch, speed, ms) : 0
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

function startWorker(link: string, { slots, slowness }: TimerWorker, waits: string): ChildProcess {
  return spawn(execPath, [TIMER_WORKER, link, String(slots), String(slowness), waits], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
}
