// Whether a run's settings and its problem go together: what no schema can say.
import type { ConfigIssue } from '../base/config-issue.ts'
import { parseOptions } from '../problems/options.ts'
import type { Problem } from '../problems/problem.ts'
import type { RunConfig } from './run-config.ts'
import { tuningIssues } from './tuning-config.ts'

/** What has to be changed before `problem` can be run with `config`; empty when nothing has. */
export function fitIssues(config: RunConfig, problem: Problem): readonly ConfigIssue[] {
  return [
    ...substrateIssues(config, problem),
    ...searchIssues(config, problem),
    ...tuningIssues(config, problem),
    ...modeIssues(config, problem),
    ...islandIssues(config),
    ...parseOptions(problem, config.options, 'options').issues,
  ]
}

function substrateIssues({ substrate, neat }: RunConfig, problem: Problem): readonly ConfigIssue[] {
  if (substrate !== undefined && problem.declared?.problem.own?.language === 'python') {
    return [{ path: 'substrate', message: 'networks are not painted for functions in Python; leave it out' }]
  }
  const { kind } = neat.network
  if (substrate === undefined || kind === 'feed-forward') return []
  const message = `networks that paint on a substrate are asked once per pair of nodes and keep no state, but these are ${kind}; choose "feed-forward" (whether the painted network has loops is told by the substrate)`
  return [{ path: 'neat.network.kind', message }]
}

function searchIssues({ search }: RunConfig, problem: Problem): readonly ConfigIssue[] {
  const { objective } = search
  if (objective === 'fitness' || problem.behaviour !== undefined) return []
  const message = `"${objective}" needs a problem that tells behaviours, and "${problem.name}" tells none; choose "fitness" or another problem`
  return [{ path: 'search.objective', message }]
}

function modeIssues({ mode, search, neat }: RunConfig, problem: Problem): readonly ConfigIssue[] {
  if (mode === 'generational') return []
  if (problem.opponents !== undefined) {
    const message = `"${problem.name}" is played against others of the same generation, and this mode has none; choose "generational"`
    return [{ path: 'mode', message }]
  }
  const others = [
    search.objective === 'fitness' ? '' : 'search.objective',
    neat.complexity.regulation === 'off' ? '' : 'neat.complexity.regulation',
    neat.restarts.patience === 0 ? '' : 'neat.restarts.patience',
  ].filter((path) => path !== '')
  return others.map((path) => ({
    path,
    message: 'it needs generations; leave it at its default or choose the mode "generational"',
  }))
}

function islandIssues({ mode, islands }: RunConfig): readonly ConfigIssue[] {
  if (islands === undefined || mode === 'generational') return []
  const message =
    'islands exchange champions between generations; choose "generational", or leave islands out'
  return [{ path: 'mode', message }]
}
