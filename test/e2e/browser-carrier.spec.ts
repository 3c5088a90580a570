// The browser's way in: only the page that was printed, from this machine, with the token in its address.
import { request } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { connectBrowser, type ServedApp, serveInBrowser } from './app-driver.ts'

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

/** Status that the api's address answers an upgrade with: 101 lets in. */
function knock(search: string, headers: Record<string, string>): Promise<number> {
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

test('the printed page is let in', async () => {
  expect(await knock(`?token=${token()}`, { origin: page().origin })).toBe(101)
})

test('no token and a wrong token are refused', async () => {
  const headers = { origin: page().origin }
  expect(await knock('', headers)).toBe(403)
  expect(await knock('?token=', headers)).toBe(403)
  expect(await knock(`?token=${token()}x`, headers)).toBe(403)
})

test('another site, no site, and the null of a sandboxed frame are refused even with the token', async () => {
  expect(await knock(`?token=${token()}`, { origin: 'https://elsewhere.invalid' })).toBe(403)
  expect(await knock(`?token=${token()}`, { origin: 'null' })).toBe(403)
  expect(await knock(`?token=${token()}`, {})).toBe(403)
})

test('a name that somebody pointed at this machine is refused, for the api and for the page', async () => {
  const rebound = { host: `rebound.invalid:${page().port}` }
  expect(await knock(`?token=${token()}`, { ...rebound, origin: `http://${rebound.host}` })).toBe(403)
  expect(await statusOf(rebound)).toBe(403)
  expect(await statusOf({})).toBe(200)
})

/** Status of the page itself for a request with these headers. */
function statusOf(headers: Record<string, string>): Promise<number> {
  return new Promise((answered, failed) => {
    const sent = request(served.url, { headers }, (response) => {
      response.resume()
      answered(response.statusCode ?? 0)
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
