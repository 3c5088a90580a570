// The documents as pages: Eleventy renders them, and nothing is fetched from anywhere. The same files are the site
// (npm run docs:build) and the help inside the app.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Eleventy } from '@11ty/eleventy'
import { pageHtml, titleOf } from './layout.mjs'
import { adapt, sourceOf } from './markdown.mjs'
import { navigation, pageOf } from './navigation.mjs'
import { searchFiles } from './search-index.mjs'

const root = join(import.meta.dirname, '../..')

/** Every file of the site by its address, the start page being index.html. */
export async function siteFiles({ hasReference = false } = {}) {
  const documents = navigation().flatMap(({ documents: inSection }) => inSection)
  const missing = documents.filter((document) => !existsSync(join(root, document)))
  if (missing.length > 0) throw new Error(`The navigation names what is not there: ${missing.join(', ')}`)
  const texts = new Map(documents.map((document) => [document, readFileSync(join(root, document), 'utf8')]))
  const titles = new Map([...texts].map(([document, text]) => [document, titleOf(text)]))
  const files = new Map()
  const along = (file, address) => files.set(address, readFileSync(join(root, file)))
  const pages = await renderAll(texts, along)
  for (const { document, content } of pages)
    files.set(pageOf(document), pageHtml({ document, content, titles, hasReference }))
  for (const [address, text] of await searchFiles(pages, titles)) files.set(address, text)
  along('scripts/docs/help.css', 'help.css')
  along('renderer/public/icon.svg', 'icon.svg')
  return files
}

/** Eleventy's folder is docs; documents from elsewhere are added to it. */
async function renderAll(texts, along) {
  const generator = new Eleventy('docs', 'out/docs', {
    quietMode: true,
    configPath: false,
    config(config) {
      config.setTemplateFormats(['md'])
      config.setUseGitIgnore(false)
      // A hundred pictures of every state are for the repository, not for the help inside the app.
      config.ignores.add('docs/screens/**')
      config.amendLibrary('md', (markdown) => adapt(markdown.set({ html: true }), along))
      // What authors tell the tests.
      config.addPreprocessor('notes', 'md', (_data, text) => text.replaceAll(/^ *<!--.*?-->\n/gm, ''))
      config.addGlobalData('eleventyComputed', {
        permalink: ({ page, source }) => pageOf(source ?? sourceOf(page)) ?? false,
      })
      for (const [source, text] of texts)
        if (!source.startsWith('docs/')) config.addTemplate(`elsewhere/${source}`, text, { source })
      return { markdownTemplateEngine: false, htmlTemplateEngine: false }
    },
  })
  const rendered = await generator.toJSON()
  const documentOf = new Map([...texts.keys()].map((document) => [pageOf(document), document]))
  return rendered
    .filter(({ outputPath }) => outputPath)
    .map(({ outputPath, content }) => ({
      document: documentOf.get(outputPath.replace(/^(\.\/)?out\/docs\//, '')),
      content,
    }))
}
