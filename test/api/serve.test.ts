// Commands as they arrive from outside: unknown names and bad requests never reach the api, errors become values.
import { expect, test } from 'vitest'
import type { RunRequest } from '../../core/api/commands.ts'
import { ApiError, type NeatworkApi } from '../../core/api/neatwork-api.ts'
import { answerCommand } from '../../core/api/serve.ts'

const runRequest: RunRequest = {
  role: 'local',
  problem: 'xor',
  populationSize: 150,
  generations: 100,
  seed: 1,
  minWorkers: 0,
  localSlots: 1,
  host: '0.0.0.0',
  port: 0,
  settings: {},
  startPaused: false,
}

function apiThat(
  answer: (name: string, request: unknown) => unknown,
): NeatworkApi & { readonly calls: unknown[][] } {
  const calls: unknown[][] = []
  return {
    calls,
    async call(name, request) {
      calls.push([name, request])
      return answer(name, request) as never
    },
    subscribe: () => () => {},
  }
}

test('a well-formed command reaches the api and its reply comes back as a value', async () => {
  const api = apiThat(() => null)
  expect(await answerCommand(api, 'startRun', runRequest)).toEqual({ ok: true, value: null })
  expect(api.calls).toEqual([['startRun', runRequest]])
})

test.each([
  'stopEverything',
  '__proto__',
  'constructor',
  'toString',
  '',
  null,
  undefined,
  7,
  {},
  ['startRun'],
])('the unknown command %j is refused without touching the api', async (name) => {
  const api = apiThat(() => null)
  const reply = await answerCommand(api, name, null)
  expect(reply).toMatchObject({ ok: false, code: 'bad-request' })
  expect(api.calls).toEqual([])
})

test.each([
  ['a missing field', { ...runRequest, seed: undefined }, 'seed'],
  ['a number out of range', { ...runRequest, populationSize: 1 }, 'populationSize'],
  ['not a number', { ...runRequest, port: Number.NaN }, 'port'],
  ['text for a number', { ...runRequest, generations: '100' }, 'generations'],
  ['an unknown field', { ...runRequest, shell: 'rm' }, 'shell'],
  ['nothing at all', null, 'startRun'],
])('a request with %s is refused in one sentence that names it', async (_, request, named) => {
  const api = apiThat(() => null)
  const reply = await answerCommand(api, 'startRun', request)
  expect(reply).toMatchObject({ ok: false, code: 'bad-request', message: expect.stringContaining(named) })
  expect(api.calls).toEqual([])
})

test("the api's own refusal keeps its code and its sentence", async () => {
  const api = apiThat(() => {
    throw new ApiError('not-now', 'No run is open; start one first.')
  })
  expect(await answerCommand(api, 'pauseRun', null)).toEqual({
    ok: false,
    code: 'not-now',
    message: 'No run is open; start one first.',
  })
})

test('an unexpected error becomes a failed reply instead of a rejection', async () => {
  const api = apiThat(() => {
    throw new Error('disk full')
  })
  expect(await answerCommand(api, 'stopRun', null)).toEqual({
    ok: false,
    code: 'failed',
    message: 'The command stopRun failed: disk full',
  })
})
