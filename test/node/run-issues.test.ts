import { expect, test } from 'vitest'
import { runRequestSchema } from '../../core/api/commands.ts'
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

test('islands and their neighbours are held to the schemas of the command line, and name no files', () => {
  const islands = { island: 'berlin', names: ['berlin', 'paris'] }
  expect(paths({ islands: { ...islands, every: 0 } })).toEqual(['islands.every'])
  const master = { ...request, role: 'master' as const, settings: { islands } }
  expect(runIssues({ ...master, neighbours: ['nats://broker:4222'] }, null)).toEqual([])
  const lost = runIssues({ ...master, neighbours: ['nats://broker:4222', '/home/ada/island.txt'] }, null)
  expect(lost.map(({ path }) => path)).toEqual(['neighbours.1'])
  expect(runRequestSchema.safeParse({ ...master, brokerCreds: '/etc/nats.creds' }).success).toBe(false)
  expect(paths({ islands: { ...islands, brokerCreds: '/etc/nats.creds' } })).toEqual(['islands.brokerCreds'])
})
