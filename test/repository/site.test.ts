// The site and the help inside the app, made of the documents: every document has one place, every link leads somewhere, nothing
// in a page needs what the app's content security policy forbids.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { CONTENT_SECURITY_POLICY } from '../../core/node/web/page-files.ts'
import { slugOf, targetOf } from '../../scripts/docs/markdown.mjs'
import { GALLERY, navigation, pageOf } from '../../scripts/docs/navigation.mjs'
import { pictures } from '../../scripts/docs/pictures.mjs'
import { siteFiles } from '../../scripts/docs/site.mjs'

const root = resolve(import.meta.dirname, '../..')
const owned = navigation().flatMap(({ documents }) => documents)
let files: ReadonlyMap<string, string | Uint8Array> = new Map()

beforeAll(async () => {
  files = await siteFiles()
  // A second, and many where other programs run beside the tests.
}, 120_000)

const pages = () => [...files].filter(([address]) => address.endsWith('.html'))
const pageText = (address: string) => String(files.get(address))

/** Addresses that a page's elements name, but for those outside. */
function namedBy(html: string): readonly string[] {
  const named = [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, address = '']) => address)
  return named
    .filter((address) => !/^[a-z]+:/.test(address))
    .map((address) => address.replaceAll('&amp;', '&'))
}

test('every document has exactly one place in the navigation (scripts/docs/navigation.mjs)', () => {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
  expect(inDocs.filter((document) => document !== GALLERY && !owned.includes(document))).toEqual([])
  expect(owned.filter((document, index) => owned.indexOf(document) !== index)).toEqual([])
  expect(
    pages()
      .map(([address]) => address)
      .sort(),
  ).toEqual(owned.map((document) => pageOf(document)).sort())
})

test('every page links to every other, and its links lead to what is there, anchors included', () => {
  const broken = pages().flatMap(([page, html]) =>
    namedBy(String(html))
      .map((address) => {
        const [path = '', anchor] = address.split('#')
        const target = path === '' ? page : posix.join(posix.dirname(page), path)
        const isThere =
          files.has(target) && (anchor === undefined || pageText(target).includes(`id="${anchor}"`))
        return isThere ? null : `${page} → ${address}`
      })
      .filter((one) => one !== null),
  )
  expect(broken).toEqual([])
  for (const [page, html] of pages()) {
    const reached = namedBy(String(html)).map((address) => posix.join(posix.dirname(page), address))
    expect(owned.filter((document) => !reached.includes(pageOf(document) ?? ''))).toEqual([])
  }
})

test('no page has scripts, styles or handlers in it, so that the strict policy holds', () => {
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe/)
  for (const [address, html] of pages()) {
    expect([
      address,
      /<script(?![^>]* src=)|<style|\son\w+="|\sstyle="|javascript:/.exec(String(html))?.[0],
    ]).toEqual([address, undefined])
  }
})

test('pages have titles of their own, and the search knows all of them', () => {
  const titles = pages().map(([, html]) => /<title>(.*?)<\/title>/.exec(String(html))?.[1] ?? '')
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.filter((title) => title.length < 3)).toEqual([])
  const index = pageText('search-index.js')
  expect(pages().filter(([address]) => !index.includes(address))).toEqual([])
})

test('links between files lead to pages, to what comes along, or nowhere', () => {
  expect(targetOf('problems.md#play', 'docs/start.md')).toMatchObject({ href: 'problems.html#play' })
  expect(targetOf('../README.md#terminal', 'docs/python.md')).toMatchObject({ href: 'index.html#terminal' })
  expect(targetOf('decisions/0006-join-codes.md', 'docs/security.md')).toMatchObject({
    href: 'decisions/0006-join-codes.html',
  })
  expect(targetOf('docs/security.md', 'SECURITY.md')).toMatchObject({ href: '../security.html' })
  expect(targetOf('../core/network/genome-json.ts', 'docs/exporting.md')).toBeNull()
  expect(slugOf('What it costs, and why?')).toBe('what-it-costs-and-why')
})

test('the pictures are those that a run makes: npm run docs:pictures writes them', async () => {
  for (const [name, picture] of await pictures())
    expect([name, readFileSync(join(root, 'docs/pictures', name), 'utf8')]).toEqual([name, picture])
})
