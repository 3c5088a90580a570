import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dataNames } from '../../../core/node/own/data-files.ts'
import { layOut, packProblem, readParcel } from '../../../core/node/own/parcel.ts'
import { textHash } from '../../../core/node/own/text-hash.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-parcel-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const HASH = '0'.repeat(32)

function written(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

test('a file travels with what it imports and nothing else, and keeps its fingerprint', async () => {
  written({
    'mine/main.ts': "import { a } from './a.ts'\nimport b from '../shared/b.mjs'\n",
    'mine/a.ts': 'export const a = 1\r\n',
    'shared/b.mjs': 'export default 2\n',
    'mine/secret.ts': 'export const password = 3\n',
  })
  const file = join(folder, 'mine/main.ts')
  const hash = await textHash(file)
  const parcel = await packProblem({ language: 'javascript', file, hash })
  expect(Object.keys(parcel.files).sort()).toEqual(['mine/a.ts', 'mine/main.ts', 'shared/b.mjs'])
  const there = mkdtempSync(join(tmpdir(), 'neatwork-there-'))
  const read = readParcel(JSON.stringify(parcel))
  expect(read).toEqual(parcel)
  const main = await layOut(parcel, there)
  expect(await textHash(main)).toBe(hash)
  rmSync(there, { recursive: true })
})

test('Python modules beside the file come along, however they are imported', async () => {
  written({
    'fit.py':
      'import numpy, one as first\nfrom two import x\nfrom pack import (\n  three,\n  four as f,\n)\nimport deep.down\n',
    'one.py': 'import five\n',
    'two.py': '',
    'five.py': '',
    'pack/__init__.py': '',
    'pack/three.py': '',
    'pack/four.py': '',
    'deep/down.py': '',
    'other.py': 'x = 1',
  })
  const parcel = await packProblem({
    language: 'python',
    file: join(folder, 'fit.py'),
    hash: HASH,
    entry: 'f',
  })
  expect(Object.keys(parcel.files).sort()).toEqual([
    'deep/down.py',
    'fit.py',
    'five.py',
    'one.py',
    'pack/__init__.py',
    'pack/four.py',
    'pack/three.py',
    'two.py',
  ])
})

test('code of more than a megabyte, or with odd names, is not sent', async () => {
  written({ 'big.js': `// ${'x'.repeat(1_100_000)}`, 'odd name.js': '' })
  const own = (name: string) => ({ language: 'javascript', file: join(folder, name), hash: HASH }) as const
  await expect(packProblem(own('big.js'))).rejects.toThrow("can't be sent to workers")
  await expect(packProblem(own('odd name.js'))).rejects.toThrow('names of files must be of letters')
})

test('data files are part of the fingerprint by their content, travel along, and are never code', async () => {
  written({ 'main.js': 'export default 1\n', 'rows.csv': 'a,b\n1,2\n' })
  const file = join(folder, 'main.js')
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => at)
  mkdirSync(join(folder, 'more'))
  writeFileSync(join(folder, 'more/noise.bin'), bytes)
  const data = ['rows.csv', 'more/noise.bin']
  const hash = await textHash(file, data)
  expect(await textHash(file)).not.toBe(hash)
  const parcel = await packProblem({ language: 'javascript', file, hash, data })
  const there = mkdtempSync(join(tmpdir(), 'neatwork-there-'))
  const main = await layOut(readParcel(JSON.stringify(parcel)) ?? expect.unreachable(), there)
  expect(await textHash(main, data)).toBe(hash)
  expect(Uint8Array.from(readFileSync(join(there, 'more/noise.bin')))).toEqual(bytes)
  writeFileSync(join(there, 'rows.csv'), 'a,b\n1,3\n')
  expect(await textHash(main, data)).not.toBe(hash)
  rmSync(there, { recursive: true })
})

test('data files that are too large, missing, code or elsewhere are refused by name', async () => {
  written({ 'main.js': 'export default 1\n' })
  writeFileSync(join(folder, 'large.bin'), new Uint8Array(17 * 1024 * 1024))
  const file = join(folder, 'main.js')
  await expect(textHash(file, ['large.bin'])).rejects.toThrow('main.js have more than 16 MB')
  await expect(textHash(file, ['none.csv'])).rejects.toThrow(
    'names the data file "none.csv", which is not at',
  )
  for (const name of ['../rows.csv', '/etc/passwd', 'evil.js', 'evil.PY', '.hidden', 'a//b']) {
    expect(dataNames.safeParse([name]).success).toBe(false)
    const parcel = {
      language: 'javascript',
      entry: '',
      hash: HASH,
      main: 'main.js',
      files: { 'main.js': '' },
    }
    expect(readParcel(JSON.stringify({ ...parcel, data: { [name]: '' } }))).toBeNull()
  }
})

test.each([
  ['../up.js'],
  ['/etc/cron.js'],
  ['a/../../b.js'],
  ['.hidden.js'],
  ['a\\..\\b.js'],
  ['run.sh'],
  ['C:/x.js'],
  ['a//b.js'],
])('a parcel with the path %s is none, and nothing is written', (name) => {
  const parcel = { language: 'javascript', entry: '', hash: HASH, main: name, files: { [name]: 'x' } }
  expect(readParcel(JSON.stringify(parcel))).toBeNull()
  expect(readdirSync(folder)).toEqual([])
})

test.each([[''], ['[]'], ['{"language":"javascript"}'], ['null']])('%j is no parcel', (text) => {
  expect(readParcel(text)).toBeNull()
})

test('nothing that is there is written over', async () => {
  written({ 'main.js': 'mine' })
  const parcel = {
    language: 'javascript',
    entry: '',
    hash: HASH,
    main: 'main.js',
    files: { 'main.js': 'theirs' },
    data: {},
  } as const
  await expect(layOut(parcel, folder)).rejects.toThrow('EEXIST')
  expect(readFileSync(join(folder, 'main.js'), 'utf8')).toBe('mine')
})
