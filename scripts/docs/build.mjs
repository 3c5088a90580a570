// npm run docs:build: the site in out/docs, of files that any web server, or a double click, can show.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { siteFiles } from './site.mjs'

const out = join(import.meta.dirname, '../../out/docs')
const hasReference = existsSync(join(out, 'api/index.html'))
const files = await siteFiles({ hasReference })
for (const address of files.keys()) rmSync(join(out, address), { force: true })
for (const [address, text] of files) {
  mkdirSync(dirname(join(out, address)), { recursive: true })
  writeFileSync(join(out, address), text)
}
const pages = [...files.keys()].filter((address) => address.endsWith('.html'))
console.log(`${pages.length} pages are in ${out}; begin with ${join(out, 'index.html')}.`)
if (!hasReference) console.log('The reference of the library joins them after `npm run docs:api`.')
