// What the documents' Markdown becomes on the site other than by itself: headings have GitHub's anchors, and links between
// files of the repository lead to pages, to pictures and examples that come along, or nowhere.
import { posix } from 'node:path'
import { pageOf } from './navigation.mjs'

const OUTSIDE = /^[a-z]+:/
const COMES_ALONG = /^docs\/.*\.(png|webp|svg|jpg|ts|jsonc?|csv|py)$/

/** GitHub's name for a heading. */
export function slugOf(text) {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

/** The path of a page's document in the repository. */
export function sourceOf({ inputPath }) {
  return inputPath.replace(/^\.\//, '')
}

/** Where a link leads, seen from the page of `document`; null for files that are not part of the site. */
export function targetOf(href, document) {
  if (OUTSIDE.test(href)) return { href, kind: 'outside' }
  const [path = '', anchor] = href.split('#')
  if (path === '') return { href, kind: 'page' }
  const file = posix.normalize(posix.join(posix.dirname(document), path))
  const here = posix.dirname(pageOf(document) ?? '')
  const page = pageOf(file)
  const hash = anchor === undefined ? '' : `#${anchor}`
  if (page !== null) return { href: `${posix.relative(here, page)}${hash}`, kind: 'page' }
  if (!COMES_ALONG.test(file)) return null
  const address = file.replace(/^docs\//, '')
  return { href: posix.relative(here, address), kind: 'file', file, address }
}

/** Adds the rules to an instance of markdown-it. `used` hears of every file that comes along. */
export function adapt(markdown, used) {
  markdown.core.ruler.push('repository', ({ tokens, env }) => {
    tokens.forEach((token, index) => {
      if (token.type === 'heading_open') token.attrSet('id', slugOf(textOf(tokens[index + 1])))
      if (token.type === 'table_open') token.attrJoin('class', 'rows')
      if (token.type === 'inline') relink(token.children ?? [], env.source ?? sourceOf(env.page), used)
    })
  })
  return markdown
}

const textOf = (token) => (token?.children ?? []).map(({ content }) => content).join('')

function relink(tokens, document, used) {
  const open = []
  for (const token of tokens) {
    if (token.type === 'image') lead(token, 'src', document, used)
    if (token.type === 'link_open') open.push(lead(token, 'href', document, used))
    // What leads nowhere here is a file's name all the same.
    if (token.type === 'link_close' && open.pop() === null) token.tag = 'span'
  }
}

function lead(token, attribute, document, used) {
  const target = targetOf(token.attrGet(attribute) ?? '', document)
  if (target === null) {
    token.attrs = [['class', 'file']]
    token.tag = 'span'
    return null
  }
  token.attrSet(attribute, target.href)
  if (target.kind === 'outside') token.attrSet('rel', 'noreferrer')
  if (target.kind === 'file') used(target.file, target.address)
  return target
}
