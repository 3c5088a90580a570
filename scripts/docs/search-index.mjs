// Search without a server: an index over sections, made once, and the program that searches it in the page.
import { join } from 'node:path'
import MiniSearch from 'minisearch'
import { build } from 'vite'
import { pageOf } from './navigation.mjs'
import { SEARCH } from './search-options.mjs'

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&', '&#39;': "'" }

const plain = (html) =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(?:lt|gt|quot|amp|#39);/g, (entity) => ENTITIES[entity])
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Sections of a page: what stands between two headings. */
export function sectionsOf({ document, content }, title) {
  const parts = content.split(/(?=<h[1-3] id=")/).filter((part) => part.trim() !== '')
  return parts.map((part) => {
    const [, id, heading] = /^<h[1-3] id="([^"]*)">(.*?)<\/h[1-3]>/s.exec(part) ?? []
    const text = plain(part.replace(/^<h[1-3].*?<\/h[1-3]>/s, ''))
    const at = id === undefined ? '' : `#${id}`
    return { id: `${pageOf(document)}${at}`, page: title, heading: plain(heading ?? title), text }
  })
}

/** The index as a script, which pages opened from a disk may load, too, and the program. */
export async function searchFiles(pages, titles) {
  const index = new MiniSearch(SEARCH)
  const sections = pages.flatMap((page) => sectionsOf(page, titles.get(page.document)))
  // A heading that comes twice has one anchor.
  index.addAll([...new Map(sections.map((section) => [section.id, section])).values()])
  const text = JSON.stringify(JSON.stringify(index))
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  return [
    ['search-index.js', `globalThis.neatworkSearchIndex = ${text}\n`],
    ['search.js', await program()],
  ]
}

async function program() {
  const bundle = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'search.mjs'), name: 'search', formats: ['iife'] },
    },
  })
  const [{ output }] = Array.isArray(bundle) ? bundle : [bundle]
  return `/*! Search by MiniSearch, MIT, https://github.com/lucaong/minisearch */\n${output[0].code}`
}
