// NeatworkApi behaves the same over both carriers: each page below speaks to its engine directly, without any screen.
import { createServer } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandName, RunRequest } from '../../core/api/commands.ts'
import type { ApiEvent, CommandReply } from '../../core/api/neatwork-api.ts'
import type { RunStatus } from '../../core/api/views.ts'
import type { PreloadApi } from '../../renderer/bridge.ts'
import { type App, connectBrowser, openApp, SHELLS } from './app-driver.ts'

declare global {
  interface Window {
    contractApi?: PreloadApi
    contractEvents?: ApiEvent[]
  }
}

let browser: Browser
/** The hash that the first carrier's run ended with; the second must end with the same. */
let championOfSeed1: string | null = null

beforeAll(async () => {
  browser = await connectBrowser()
})
afterAll(() => browser.close())

describe.each(SHELLS)('over the carrier of the %s', (shell) => {
  let app: App
  let defaults: RunRequest

  const call = (name: CommandName, request: unknown = null): Promise<CommandReply | undefined> =>
    app.page.evaluate(([of, what]) => window.contractApi?.call(of, what), [name, request] as const)
  const status = (): Promise<RunStatus | undefined> => app.page.evaluate(statusInPage)
  const until = async (kind: RunStatus['kind']): Promise<RunStatus | undefined> => {
    await app.page.waitForFunction(reachedInPage, kind)
    return await status()
  }

  beforeAll(async () => {
    app = await openApp(browser, shell)
    await app.page.evaluate(findApiInPage)
    const reply = await call('defaultRunRequest')
    if (reply?.ok !== true) throw new Error(JSON.stringify(reply))
    defaults = { ...(reply.value as RunRequest), role: 'local', problem: 'xor', localSlots: 1 }
  })
  afterAll(() => app.close())

  test('the first event is the whole state', async () => {
    await app.page.waitForFunction(() => (window.contractEvents?.length ?? 0) > 0)
    const first = await app.page.evaluate(() => window.contractEvents?.[0])
    expect(first).toMatchObject({ kind: 'state', state: { mode: { kind: 'home' } } })
  })

  test.each([
    ['startRun', { role: 'local' }, 'bad-request', 'populationSize'],
    ['startRun', null, 'bad-request', 'startRun'],
    ['joinAsWorker', { link: 'nonsense', slots: null, name: null }, 'bad-request', 'link'],
    ['pauseRun', null, 'not-now', 'no run'],
    ['removeWorker', { key: 'nobody', bar: true }, 'not-now', 'No master listens'],
    ['rotateToken', null, 'not-now', 'No master listens'],
    ['leaveAsWorker', null, 'not-now', 'worker'],
    ['pauseWorker', null, 'not-now', 'worker'],
    ['resumeWorker', null, 'not-now', 'worker'],
  ] as const)('%s of %j is refused as %s', async (name, request, code, sentence) => {
    const reply = await call(name, request)
    expect(reply).toMatchObject({ ok: false, code, message: expect.stringContaining(sentence) })
  })

  test('an unknown problem is refused with the known ones', async () => {
    const reply = await call('startRun', { ...defaults, problem: 'chess' })
    expect(reply).toMatchObject({ ok: false, code: 'not-found', message: expect.stringContaining('xor') })
  })

  test('a taken port is refused in a sentence with its number, and the app goes on', async () => {
    const { port, close } = await takePort()
    const reply = await call('startRun', { ...defaults, role: 'master', host: '0.0.0.0', port })
    expect(reply).toMatchObject({ ok: false, code: 'failed', message: expect.stringContaining(String(port)) })
    await close()
  })

  test('a run starts paused, steps one generation at a time, goes on, and is solved', async () => {
    expect(await call('startRun', { ...defaults, seed: 1, startPaused: true })).toEqual({
      ok: true,
      value: null,
    })
    await until('paused')
    expect(await generations(app)).toEqual([])
    await call('stepRun')
    await app.page.waitForFunction(generationsInPage, 1)
    await until('paused')
    expect(await generations(app)).toEqual([0])
    await call('resumeRun')
    const ended = await until('ended')
    expect(ended).toMatchObject({ kind: 'ended', result: { solved: true, reason: 'solved' } })
    const seen = await generations(app)
    expect(seen).toEqual(seen.map((_, index) => index))
  })

  test('the run has the same champion over every carrier', async () => {
    const reply = await call('champion')
    expect(reply).toMatchObject({ ok: true, value: { hash: expect.stringMatching(/^[0-9a-f]{32}$/) } })
    const { hash } = (reply as { value: { hash: string } }).value
    championOfSeed1 ??= hash
    expect(hash).toBe(championOfSeed1)
  })

  test('a run that is stopped says so, and home ends it', async () => {
    await call('startRun', { ...defaults, seed: 2, startPaused: true })
    await until('paused')
    await call('stopRun')
    expect(await until('ended')).toMatchObject({ result: { solved: false, reason: 'stopped' } })
    await call('goHome')
    await app.page.waitForFunction(isHomeInPage)
  })
})

