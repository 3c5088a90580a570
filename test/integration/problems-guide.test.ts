// Every command of docs/problems.md, as a reader would type it. What needs a second machine is done on this one.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildCli } from './neatwork-process.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = readFileSync(join(root, 'docs/problems.md'), 'utf8')
let folder = ''

beforeAll(() => {
  buildCli()
  folder = mkdtempSync(join(tmpdir(), 'neatwork-guide-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function blocks(language: string): readonly string[] {
  return [...guide.matchAll(/^ *```(\w+)\n([\s\S]*?)^ *```/gm)]
    .filter(([, kind]) => kind === language)
    .map(([, , text = '']) => text.replaceAll(/^ {3}/gm, ''))
}

const commands = blocks('sh').flatMap((text) => text.trim().split('\n'))

/** Done by other tests, for it needs two machines or the registry. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'npx neatwork master --problem ./my-problem/my-problem.ts': 'own-across.test.ts runs a master with a file',
  'npx neatwork worker "LINK" --problem ./my-problem/my-problem.ts': 'own-across.test.ts runs such workers',
  'npm install neatwork': 'library.test.ts uses the packed package',
}

test('the first block is a whole problem', () => {
  const [text = ''] = blocks('js')
  writeFileSync(join(folder, 'my-xor.js'), text)
  expect(text).toContain('export default')
})

test('the table is there to be learnt from', () => {
  const [text = ''] = blocks('csv')
  writeFileSync(join(folder, 'plants.csv'), text)
  expect(text).toContain('height,leaves,kind')
})

test('the track is there to be driven along', () => {
  const [text = ''] = blocks('svg')
  writeFileSync(join(folder, 'kidney.svg'), text)
  expect(text).toContain('<path d=')
})

test.each(commands.filter((command) => !(command in ELSEWHERE)))('%s', (command) => {
  const args = command.replace(/^npx neatwork/, 'neatwork').split(' ')
  const [program, ...rest] = args
  const cli = join(root, 'dist/core/node/cli/neatwork.js')
  const done = spawnSync(execPath, program === 'neatwork' ? [cli, ...rest] : rest, {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(done.stderr).toBe('')
  expect(done.status).toBe(0)
})

test('what is not done here is said, and nothing else is left out', () => {
  for (const [command, reason] of Object.entries(ELSEWHERE)) {
    expect(commands).toContain(command)
    console.log(`not here: ${command} (${reason})`)
  }
})
