// The browser's way in: only the page that was printed, from this machine, with the token in its address.
import { type IncomingMessage, request } from 'node:http'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { AppHost } from '../../core/node/app-host.ts'
import { WebHost } from '../../core/node/web/web-host.ts'
import { connectBrowser, type ServedApp, serveInBrowser } from './app-driver.ts'

const root = resolve(import.meta.dirname, '../..')

let browser: Browser
let served: ServedApp

beforeAll(async () => {
  browser = await connectBrowser()
  served = await serveInBrowser([])
})
afterAll(async () => {
  expect(await served.stop()).toBe(0)
  await browser.close()
})

const page = (): URL => new URL(served.url)
const token = (): string => page().searchParams.get('token') ?? ''
const cookie = async (of = token()): Promise<string> =>
  (await ask(`/?token=${of}`)).headers['set-cookie']?.[0]?.split(';')[0] ?? ''

/** Status that the api's address answers an upgrade with: 101 lets in. */
function knock(headers: Record<string, string>, search = ''): Promise<number> {
  const socket = new WebSocket(`ws://${page().host}/api${search}`, { headers })
  return new Promise((answered, failed) => {
    socket.once('open', () => {
      socket.terminate()
      answered(101)
    })
    socket.once('unexpected-response', (_, response) => {
      response.resume()
      answered(response.statusCode ?? 0)
    })
    socket.once('error', failed)
  })
}

test('the printed token is exchanged for a cookie that no script can read and no other site makes it send', async () => {
  const { statusCode, headers } = await ask(`/?token=${token()}`)
  expect(statusCode).toBe(303)
  expect(headers.location).toBe('/')
  expect(headers['set-cookie']).toEqual([
    expect.stringMatching(/^neatwork-\d+=[\w-]{27}; Path=\/; HttpOnly; SameSite=Strict$/),
  ])
  expect(String(headers['set-cookie'])).not.toContain(token())
  expect(await knock({ origin: page().origin, cookie: await cookie() })).toBe(101)
})

test('no token and a wrong token are refused', async () => {
  const { origin } = page()
  expect(await cookie(`${token()}x`)).toBe('')
  expect(await knock({ origin })).toBe(403)
  expect(await knock({ origin, cookie: `${await cookie()}x` })).toBe(403)
  expect(await knock({ origin }, `?token=${token()}`)).toBe(403)
  expect(await knock({ origin, authorization: `Bearer ${token()}x` })).toBe(403)
})

test('pages of other sites are refused even with the cookie', async () => {
  const own = await cookie()
  expect(await knock({ cookie: own, origin: 'https://elsewhere.invalid' })).toBe(403)
  expect(await knock({ cookie: own, origin: 'null' })).toBe(403)
  expect(await knock({ cookie: own })).toBe(403)
})

test('a name that was rebound to this machine is refused', async () => {
  const rebound = { host: `rebound.invalid:${page().port}` }
  const headers = { ...rebound, cookie: await cookie(), origin: `http://${rebound.host}` }
  expect(await knock(headers)).toBe(403)
  expect((await ask('/', rebound)).statusCode).toBe(403)
  expect((await ask('/')).statusCode).toBe(200)
})

/** The page's answer to a request with these headers. */
function ask(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    const sent = request(new URL(path, served.url), { headers }, (response) => {
      response.resume()
      answered(response)
    })
    sent.once('error', failed)
    sent.end()
  })
}

test('a page with a wrong token says how to get in', async () => {
  const context = await browser.newContext()
  const opened = await context.newPage()
  await opened.goto(`${page().origin}/?token=wrong`)
  expect(await opened.getByTestId('access-refused').textContent()).toMatch(/address .* printed/)
  await context.close()
})

test('the token leaves the address bar, and a second tab of the same address works beside the first', async () => {
  const context = await browser.newContext()
  for (const tab of [await context.newPage(), await context.newPage()]) {
    await tab.goto(served.url)
    await tab.getByTestId('choose-local').waitFor()
    expect(tab.url()).not.toContain('token')
  }
  await context.close()
})

test('an audience sees the run, and nothing to press that it may not', async () => {
  const host = new AppHost({
    appVersion: '0',
    suggestion: { kind: 'none' },
    runsFolder: null,
    stateFolder: null,
  })
  const web = await WebHost.listen({ api: host, port: 0, pageFolder: join(root, 'dist/renderer') })
  const context = await browser.newContext()
  const opened = await context.newPage()
  await opened.goto(web.audienceUrl)
  await opened.getByTestId('nothing-on').waitFor()
  const request = await host.call('defaultRunRequest', null)
  await host.call('startRun', { ...request, role: 'local', problem: 'xor', localSlots: 1, startPaused: true })
  await opened.getByText('You are looking on.').waitFor()
  await opened.getByTestId('network-panel').or(opened.locator('.run-page')).first().waitFor()
  for (const id of [
    'pause-run',
    'resume-run',
    'step-run',
    'stop-run',
    'go-home',
    'note-text',
    'run-options',
  ]) {
    expect(await opened.getByTestId(id).count(), id).toBe(0)
  }
  // Nothing in it has the focus for them, and it scrolls all the same.
  await opened.getByRole('tab', { name: 'Log', exact: true }).click()
  await opened.getByRole('region', { name: 'What has happened' }).focus()
  await context.close()
  await web.close()
  await host.close()
})
