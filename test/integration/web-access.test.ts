// The page beyond this machine: by TLS only, with the master's certificate; two links, of which one only looks on.
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiEvent, CommandReply } from '../../core/api/neatwork-api.ts'
import { AppHost } from '../../core/node/app-host.ts'
import { type MasterIdentity, passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { newMetrics } from '../../core/node/metrics/metrics.ts'
import { CONTENT_SECURITY_POLICY } from '../../core/node/web/page-files.ts'
import { namesOn } from '../../core/node/web/watcher-pages.ts'
import { WebHost } from '../../core/node/web/web-host.ts'
import { NeatworkProcess } from './neatwork-process.ts'

let folder: string
let host: AppHost
let identity: MasterIdentity
let web: WebHost

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-web-'))
  identity = await passingIdentity()
  host = new AppHost({ appVersion: '0', suggestion: { kind: 'none' }, runsFolder: null, stateFolder: null })
  const measured = () => host.measured()
  const watching = { measured, metrics: newMetrics('0', measured) }
  // Loopback is asked for by the address of all interfaces: what other machines would reach.
  web = await WebHost.listen({ api: host, host: '0.0.0.0', port: 0, identity, pageFolder: folder, watching })
})
afterAll(async () => {
  await web.close()
  await host.close()
  rmSync(folder, { recursive: true, force: true })
})

const at = () => `127.0.0.1:${web.port}`
const trust = () => ({ ca: identity.certificate, checkServerIdentity: () => undefined })

function ask(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  return new Promise((answered, failed) => {
    const sent = request(`https://${at()}${path}`, { ...trust(), headers }, (response) => {
      response.resume()
      answered(response)
    })
    sent.once('error', failed)
    sent.end()
  })
}

async function cookieOf(url: string): Promise<string> {
  const { search } = new URL(url)
  const { headers } = await ask(`/${search}`)
  return headers['set-cookie']?.[0] ?? ''
}

interface Page {
  readonly first: ApiEvent
  /** The code with which the host closes it. */
  readonly closed: Promise<number>
  call(name: string, request?: unknown): Promise<CommandReply>
  close(): void
}

async function openPage(cookie: string): Promise<Page> {
  const headers = { cookie: cookie.split(';')[0] ?? '', origin: `https://${at()}` }
  const socket = new WebSocket(`wss://${at()}/api`, { ...trust(), headers })
  const closed = new Promise<number>((told) => socket.once('close', told))
  let last = 0
  const waiting = new Map<number, (reply: CommandReply) => void>()
  const first = await new Promise<ApiEvent>((told, failed) => {
    socket.once('error', failed)
    socket.on('message', (data) => {
      const { id, reply, event } = JSON.parse(String(data))
      if (event !== undefined) told(event)
      else waiting.get(id)?.(reply)
    })
  })
  const call = (name: string, request: unknown = null) =>
    new Promise<CommandReply>((answered) => {
      waiting.set(++last, answered)
      socket.send(JSON.stringify({ id: last, name, request }))
    })
  return { first, closed, call, close: () => socket.terminate() }
}

