// The frame around every page: navigation, search, contents. Neither scripts nor styles stand in it, so that the policy which
// locks the app's page in holds here, too.
import { posix } from 'node:path'
import { navigation, pageOf } from './navigation.mjs'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"

const escaped = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A document's first heading, without its marks. */
export function titleOf(markdown) {
  const heading = /^# (.*)$/m.exec(markdown)?.[1] ?? ''
  return heading.replaceAll(/[`*]/g, '')
}

/** `titles` by document; `hasReference` where the library's reference stands beside the pages. */
export function pageHtml({ document, content, titles, hasReference }) {
  const page = pageOf(document)
  const toRoot = posix.relative(posix.dirname(page), '.') || '.'
  const title = titles.get(document)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escaped(title)}${document === 'README.md' ? '' : ' · Neatwork'}</title>
<link rel="icon" href="${toRoot}/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${toRoot}/help.css">
<script src="${toRoot}/search.js" data-root="${toRoot}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header>
<a class="brand" href="${toRoot}/index.html"><img src="${toRoot}/icon.svg" alt="" width="24" height="24"> Neatwork</a>
<div class="search" role="search"><input type="search" id="search" placeholder="Search" aria-label="Search the documents" autocomplete="off" disabled><ol id="found" class="found" hidden></ol></div>
</header>
<nav aria-label="Documents"><details id="documents" open><summary class="fold">Documents</summary>
${navigation()
  .map((section) => sectionHtml(section, document, titles))
  .join('\n')}
${hasReference ? `<a href="${toRoot}/api/index.html">Reference of the library</a>` : ''}
</details></nav>
<main id="content">
${content}
</main>
<aside aria-label="On this page">${contentsHtml(content)}</aside>
</body>
</html>
`
}

function sectionHtml({ title, documents, isFolded = false }, current, titles) {
  const here = posix.dirname(pageOf(current))
  const items = documents.map((document) => {
    const mark = document === current ? ' aria-current="page"' : ''
    return `<li><a class="entry" href="${posix.relative(here, pageOf(document))}"${mark}>${escaped(titles.get(document) ?? document)}</a></li>`
  })
  const list = `<ul class="entries">${items.join('')}</ul>`
  if (!isFolded) return `<h2 class="section">${title}</h2>${list}`
  const open = documents.includes(current) ? ' open' : ''
  return `<details${open}><summary class="section">${title}</summary>${list}</details>`
}

/** Headings of the second level, as links. */
function contentsHtml(content) {
  const headings = [...content.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g)]
  if (headings.length < 2) return ''
  const items = headings.map(
    ([, id, text]) => `<li><a class="entry" href="#${id}">${text.replaceAll(/<[^>]*>/g, '')}</a></li>`,
  )
  return `<h2 class="section">On this page</h2><ul class="entries">${items.join('')}</ul>`
}
