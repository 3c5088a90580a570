// Files of Python, and evaluators with Python slots, ended with the test.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { DEFAULT_CLUSTER } from '../../../core/node/cluster-settings.ts'
import { pythonSlots } from '../../../core/node/python/python-slot.ts'
import { BatchRunner } from '../../../core/node/threads/batch-runner.ts'
import { ThreadEvaluator } from '../../../core/node/threads/thread-evaluator.ts'
import { loggedLines } from '../../../core/node/threads/told-lines.ts'
import type { Problem } from '../../../core/problems/problem.ts'
import { findPythons } from '../../python/run-python.ts'

export const LIMIT_MB = 400

/** The Python that Neatwork takes by itself. */
export const python = findPythons()[0] ?? null
if (python === null) console.log('No Python 3.9 or newer was found: tests that need one are skipped.')

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-python-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function fileWith(text: string, name = 'fitness.py'): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, text)
  return file
}

interface Settings {
  readonly taskTimeoutMs?: number
  readonly maxRetries?: number
  readonly log?: (message: string) => void
}

/** An evaluator of one slot. */
export function evaluatorOf(problem: Problem, settings: Settings = {}): ThreadEvaluator {
  const { own } = problem
  if (own === undefined) throw new TypeError('it is not somebody’s own')
  const { taskTimeoutMs = 4000, maxRetries = 1, log = () => {} } = settings
  const start = pythonSlots(own, {
    limitMb: LIMIT_MB,
    told: loggedLines(
      (_, message) => log(message),
      () => {},
    ),
  })
  const rules = { ...DEFAULT_CLUSTER, taskTimeoutMs, maxRetries }
  const evaluator = new ThreadEvaluator({ ...rules, problem, slots: 1, runner: new BatchRunner(1, start) })
  onTestFinished(() => evaluator.close())
  return evaluator
}
