// npm run check:docs: what can be told of the documents without running anything, in a second: blocks of which the tests know
// neither what to do nor why not, documents without a place in the navigation, a page of settings that is not current.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { GALLERY, navigation } from '../../../scripts/docs/navigation.mjs'
import { settingsPage } from '../../../scripts/docs/settings-page.mjs'
import { documents, pages } from './documents.ts'
import { trialOf } from './tried.ts'

const root = resolve(import.meta.dirname, '../../..')

function unknownBlocks(): readonly string[] {
  return pages().flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      const trial = trialOf(block, blocks, '')
      if (trial.kind !== 'unknown') return []
      return [
        `${block.document}:${block.line}: ${trial.why}, and it doesn't say why it is not run (see CONTRIBUTING.md)`,
      ]
    }),
  )
}

function unowned(): readonly string[] {
  const owned = navigation().flatMap((section) => section.documents)
  return documents()
    .filter((document) => document.startsWith('docs/') && document !== GALLERY && !owned.includes(document))
    .map((document) => `${document} has no place in scripts/docs/navigation.mjs`)
}

function staleSettings(): readonly string[] {
  const isCurrent = readFileSync(join(root, 'docs/settings.md'), 'utf8') === settingsPage()
  return isCurrent ? [] : ['docs/settings.md is not current: run `npm run docs:settings`']
}

const wrong = [...unknownBlocks(), ...unowned(), ...staleSettings()]
for (const line of wrong) console.error(line)
if (wrong.length > 0) process.exitCode = 1
