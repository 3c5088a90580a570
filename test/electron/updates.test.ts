// Newer versions are offered where somebody named a place to look at; nothing is ever fetched but that one small file.
import { expect, test } from 'vitest'
import { addressFault, isNewer, readFeed } from '../../electron/update-feed.ts'
import { feedIn, Updates } from '../../electron/updates.ts'

const FEED = 'https://lab.example/neatwork/latest.yml'
/** As electron-builder writes it. */
const LATEST = `version: 0.2.0
files:
  - url: Neatwork-0.2.0.AppImage
    sha512: Zm9v
    size: 104857600
path: Neatwork-0.2.0.AppImage
sha512: Zm9v
releaseDate: '2026-11-26T10:00:00.000Z'
`

test('electron-builder’s own file is read, and its folder is the page of the release', () => {
  const release = { version: '0.2.0', page: 'https://lab.example/neatwork/' }
  expect(readFeed(LATEST, FEED)).toEqual({ ok: true, release })
})

test('a file of two lines is enough, in YAML or as JSON', () => {
  const page = 'https://lab.example/news'
  const read = { ok: true, release: { version: '1.10.0', page } }
  expect(readFeed('version: 1.10.0\npage: /news\n', FEED)).toEqual(read)
  expect(readFeed(`{ "version": "1.10.0", "page": "${page}" }`, FEED)).toEqual(read)
})

test.each([
  ['', 'no version'],
  ['<html>', 'no version'],
  ['version: 1.2', 'no version'],
  ['version: [1, 2, 3]', 'no version'],
  ['a: &a [x]\nb: [*a, *a]\nversion: 1.2.3', 'no version'],
  ['version: "1.2.3', 'no version'],
  ['version: 1.2.3\npage: https://elsewhere.example/', 'elsewhere'],
  ['version: 1.2.3\npage: http://lab.example/', 'elsewhere'],
  ['version: 1.2.3\npage: "javascript:alert(1)"', 'elsewhere'],
  ['version: 1.2.3\npage: "https://["', 'no address'],
])('%j is refused in a sentence', (text, sentence) => {
  expect(readFeed(text, FEED)).toMatchObject({ ok: false, message: expect.stringContaining(sentence) })
})

test.each([
  ['0.2.0', '0.1.0', true],
  ['0.10.0', '0.9.9', true],
  ['1.0.0', '0.99.99', true],
  ['0.1.0', '0.1.0', false],
  ['0.1.0', '0.2.0', false],
  ['0.1.9', '0.2.0', false],
  ['0.2.0-beta.1', '0.1.0', false],
  ['0.2.0', '0.2.0-beta.1', false],
  ['0.2.1+build.5', '0.2.0', true],
])('%s is newer than %s: %j', (version, than, expected) => {
  expect(isNewer(version, than)).toBe(expected)
})

test.each([
  [FEED, null],
  ['http://lab.example/latest.yml', 'https://'],
  ['file:///etc/passwd', 'https://'],
  ['lab.example', 'no address'],
  ['https://ada:secret@lab.example/latest.yml', 'password'],
])('%s as an address: %j', (text, sentence) => {
  if (sentence === null) expect(addressFault(text)).toBeNull()
  else expect(addressFault(text)).toContain(sentence)
})

test('the address is read from the preferences, where values are JSON', () => {
  expect(feedIn({})).toBeNull()
  expect(feedIn({ 'update-feed': JSON.stringify(` ${FEED} `) })).toBe(FEED)
  expect(feedIn({ 'update-feed': '{}' })).toBeNull()
})

function updatesWith(answer: () => Response | Promise<Response>, feed: string | null = FEED) {
  const asked: string[] = []
  const opened: string[] = []
  const updates = new Updates({
    current: '0.1.0',
    feed: async () => feed,
    fetch: async (url) => {
      asked.push(url)
      return await answer()
    },
    openPage: async (url) => void opened.push(url),
  })
  return { updates, asked, opened }
}

test('without an address nothing is asked of anybody', async () => {
  const { updates, asked, opened } = updatesWith(() => new Response(LATEST), null)
  expect(await updates.look()).toEqual({ kind: 'off' })
  await updates.openPage()
  expect([asked, opened]).toEqual([[], []])
})

test('what is newer is offered with its page, and nothing else is fetched', async () => {
  const { updates, asked, opened } = updatesWith(() => new Response(LATEST))
  expect(await updates.look()).toEqual({ kind: 'newer', version: '0.2.0' })
  expect(updates.view()).toEqual({ kind: 'newer', version: '0.2.0' })
  await updates.openPage()
  expect([asked, opened]).toEqual([[FEED], ['https://lab.example/neatwork/']])
})

test('what is not newer is not offered', async () => {
  const { updates, opened } = updatesWith(() => new Response('version: 0.1.0'))
  expect(await updates.look()).toEqual({ kind: 'current' })
  await updates.openPage()
  expect(opened).toEqual([])
})

test.each([
  [
    'a host that is away',
    () => Promise.reject(new TypeError('fetch failed.')),
    'could not be read: fetch failed.',
  ],
  [
    'a host that is silent',
    () => Promise.reject(new DOMException('too late', 'TimeoutError')),
    'their host does not answer',
  ],
  ['a file that is gone', () => new Response('', { status: 404 }), 'answered 404'],
  ['a page instead', () => new Response('<!doctype html>'), 'no version'],
  ['an endless answer', () => new Response('x'.repeat(70_000)), 'more than 65536 bytes'],
])('%s is one line and no failure', async (_what, answer, sentence) => {
  const { updates, opened } = updatesWith(answer)
  expect(await updates.look()).toMatchObject({ kind: 'failed', message: expect.stringContaining(sentence) })
  await updates.openPage()
  expect(opened).toEqual([])
})
