// Which documents there are, with their blocks of code.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Block, blocksOf } from './blocks.ts'

const root = resolve(import.meta.dirname, '../../..')

export interface Page {
  readonly document: string
  readonly blocks: readonly Block[]
}

export function documents(): readonly string[] {
  return [
    ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'python/README.md'],
    ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join('docs', name).replaceAll('\\', '/'))
      .sort(),
  ]
}

/** Documents that have blocks. */
export function pages(): readonly Page[] {
  return documents()
    .map((document) => ({
      document,
      blocks: blocksOf(document, readFileSync(join(root, document), 'utf8')),
    }))
    .filter(({ blocks }) => blocks.length > 0)
}
