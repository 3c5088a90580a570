import { expect, test } from 'vitest'
import { defaultRunRequest } from '../../core/node/default-run-request.ts'
import { runIssues } from '../../core/node/run-issues.ts'

const request = defaultRunRequest()
const paths = (settings: Record<string, unknown>, problem = 'xor') =>
  runIssues({ ...request, problem, settings }, null).map(({ path }) => path)

test('a run that can be started has none', () => {
  expect(paths({})).toEqual([])
  expect(paths({ search: { objective: 'novelty' } }, 'deceptive-maze')).toEqual([])
})

test('what the schema refuses, what the problem has no use for, and what is unknown is told with its path', () => {
  expect(paths({ neat: { speciation: { threshold: -1 } } })).toEqual(['neat.speciation.threshold'])
  expect(paths({ search: { objective: 'novelty' } })).toEqual(['search.objective'])
  expect(paths({ mode: 'steady-state', search: { objective: 'map-elites' } }, 'deceptive-maze')).toEqual([
    'search.objective',
  ])
  expect(paths({}, 'chess')).toEqual(['problem'])
})
