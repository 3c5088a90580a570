// Commands, options and scripts that documents name in their sentences and tables are there.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { execPath } from 'node:process'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { documents } from '../integration/docs/documents.ts'
import type { CommandTree } from './command-tree.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const EVERYWHERE = ['--help', '-h', '--version', '-V']

const asked = spawnSync(execPath, [join(import.meta.dirname, 'command-tree.ts')], { encoding: 'utf8' })
const tree: CommandTree = JSON.parse(asked.stdout)

/** What stands between backticks on one line, outside blocks. */
function inlineCode(document: string): readonly string[] {
  const prose = read(document).replaceAll(/^ *```[\s\S]*?^ *```/gm, '')
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|'))
}

/** What is wrong with the words behind `neatwork`, or null. Several names may stand for one: `runs list|show`. */
function wrongIn(words: readonly string[], at: CommandTree, inherited: readonly string[]): string | null {
  const [first, ...rest] = words
  const known = [...inherited, ...at.options]
  if (first === undefined) return null
  if (at.commands.length > 0 && /^[a-z]/.test(first)) {
    for (const name of first.split('|')) {
      const inner = at.commands.find((command) => command.name === name)
      if (inner === undefined) return `${at.name} has no command ${name}`
      const wrong = wrongIn(rest, inner, known)
      if (wrong !== null) return wrong
    }
    return null
  }
  const flags = words.filter((word) => /^--?[a-z]/i.test(word)).map((word) => word.replace(/[=,;].*$/, ''))
  const unknown = flags.filter((flag) => !known.includes(flag))
  return unknown.length === 0 ? null : `${at.name} has no option ${unknown.join(', ')}`
}

const wrongCommand = (code: string): string | null => {
  const [, typed] = /^(?:[A-Z_]+=\S+ )*(?:npx )?neatwork (.*)$/.exec(code) ?? []
  return typed === undefined ? null : wrongIn(typed.trim().split(/\s+/), tree, EVERYWHERE)
}

test('every command that a document names is there, with its options', () => {
  const named = documents().flatMap((document) => inlineCode(document).map((code) => ({ document, code })))
  const commands = named.filter(({ code }) => /(?:^|npx )neatwork /.test(code))
  console.log(`${commands.length} commands in sentences and tables compared with the program`)
  expect(commands.length).toBeGreaterThan(30)
  const wrong = commands.map(({ document, code }) => ({ document, code, wrong: wrongCommand(code) }))
  expect(wrong.filter((one) => one.wrong !== null)).toEqual([])
})

test('every script that a document names is there', () => {
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(read('package.json')))
  const named = documents().flatMap((document) =>
    [...read(document).matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => ({ document, script })),
  )
  expect(named.filter(({ script }) => !(script in scripts))).toEqual([])
})

test('a command that is not there is found', () => {
  expect(wrongCommand('npx neatwork run --problem xor')).toBeNull()
  expect(wrongCommand('npx neatwork runs list|show --in FOLDER')).toBeNull()
  expect(wrongCommand('npx neatwork runs list|shwo')).toContain('no command shwo')
  expect(wrongCommand('neatwork walk')).toContain('no command walk')
  expect(wrongCommand('neatwork run --problme xor')).toContain('no option --problme')
})
