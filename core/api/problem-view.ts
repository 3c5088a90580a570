// What a screen is told of a problem.
import { invariant } from '../base/invariant.ts'
import type { Problem } from '../problems/problem.ts'
import { parseRunConfig } from '../run/run-config.ts'
import type { ProblemView } from './views.ts'

export function problemView(problem: Problem): ProblemView {
  const {
    name,
    version,
    summary,
    inputs,
    outputs,
    solvedAt,
    tryChampion,
    options = {},
    play,
    examples,
    table = null,
  } = problem
  const config = parseRunConfig({ problem: name })
  invariant(config.ok, `the preset of ${name} is no config`)
  const { generations, neat } = config.value
  return {
    name,
    version,
    summary,
    inputs,
    outputs,
    options,
    table,
    watchable: play !== undefined ? 'play' : examples !== undefined ? 'table' : 'nothing',
    solvedAt: tryChampion === undefined ? solvedAt : null,
    preset: { populationSize: neat.populationSize, generations },
  }
}
