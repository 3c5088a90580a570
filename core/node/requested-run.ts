// The run that somebody asks for on a screen, checked: what decides its bits, and how it is to be carried out.
import type { RunRequest } from '../api/commands.ts'
import { ApiError } from '../api/neatwork-api.ts'
import { configInputOf } from '../api/run-request.ts'
import { issuesText } from '../base/config-issue.ts'
import type { Problem } from '../problems/problem.ts'
import { findProblem } from '../problems/registry.ts'
import { fitIssues } from '../run/config-fit.ts'
import { parseRunConfig } from '../run/run-config.ts'
import { runProblem } from '../run/run-problem.ts'
import { DEFAULT_CLUSTER } from './cluster-settings.ts'
import { brokerOfRequest, neighboursOfRequest } from './link-of-request.ts'
import type { RunSettings } from './run-settings.ts'

/** `own`: somebody's own problem, if there is one here. Throws {@link ApiError}, which says what is wrong. */
export function requestedRun(request: RunRequest, own: Problem | null): Omit<RunSettings, 'openFolder'> {
  if (own?.name !== request.problem) {
    const found = findProblem(request.problem)
    if (!found.ok) throw new ApiError('not-found', found.message)
  }
  const { role, localSlots, startPaused, host, port, minWorkers } = request
  const parsed = parseRunConfig(configInputOf(request))
  if (!parsed.ok)
    throw new ApiError('bad-request', `The settings can't be used: ${issuesText(parsed.issues)}.`)
  const config = parsed.value
  const onto = runProblem(config, own)
  if (!onto.ok) throw new ApiError('bad-request', onto.message)
  const { problem } = onto
  const misfits = fitIssues(config, problem)
  if (misfits.length > 0)
    throw new ApiError('bad-request', `The settings can't be used: ${issuesText(misfits)}.`)
  if (role === 'local' && localSlots === 0) {
    throw new ApiError('bad-request', 'A run on this machine only needs at least one slot.')
  }
  const broker = brokerOfRequest(request)
  const neighbours = neighboursOfRequest(request)
  const cluster = { ...DEFAULT_CLUSTER, host, port, minWorkers, broker, neighbours }
  return { role, problem, config, cluster, token: null, localSlots, resume: null, startPaused }
}
