// What one more worker costs a real master that has nothing to do: processor time of a health check, memory of a connection.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpuUsage, execPath, memoryUsage, stdout } from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ClusterMaster } from '../../core/node/cluster/master.ts'
import { passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { newToken } from '../../core/node/cluster/token.ts'
import { DEFAULT_CLUSTER } from '../../core/node/cluster-settings.ts'
import { builtInProblems } from '../../core/problems/registry.ts'
import { waiting } from '../cluster/waits.ts'

const TIMER_WORKER = fileURLToPath(new URL('../cluster/timer-worker.ts', import.meta.url))
const WORKERS = 400
const PROCESSES = 4
const HEARTBEAT_MS = 200
const MEASURED_MS = 10_000

export async function constants(): Promise<void> {
  const before = resident()
  const master = await ClusterMaster.listen({
    ...{ problems: builtInProblems, ...DEFAULT_CLUSTER, heartbeatIntervalMs: HEARTBEAT_MS },
    ...{ host: '127.0.0.1', port: 0, token: newToken(), appVersion: 'bench', localSlots: 0 },
    ...{ heartbeatTimeoutMs: 60_000, discovery: false, identity: await passingIdentity(), log: () => {} },
  })
  const children = Array.from({ length: PROCESSES }, () => start(master.joinLinks[0] ?? ''))
  try {
    master.beginRun(waiting, { runId: 'bench', minWorkers: WORKERS })
    while (master.workers().length < WORKERS) await pause(100)
    await pause(2000)
    const [grown, usage] = [resident() - before, cpuUsage()]
    await pause(MEASURED_MS)
    const { user, system } = cpuUsage(usage)
    const checks = (WORKERS * MEASURED_MS) / HEARTBEAT_MS
    stdout.write(
      `${WORKERS} idle workers: a health check takes ${((user + system) / checks).toFixed(1)} µs of the master's processor, ` +
        `a connection ${(grown / WORKERS / 1024).toFixed(0)} kB of its memory\n`,
    )
  } finally {
    for (const child of children) child.kill()
    await master.close()
  }
}

const resident = () => {
  globalThis.gc?.()
  return memoryUsage.rss()
}

function start(link: string): ChildProcess {
  const args = [TIMER_WORKER, link, '1', '1', 'uniform', String(WORKERS / PROCESSES)]
  return spawn(execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] })
}
