// The documents' blocks of code, and what each says of itself. Knows nothing of how blocks are run.

export interface Block {
  readonly document: string
  readonly line: number
  readonly language: string
  readonly text: string
  /** File that the text belongs into: named by its first line, or by the sentence above it. */
  readonly file: string | null
  /** Why it isn't run, as readers see it: in the block, or in the paragraph below it. */
  readonly reason: string | null
  /** Takes too long for every change: npm run test:docs runs it. */
  readonly isLong: boolean
  /** The test that runs it instead, and what has to stand in that test's file. */
  readonly elsewhere: { readonly path: string; readonly sign: string } | null
}

const NOT_RUN = /not run by the tests: *(\S.*?)(?:\*|-->|$)/im
const LONG = /<!-- long: npm run test:docs -->\s*$/
const ELSEWHERE = /<!-- run by (\S+): (.+?) -->\s*$/
const FILE_COMMENT = /^(?:#|\/\/|<!--) ([\w./-]+\.\w+)(?: -->)?$/
const FILE_ABOVE = /`([\w./-]+\.\w+)`[^`]*:$/

/** Blocks in their order. Those in lists are outdented. */
export function blocksOf(document: string, markdown: string): readonly Block[] {
  const found = markdown.matchAll(/^( *)```([\w-]*)[^\n]*\n([\s\S]*?)^ *```$/gm)
  return [...found].map(({ index, 1: indent = '', 2: language = '', 3: body = '' }) => {
    const text = body.replaceAll(new RegExp(`^ {0,${indent.length}}`, 'gm'), '')
    const before = markdown.slice(0, index).trimEnd()
    const end = markdown.indexOf('\n', markdown.indexOf(`${indent}\`\`\``, index + indent.length + 3)) + 1
    return {
      ...{ document, language, text, line: before.split('\n').length + 1 },
      file: fileOf(text, before),
      reason: reasonIn(text) ?? reasonIn(paragraphAt(markdown.slice(end))),
      isLong: LONG.test(before),
      elsewhere: elsewhereOf(before),
    }
  })
}

export function reasonIn(text: string): string | null {
  return NOT_RUN.exec(text)?.[1]?.trim() ?? null
}

function fileOf(text: string, before: string): string | null {
  const [first = ''] = text.split('\n', 1)
  const above = before.split('\n').at(-1) ?? ''
  return FILE_COMMENT.exec(first.trim())?.[1] ?? FILE_ABOVE.exec(above)?.[1] ?? null
}

function elsewhereOf(before: string): Block['elsewhere'] {
  const [, path, sign] = ELSEWHERE.exec(before) ?? []
  return path === undefined || sign === undefined ? null : { path, sign }
}

function paragraphAt(markdown: string): string {
  const [paragraph = ''] = markdown.trimStart().split(/\n\s*\n/, 1)
  return /^\s*\*not run by the tests/i.test(paragraph) ? paragraph : ''
}

/** A line per command: joined where it ends in a backslash, without empty lines and comments of their own. */
export function commandsOf(text: string): readonly string[] {
  const joined = text.replaceAll(/\\\n\s*/g, ' ')
  return joined.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
}

/** What people would type: has no place in a block without a language. */
export const LOOKS_TYPED =
  /^\s*(?:[$>] |(?:sudo |npx |npm |neatwork |node |python3? |pip |apt |apt-get |dpkg |systemctl |docker |curl |ssh )\S)/m
