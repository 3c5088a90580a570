// Whether a run's settings and its problem go together: what no schema can say.
import type { ConfigIssue } from '../base/config-issue.ts'
import type { Problem } from '../problems/problem.ts'
import type { RunConfig } from './run-config.ts'
import { tuningIssues } from './tuning-config.ts'

/** What has to be changed before `problem` can be run with `config`; empty when nothing has. */
export function fitIssues(config: RunConfig, problem: Problem): readonly ConfigIssue[] {
  return [...searchIssues(config, problem), ...tuningIssues(config, problem)]
}

function searchIssues({ search }: RunConfig, problem: Problem): readonly ConfigIssue[] {
  const { objective } = search
  if (objective === 'fitness' || problem.behaviour !== undefined) return []
  const message = `"${objective}" needs a problem that tells behaviours, and "${problem.name}" tells none; choose "fitness" or another problem`
  return [{ path: 'search.objective', message }]
}
