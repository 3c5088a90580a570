import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ApiEvent } from '../../core/api/neatwork-api.ts'
import type { ApiClient, ApiConnection } from '../../renderer/bridge.ts'
import { connectSocket } from '../../renderer/socket-api.ts'
import { stateOf } from './made-up-views.ts'

/** A WebSocket whose other end is the test. */
class TestSocket extends EventTarget {
  static readonly OPEN = 1
  static all: TestSocket[] = []
  readonly url: string
  readonly sent: unknown[] = []
  readyState = 0

  constructor(url: string) {
    super()
    this.url = url
    TestSocket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text))
  }

  opens(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }

  tells(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }

  closes(): void {
    this.readyState = 3
    this.dispatchEvent(new Event('close'))
  }
}

/** What the api needs of a page, with timers that the test lets pass. */
function page(href: string) {
  const waiting: { work: () => void; ms: number }[] = []
  const location = { href, protocol: new URL(href).protocol, host: new URL(href).host }
  const window = {
    location,
    setTimeout: (work: () => void, ms: number) => waiting.push({ work, ms }),
  }
  return { window: window as unknown as Window, location, waiting }
}

beforeEach(() => {
  TestSocket.all = []
  vi.stubGlobal('WebSocket', TestSocket)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const ADDRESS = 'http://127.0.0.1:4321/'
const last = (): TestSocket => TestSocket.all.at(-1) ?? expect.fail('no socket was opened')

function follow(api: ApiClient): { events: ApiEvent[]; connections: ApiConnection[] } {
  const seen = { events: [] as ApiEvent[], connections: [] as ApiConnection[] }
  api.subscribe((event) => seen.events.push(event))
  api.onConnection((connection) => seen.connections.push(connection))
  return seen
}

describe('the api over a WebSocket', () => {
  test('knocks where the page came from, by TLS where the page did, and knows no token', () => {
    connectSocket(page(ADDRESS).window)
    expect(last().url).toBe('ws://127.0.0.1:4321/api')
    connectSocket(page('https://lab.example:5001/').window)
    expect(last().url).toBe('wss://lab.example:5001/api')
  })

  test('answers each command with its own reply, in whatever order they come', async () => {
    const api = connectSocket(page(ADDRESS).window)
    last().opens()
    const pause = api.call('pauseRun', null)
    const problems = api.call('listProblems', null)
    expect(last().sent).toEqual([
      { id: 1, name: 'pauseRun', request: null },
      { id: 2, name: 'listProblems', request: null },
    ])
    last().tells({ id: 2, reply: { ok: true, value: [] } })
    last().tells({ id: 1, reply: { ok: false, code: 'not-now', message: 'There is no run at the moment.' } })
    expect(await problems).toEqual([])
    await expect(pause).rejects.toMatchObject({
      code: 'not-now',
      message: 'There is no run at the moment.',
    })
  })

  test('comes back after a lost connection, a little later each time, and hears the state again', () => {
    const { window, waiting } = page(ADDRESS)
    const seen = follow(connectSocket(window))
    const event = { kind: 'state', state: stateOf({ kind: 'home' }) } as const
    last().opens()
    last().tells({ event })
    last().closes()
    waiting.at(-1)?.work()
    last().closes()
    waiting.at(-1)?.work()
    last().opens()
    last().tells({ event })
    expect(TestSocket.all).toHaveLength(3)
    expect(waiting.map(({ ms }) => ms)).toEqual([300, 600])
    expect(seen.connections).toEqual(['connecting', 'open', 'lost', 'lost', 'open'])
    expect(seen.events).toEqual([event, event])
  })

  test('waits at most five seconds between two tries', () => {
    const { window, waiting } = page(ADDRESS)
    connectSocket(window)
    for (let round = 0; round < 8; round++) {
      last().closes()
      waiting.at(-1)?.work()
    }
    expect(Math.max(...waiting.map(({ ms }) => ms))).toBe(5000)
  })

  test('tells a page without access from one that lost its connection', () => {
    const { window } = page('http://127.0.0.1:4321/')
    const seen = follow(connectSocket(window))
    last().closes()
    expect(seen.connections).toEqual(['connecting', 'refused'])
  })

  test('leaves no command without an answer when the connection goes', async () => {
    const api = connectSocket(page(ADDRESS).window)
    await expect(api.call('stopRun', null)).rejects.toMatchObject({ code: 'disconnected' })
    last().opens()
    const stop = api.call('stopRun', null)
    last().closes()
    await expect(stop).rejects.toMatchObject({ code: 'disconnected' })
  })
})
