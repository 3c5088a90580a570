// The reference of `import … from 'neatwork'` is made from comments: every name that is exported has one. TypeDoc itself, which
// npm run docs:api starts, asks for those of methods, too.
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { expect, test } from 'vitest'

const library = resolve(import.meta.dirname, '../../core/node/library.ts')
const DECLARATION = 'export (?:abstract |async )?(?:class|function\\*?|interface|type|const) '

interface Exported {
  readonly name: string
  readonly file: string
}

/** Names that a file of `export { … } from …` passes on, and the files that they come from. */
function exportedBy(path: string): readonly Exported[] {
  const passed = readFileSync(path, 'utf8').matchAll(/^export (?:type )?\{([^}]*)\} from '([^']+)'/gm)
  return [...passed].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.replace(/\btype\b/, '').trim())
      .filter((name) => name !== '')
      .map((name) => ({ name, file: resolve(dirname(path), from) })),
  )
}

/** Whether the declaration, here or in a file that this one passes it on from, follows a comment. */
function isDocumented({ name, file }: Exported): boolean {
  const text = readFileSync(file, 'utf8')
  const at = new RegExp(`^${DECLARATION}${name}\\b`, 'm').exec(text)?.index
  if (at !== undefined) return text.slice(0, at).trimEnd().endsWith('*/')
  const passed = exportedBy(file).find((other) => other.name === name)
  return passed !== undefined && isDocumented(passed)
}

test('every name that the library exports is documented', () => {
  const names = exportedBy(library)
  const undocumented = names.filter((name) => !isDocumented(name))
  console.log(`the library exports ${names.length} names, ${undocumented.length} of them undocumented`)
  expect(names.length).toBeGreaterThan(60)
  expect(undocumented).toEqual([])
})

test('a name without a comment is found', () => {
  const file = resolve(library, '../../neat/genome.ts')
  expect(isDocumented({ name: 'Genome', file })).toBe(true)
  expect(isDocumented({ name: 'hiddenNodeCount', file })).toBe(false)
})
