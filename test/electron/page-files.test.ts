// What app:// gives out: the page's files with locked-down headers, and nothing outside their folder.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../core/node/web/page-files.ts'
import { isAppUrl } from '../../electron/origin.ts'
import { answerPageRequest } from '../../electron/page-files.ts'

let folder = ''

beforeAll(() => {
  const outside = mkdtempSync(join(tmpdir(), 'neatwork-page-'))
  folder = join(outside, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  writeFileSync(join(folder, 'index.html'), '<title>page</title>')
  writeFileSync(join(folder, 'assets', 'a b.js'), 'export {}')
})

const get = (url: string, method = 'GET') => answerPageRequest(folder, new Request(url, { method }))

test.each([
  ['app://neatwork/', 'text/html'],
  ['app://neatwork/index.html?x=1#y', 'text/html'],
  ['app://neatwork/assets/a%20b.js', 'text/javascript'],
])('%s is served as %s', async (url, type) => {
  const response = await get(url)
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining(type),
  ])
})

test.each([
  'app://neatwork/..%2fsecret.txt',
  'app://neatwork/assets/..%2f..%2fsecret.txt',
  'app://neatwork/%2e%2e/secret.txt',
  'app://neatwork/%00',
  'app://neatwork/%ff',
  'app://neatwork/missing.js',
  'app://neatwork/assets',
])('%s leads to no file', async (url) => {
  const response = await get(url)
  expect([400, 404]).toContain(response.status)
  expect(await response.text()).not.toContain('secret')
})

test('other hosts and other methods are refused', async () => {
  expect((await get('app://elsewhere/index.html')).status).toBe(403)
  expect((await get('app://neatwork/index.html', 'POST')).status).toBe(405)
})

test('every answer carries the policy, and the policy allows nothing unsafe', async () => {
  for (const url of ['app://neatwork/', 'app://neatwork/missing', 'app://other/'])
    expect((await get(url)).headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  expect(CONTENT_SECURITY_POLICY).toContain("script-src 'self'")
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/)
})

test.each([
  ['app://neatwork/index.html', true],
  ['app://neatwork.evil/index.html', false],
  ['app://user@neatwork.evil/', false],
  ['https://neatwork/', false],
  ['data:text/html,app://neatwork/', false],
  ['about:blank', false],
  ['', false],
])('%s is an address of the app: %j', (url, own) => {
  expect(isAppUrl(url)).toBe(own)
})