/** The preload's object, or the same shape over a WebSocket of the page's own. Runs in the page. */
async function findApiInPage(): Promise<void> {
  const overSocket = async (): Promise<PreloadApi> => {
    const socket = new WebSocket('/api')
    const waiting = new Map<number, (reply: CommandReply) => void>()
    const early: ApiEvent[] = []
    let tell = (event: ApiEvent): unknown => early.push(event)
    let last = 0
    socket.onmessage = ({ data }) => {
      const { id, reply, event } = JSON.parse(data)
      if (event !== undefined) tell(event)
      else waiting.get(id)?.(reply)
    }
    await new Promise((opened) => {
      socket.onopen = opened
    })
    return {
      call: (name, request) =>
        new Promise((answered) => {
          const id = ++last
          waiting.set(id, answered)
          socket.send(JSON.stringify({ id, name, request }))
        }),
      subscribe: (listener) => {
        tell = listener
        for (const event of early.splice(0)) listener(event)
        return () => {}
      },
    }
  }
  const api: PreloadApi = window.neatwork ?? (await overSocket())
  window.contractApi = api
  window.contractEvents = []
  api.subscribe((event) => window.contractEvents?.push(event))
}

/** The run's status after all events so far. Runs in the page. */
function statusInPage(): RunStatus | undefined {
  let status: RunStatus | undefined
  for (const event of window.contractEvents ?? []) {
    if (event.kind === 'runStatus') status = event.status
    if (event.kind === 'state')
      status = event.state.mode.kind === 'run' ? event.state.mode.run.status : undefined
  }
  return status
}

/** Runs in the page; Playwright hands over one function only, so it looks for itself. */
function reachedInPage(kind: RunStatus['kind']): boolean {
  const last = (window.contractEvents ?? []).findLast(
    (event) => event.kind === 'runStatus' || event.kind === 'state',
  )
  if (last?.kind === 'runStatus') return last.status.kind === kind
  return last?.kind === 'state' && last.state.mode.kind === 'run' && last.state.mode.run.status.kind === kind
}

function isHomeInPage(): boolean {
  const last = (window.contractEvents ?? []).at(-1)
  return last?.kind === 'state' && last.state.mode.kind === 'home'
}

function generationsInPage(atLeast: number): boolean {
  const told = (window.contractEvents ?? []).flatMap((event) =>
    event.kind === 'generations' ? event.snapshots : [],
  )
  return told.length >= atLeast
}

/** Numbers of the generations that the page was told of, in the order of arrival. */
function generations(app: App): Promise<number[]> {
  return app.page.evaluate(() =>
    (window.contractEvents ?? []).flatMap((event) =>
      event.kind === 'generations' ? event.snapshots.map(({ generation }) => generation) : [],
    ),
  )
}

async function takePort(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '0.0.0.0', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The port has no number.')
  return { port: address.port, close: () => new Promise((closed) => server.close(() => closed())) }
}
