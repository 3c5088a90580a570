// What is wrong with a run before it is started: all that the start itself would refuse of its settings.
import type { RunRequest } from '../api/commands.ts'
import { configInputOf } from '../api/run-request.ts'
import type { ConfigIssue } from '../base/config-issue.ts'
import type { Problem } from '../problems/problem.ts'
import { fitIssues } from '../run/config-fit.ts'
import { parseRunConfig } from '../run/run-config.ts'
import { runProblem } from '../run/run-problem.ts'
import { askedNeighbours } from './link-of-request.ts'

/** By path of the setting; `own` is somebody's own problem, where there is one. */
export function runIssues(request: RunRequest, own: Problem | null): readonly ConfigIssue[] {
  const neighbours = askedNeighbours(request)
  if (!neighbours.ok) {
    return neighbours.issues.map(({ path, message }) => ({ path: `neighbours.${path}`, message }))
  }
  const parsed = parseRunConfig(configInputOf(request))
  if (!parsed.ok) return parsed.issues
  const onto = runProblem(parsed.value, own)
  return onto.ok ? fitIssues(parsed.value, onto.problem) : [{ path: 'problem', message: onto.message }]
}
