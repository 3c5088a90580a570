// A thread of the efficacy measurement: a seed in, a solution out, until nobody asks any more.
import { parentPort, workerData } from 'node:worker_threads'
import { issuesText } from '../../core/base/config-issue.ts'
import { findProblem } from '../../core/problems/registry.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'
import { solve } from './solve.ts'

const parsed = parseRunConfig(workerData)
if (!parsed.ok) throw new RangeError(issuesText(parsed.issues))
const found = findProblem(parsed.value.problem)
if (!found.ok) throw new RangeError(found.message)

parentPort?.on('message', async (seed: number) => {
  parentPort?.postMessage(await solve(found.problem, { ...parsed.value, seed }))
})
