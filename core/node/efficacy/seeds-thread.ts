// A thread of the efficacy measurement: a seed in, a solution out, until nobody asks any more.
import { parentPort, workerData } from 'node:worker_threads'
import { issuesText } from '../../base/config-issue.ts'
import { parseRunConfig } from '../../run/run-config.ts'
import { runProblem } from '../../run/run-problem.ts'
import { solve } from './solve.ts'

const parsed = parseRunConfig(workerData)
if (!parsed.ok) throw new RangeError(issuesText(parsed.issues))
const found = runProblem(parsed.value)
if (!found.ok) throw new RangeError(found.message)

parentPort?.on('message', async (seed: number) => {
  parentPort?.postMessage(await solve(found.problem, { ...parsed.value, seed }))
})