test('the page speaks TLS under the certificate of the master, and nothing in the clear', async () => {
  expect(web.url).toMatch(/^https:\/\//)
  expect(web.isPublic).toBe(true)
  const response = await ask('/healthz')
  expect(response.statusCode).toBe(200)
  await expect(fetch(`http://${at()}/healthz`)).rejects.toThrow()
})

test('the token becomes a cookie for this host by TLS only, and is not in it', async () => {
  const cookie = await cookieOf(web.url)
  expect(cookie).toMatch(/^__Host-neatwork-\d+=[\w-]{27}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  expect(cookie).not.toContain(new URL(web.url).searchParams.get('token'))
  expect(await cookieOf(`${web.url}x`)).toBe('')
})

test("metrics need a token or a page's cookie", async () => {
  const token = new URL(web.url).searchParams.get('token')
  expect((await ask('/metrics')).statusCode).toBe(401)
  expect((await ask('/metrics', { authorization: `Bearer ${token}` })).statusCode).toBe(200)
  const cookie = (await cookieOf(web.audienceUrl)).split(';')[0] ?? ''
  expect((await ask('/metrics', { cookie })).statusCode).toBe(200)
})

test('who has the link for an audience sees everything and changes nothing', async () => {
  const page = await openPage(await cookieOf(web.audienceUrl))
  expect(page.first).toMatchObject({ kind: 'state', state: { access: { acts: false, files: false } } })
  expect(await page.call('listProblems')).toMatchObject({ ok: true })
  const refused = await page.call('goHome')
  expect(refused).toMatchObject({ ok: false, code: 'forbidden' })
  // A question has a few names at most; what is longer fills no memory.
  void page.call('savedRuns', 'x'.repeat(300_000))
  expect(await page.closed).toBe(1009)
})

test('who has the owner’s link acts, and names no files', async () => {
  const page = await openPage(await cookieOf(web.url))
  expect(page.first).toMatchObject({ kind: 'state', state: { access: { acts: true, files: false } } })
  expect(await page.call('goHome')).toMatchObject({ ok: true })
  page.close()
})

test('a page on the port of http is known by its name alone', () => {
  expect(namesOn(80, ['localhost'])).toEqual(['localhost', 'localhost:80'])
  expect(namesOn(8080, ['localhost', '127.0.0.2'])).toEqual(['localhost:8080', '127.0.0.2:8080'])
})

test('files may be named from a page of this machine only', async () => {
  const open = { api: host, port: 0, identity, pageFolder: folder, allowFiles: true }
  await expect(WebHost.listen({ ...open, host: '0.0.0.0' })).rejects.toThrow('leave --web-allow-files out')
  const own = await WebHost.listen(open)
  expect(own.isPublic).toBe(false)
  await own.close()
})

test('every answer is locked in, whatever was asked for', async () => {
  const asked = [
    '/',
    '/none.js',
    '/?token=wrong',
    '/metrics',
    '/healthz',
    `/${'a'.repeat(300)}`,
    '/%2e%2e%2fetc',
  ]
  for (const path of asked) {
    const { headers, statusCode } = await ask(path)
    expect([path, headers['content-security-policy'], headers['referrer-policy']]).toEqual([
      path,
      CONTENT_SECURITY_POLICY,
      'no-referrer',
    ])
    expect([303, 400, 401, 404, 200]).toContain(statusCode)
  }
})

test('strangers who are refused a socket and break off, or never close, neither end the page nor keep it', async () => {
  const own = await WebHost.listen({ api: host, port: 0, pageFolder: folder })
  const upgrade = [
    'GET /api HTTP/1.1',
    `Host: 127.0.0.1:${own.port}`,
    ...['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13'],
    `Sec-WebSocket-Key: ${'A'.repeat(22)}==`,
  ].join('\r\n')
  const strangers = Array.from({ length: 20 }, (_, index) => {
    const stranger = connect({ port: own.port, host: '127.0.0.1', allowHalfOpen: true })
    return new Promise<string>((ended) => {
      let said = ''
      stranger.on('data', (data) => {
        said += data
      })
      stranger.on('error', () => {})
      stranger.on('connect', () => {
        stranger.write(`${upgrade}\r\n\r\n`)
        if (index > 0) stranger.resetAndDestroy()
      })
      // The first never closes its end.
      stranger.on('end', () => ended(said))
      stranger.on('close', () => ended(said))
    })
  })
  expect((await Promise.all(strangers))[0]).toContain('403')
  await own.close()
})

test('the command line says so, too', async () => {
  const run = new NeatworkProcess(['run', '--web', '0.0.0.0:0', '--web-allow-files', '--generations', '1'])
  expect(await run.exitCode).toBe(2)
  expect(run.stderr).toContain('leave --web-allow-files out')
})
