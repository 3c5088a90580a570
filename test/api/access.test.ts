// Who may do what, command by command: decided in front of the api, whatever a screen shows.
import { expect, test } from 'vitest'
import {
  AUDIENCE_ACCESS,
  FULL_ACCESS,
  NEEDS,
  OWNER_ACCESS,
  objection,
  withAccess,
} from '../../core/api/access.ts'
import { COMMAND_NAMES, type CommandName } from '../../core/api/commands.ts'
import type { ApiEvent, NeatworkApi } from '../../core/api/neatwork-api.ts'
import { answerCommand } from '../../core/api/serve.ts'
import type { Access } from '../../core/api/views.ts'
import { emptyRun, stateOf } from '../renderer/made-up-views.ts'

/** Notes what reaches it. */
function listeningApi() {
  const called: CommandName[] = []
  let tell: (event: ApiEvent) => void = () => {}
  const api: NeatworkApi = {
    call: async (name) => {
      called.push(name)
      return null as never
    },
    subscribe: (listener) => {
      tell = listener
      return () => {}
    },
  }
  return { api, called, tell: (event: ApiEvent) => tell(event) }
}

test.each(COMMAND_NAMES.map((name) => [name, NEEDS[name]] as const))(
  '%s is there to %s: whoever may not is refused before anything happens',
  async (name, need) => {
    const { api, called } = listeningApi()
    const audience = await withAccess(api, AUDIENCE_ACCESS)
      .call(name, null as never)
      .catch((error) => error)
    if (need === 'look') expect(called).toEqual([name])
    else expect(audience).toMatchObject({ code: 'forbidden', message: expect.stringContaining(name) })
    const owner = await withAccess(api, OWNER_ACCESS)
      .call(name, null as never)
      .catch((error) => error)
    if (need === 'files') expect(owner).toMatchObject({ code: 'forbidden' })
    else expect(owner).toBeNull()
    expect(objection(name, FULL_ACCESS)).toBeNull()
  },
)

test('over a carrier the refusal is a value with its code', async () => {
  const { api } = listeningApi()
  const reply = await answerCommand(withAccess(api, AUDIENCE_ACCESS), 'stopRun', null)
  expect(reply).toMatchObject({
    ok: false,
    code: 'forbidden',
    message: expect.stringContaining('looking on'),
  })
})

test('what fails for an audience names no path of the host; the owner reads it', async () => {
  const { api, tell } = listeningApi()
  const failing: NeatworkApi = {
    ...api,
    call: () =>
      Promise.reject(new Error("EACCES: permission denied, open '/home/somebody/run/champions.ndjson'")),
  }
  const of = (access: Access) => answerCommand(withAccess(failing, access), 'championLines', null)
  expect(await of(AUDIENCE_ACCESS)).toMatchObject({ ok: false, code: 'failed' })
  expect(JSON.stringify(await of(AUDIENCE_ACCESS))).not.toContain('somebody')
  expect(JSON.stringify(await of(OWNER_ACCESS))).toContain('somebody')
  const seen: ApiEvent[] = []
  withAccess(api, AUDIENCE_ACCESS).subscribe((one) => seen.push(one))
  const status = {
    kind: 'failed',
    message: "The run folder /home/somebody/run can't be used (ENOSPC).",
  } as const
  tell({ kind: 'runStatus', status })
  tell({ kind: 'state', state: stateOf({ kind: 'run', run: emptyRun(status) }) })
  expect(seen).toHaveLength(2)
  expect(JSON.stringify(seen)).not.toContain('somebody')
})

test('an audience learns neither how to join nor where anything is; the owner does', () => {
  const { api, tell } = listeningApi()
  const seen: ApiEvent[] = []
  const run = {
    ...emptyRun({ kind: 'running' }),
    joinLinks: ['neatwork://join/secret'],
    folder: '/home/somebody/run',
  }
  const event = { kind: 'state', state: stateOf({ kind: 'run', run }) } as const
  withAccess(api, AUDIENCE_ACCESS).subscribe((one) => seen.push(one))
  tell(event)
  expect(JSON.stringify(seen)).not.toMatch(/secret|somebody/)
  expect(seen[0]).toMatchObject({
    state: { access: AUDIENCE_ACCESS, mode: { run: { problem: { name: 'xor' } } } },
  })
  withAccess(api, OWNER_ACCESS).subscribe((one) => seen.push(one))
  tell(event)
  expect(seen[1]).toMatchObject({
    state: { access: OWNER_ACCESS, mode: { run: { joinLinks: run.joinLinks } } },
  })
})
