// A crowd without tokens against a run whose evaluations only wait: whatever the crowd costs the master shows in the time
// of a generation. NEATWORK_FAULTS=long measures for a minute; the short form is part of npm test.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { env, execPath } from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { waiting, waitingGenomes } from '../../bench/cluster/waits.ts'
import { Cancellation } from '../../core/base/abort.ts'
import type { ClusterMaster } from '../../core/node/cluster/master.ts'
import { masterHere } from '../integration/cluster-here.ts'

const IS_LONG = env['NEATWORK_FAULTS'] === 'long'
const CROWD = IS_LONG ? { count: 1000, withinMs: 10_000 } : { count: 300, withinMs: 3000 }
/** Without and with the crowd, each: a whole minute, in which the crowd comes once. */
const MEASURED_MS = 60_000
const SLOWER = 1.1
const SLOTS = 16
const POPULATION = 200
const LONGEST_STAY_MS = 5000
const root = join(import.meta.dirname, '../..')

const OPTIONS = { timeout: 300_000 }
const many = `${CROWD.count} strangers within ${CROWD.withinMs / 1000} s`

// The short form runs beside other tests, whose load it can't tell from the crowd's: it measures nothing.
if (IS_LONG) test(`${many} get one refusal each, are gone within 5 s, and slow nobody`, OPTIONS, measured)
else test(`${many} get one refusal each and are gone, and generations go on`, OPTIONS, survived)

async function survived(): Promise<void> {
  const master = await masterWithWorker()
  let isCrowded = true
  const crowd = startCrowd(master.port).finally(() => {
    isCrowded = false
  })
  const generations = await evaluateWhile(master, () => isCrowded)
  const { answers, mostAnswers } = await crowd
  expect(answers).toBeGreaterThan(CROWD.count / 4)
  expect(mostAnswers).toBe(1)
  expect(generations).toBeGreaterThan(1)
}

async function measured(): Promise<void> {
  const master = await masterWithWorker()
  await generationsFor(master, 1000) // joining, learning speeds
  const alone = await generationsFor(master, MEASURED_MS)
  const crowd = startCrowd(master.port)
  const beside = await generationsFor(master, MEASURED_MS)
  const { longestMs, answers, mostAnswers } = await crowd
  process.stdout.write(
    `strangers: ${(1000 / alone).toFixed(2)} generations/s alone, ${(1000 / beside).toFixed(2)} with ${CROWD.count} of them ` +
      `(${(100 * (beside / alone - 1)).toFixed(1)} % slower); ${answers} refusals, longest stay ${(longestMs / 1000).toFixed(1)} s\n`,
  )
  expect(answers).toBeGreaterThan(CROWD.count / 4)
  expect(mostAnswers).toBe(1)
  expect(longestMs).toBeLessThan(LONGEST_STAY_MS)
  expect(beside).toBeLessThan(SLOWER * alone)
}

let generation = 0

/** Mean milliseconds of a generation. */
async function generationsFor(master: ClusterMaster, ms: number): Promise<number> {
  const sinceMs = performance.now()
  const count = await evaluateWhile(master, () => performance.now() - sinceMs < ms)
  return (performance.now() - sinceMs) / count
}

/** How many generations were evaluated meanwhile. */
async function evaluateWhile(master: ClusterMaster, holds: () => boolean): Promise<number> {
  const { signal } = new Cancellation()
  let count = 0
  for (; holds(); count++) await master.evaluate(waitingGenomes(POPULATION, generation++), signal)
  return count
}

async function masterWithWorker(): Promise<ClusterMaster> {
  const master = await masterHere()
  master.beginRun(waiting, { runId: 'crowd', minWorkers: 1 })
  startTimerWorker(master)
  return master
}

function startTimerWorker(master: ClusterMaster): void {
  const worker = join(root, 'bench/cluster/timer-worker.ts')
  const child = spawn(execPath, [worker, master.joinLinks[0] ?? '', String(SLOTS), '1'], { stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
}

interface CrowdWords {
  readonly longestMs: number
  readonly answers: number
  readonly mostAnswers: number
}

function startCrowd(port: number): Promise<CrowdWords> {
  const args = [port, CROWD.count, CROWD.withinMs].map(String)
  const child = spawn(execPath, [join(root, 'test/faults/crowd.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += String(chunk)
    })
    child.once('close', (code) => {
      if (code === 0) resolve(JSON.parse(text))
      else reject(new Error(`the crowd ended with ${code}`))
    })
  })
}
