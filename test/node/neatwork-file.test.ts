// `.neatwork` files: there and back equal bit for bit, and whatever a stranger may put into one is refused, without a trace.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buffer } from 'node:stream/consumers'
import * as fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { ZipFile } from 'yazl'
import { isHandedOn } from '../../core/node/neatwork-file/contents.ts'
import { NeatworkFileError } from '../../core/node/neatwork-file/neatwork-file-error.ts'
import {
  importRun,
  type ReadLimits,
  smallPart,
  withNeatworkFile,
} from '../../core/node/neatwork-file/read.ts'
import { writeNeatworkFile } from '../../core/node/neatwork-file/write.ts'
import { readImported } from '../../core/node/run-folder/imported.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { changedSince } from '../../core/node/run-folder/seal.ts'

const SEALED = resolve(import.meta.dirname, '../integration/past-runs/sealed')
const WHEN = '2026-11-26T10:00:00.000Z'

function lab(): string {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-file-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

async function handedOn(
  folder: string,
  part: 'run' | 'settings' | 'champion' = 'run',
  from = SEALED,
): Promise<string> {
  const out = join(folder, `${part}.neatwork`)
  const run = await RunFolder.look(from)
  await writeNeatworkFile({ run, part, appVersion: '1', createdAt: WHEN }, out)
  return out
}

const imported = (file: string, folder: string, limits?: ReadLimits) =>
  withNeatworkFile(file, (opened) => importRun(opened, { folder, name: 'mine', importedAt: WHEN }), limits)

const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .toSorted()

test('a run comes out of its file as it went in, seal and all, and says where it came from', async () => {
  const folder = lab()
  const from = join(folder, 'from')
  cpSync(SEALED, from, { recursive: true })
  writeFileSync(join(from, 'cluster.json'), '{"token":"secret"}')
  writeFileSync(join(from, 'private.txt'), 'mine')
  const file = await handedOn(folder, 'run', from)
  const { path } = await imported(file, join(folder, 'runs'))
  const names = filesIn(SEALED).filter((name) => name !== 'cluster.json')
  expect(filesIn(path)).toEqual([...names, 'imported.json'].toSorted())
  for (const name of names) expect(readFileSync(join(path, name))).toEqual(readFileSync(join(SEALED, name)))
  expect(await changedSince(path)).toEqual([])
  expect(await readImported(path)).toEqual({
    ...{ file: 'run.neatwork', importedAt: WHEN },
    sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
  })
  expect(readFileSync(file).includes('secret')).toBe(false)
  // The same run once more is the same file, bit for bit; and nothing is written over.
  const once = readFileSync(file)
  await handedOn(folder, 'run', path)
  expect(readFileSync(file).length).toBe(once.length)
  await expect(imported(file, join(folder, 'runs'))).rejects.toThrow(/is there already\. Choose another name/)
})

test('a part holds the settings or the champion only', async () => {
  const folder = lab()
  const texts = await Promise.all(
    (['settings', 'champion'] as const).map(async (part) =>
      withNeatworkFile(await handedOn(folder, part), async (opened) => JSON.parse(await smallPart(opened))),
    ),
  )
  const champion = JSON.parse(readFileSync(join(SEALED, 'champion.json'), 'utf8'))
  expect(texts).toEqual([(await RunFolder.look(SEALED)).record.config, champion])
})

type Given = Readonly<Record<string, string | Buffer>>

/** A file with whatever one likes in it, and a list of contents that agrees. */
async function crafted(
  path: string,
  files: Given,
  {
    list = {},
    mode = 0o100644,
    zipped = Object.entries(files),
  }: {
    readonly list?: object
    readonly mode?: number
    readonly zipped?: readonly (readonly [string, string | Buffer])[]
  } = {},
): Promise<string> {
  const zip = new ZipFile()
  for (const [name, content] of zipped) zip.addBuffer(Buffer.from(content), name, { mode })
  const told = Object.entries(files).map(([name, content]) => {
    const bytes = Buffer.from(content)
    return [name, { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }]
  })
  const contents = {
    ...{ format: 'neatwork-file', version: 1, part: 'run', name: 'x', appVersion: '1', createdAt: WHEN },
    ...{ files: Object.fromEntries(told), ...list },
  }
  zip.addBuffer(Buffer.from(JSON.stringify(contents)), 'neatwork.json')
  zip.end()
  const file = join(path, 'crafted.neatwork')
  writeFileSync(file, await buffer(zip.outputStream))
  return file
}

/** The sentence; nothing may be left behind. */
async function refusal(file: string, limits?: ReadLimits): Promise<string> {
  const folder = join(resolve(file, '..'), 'runs')
  const error = await imported(file, folder, limits).then(
    () => expect.unreachable('was imported'),
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(NeatworkFileError)
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
  return (error as NeatworkFileError).message
}

test('names that lead elsewhere, links, twins, strangers and later formats are refused in one sentence', async () => {
  const folder = lab()
  const config = readFileSync(join(SEALED, 'config.json'))
  const twins = [
    ['run/config.json', config],
    ['run/CONFIG.json', config],
  ] as const
  expect(await refusal(await crafted(folder, { 'run/config.json': config }, { zipped: twins }))).toMatch(
    /holds run\/CONFIG\.json twice\. Nothing was imported/,
  )
  expect(await refusal(await crafted(folder, { 'run/config.json': config }, { mode: 0o120777 }))).toMatch(
    /run\/config\.json is a link and no file/,
  )
  for (const name of [
    'run/cluster.json',
    'run/problem/con.json',
    'run/problem/.bashrc',
    'run/other.txt',
    'x',
  ])
    expect(await refusal(await crafted(folder, { [name]: '{}' }))).toContain(
      `holds ${name}, which is no file of a run`,
    )
  expect(await refusal(await crafted(folder, {}, { zipped: [['run/log.ndjson', '']] }))).toContain(
    "doesn't name",
  )
  expect(await refusal(await crafted(folder, {}, { list: { version: 2 } }))).toMatch(
    /later Neatwork .* Update/,
  )
  expect(await refusal(await crafted(folder, {}, { list: { part: 'all' } }))).toContain(
    'neatwork.json is damaged (part',
  )
  // A writer of archives that lets one climb is made by hand.
  const climbing = readFileSync(await crafted(folder, { 'run/problem/aaa/up.mjs': '' })).toString('latin1')
  writeFileSync(
    join(folder, 'climbing'),
    Buffer.from(climbing.replaceAll('problem/aaa', '../../../ab'), 'latin1'),
  )
  expect(await refusal(join(folder, 'climbing'))).toMatch(
    /damaged, or no \.neatwork file \(invalid relative path/,
  )
  writeFileSync(join(folder, 'text'), 'hello')
  expect(await refusal(join(folder, 'text'))).toContain('no .neatwork file')
  expect(await refusal(join(folder, 'nowhere'))).toMatch(/^There is no file .*; check the path\.$/)
})

test('a bomb is refused before a byte of it is unpacked, and so are too many files', async () => {
  const folder = lab()
  const bomb = await crafted(folder, { 'run/history.ndjson': Buffer.alloc(5_000_000) })
  expect(await refusal(bomb)).toContain('more than 250 times larger unpacked')
  const many = await crafted(folder, { 'run/log.ndjson': 'a', 'run/notes.json': 'b' })
  expect(await refusal(many, { files: 2, bytes: 1e9, ratio: 250 })).toContain('holds more than 2 files')
  expect(await refusal(many, { files: 3, bytes: 1, ratio: 250 })).toContain('unpacked it is more than')
})

test('a file that is no run, or names code outside itself, is refused as a whole', async () => {
  const folder = lab()
  expect(await refusal(await crafted(folder, { 'run/config.json': '{}' }))).toMatch(
    /config\.json.* is damaged/,
  )
  const record = JSON.parse(readFileSync(join(SEALED, 'config.json'), 'utf8'))
  const own = { language: 'javascript', file: '/x.mjs', hash: 'a' }
  const outside = { ...record, problem: { ...record.problem, own, source: { main: '../../x.mjs' } } }
  const history = readFileSync(join(SEALED, 'history.ndjson'))
  const with_ = (config: object) => ({
    'run/config.json': JSON.stringify(config),
    'run/history.ndjson': history,
  })
  expect(await refusal(await crafted(folder, with_(outside)))).toContain("../../x.mjs, which isn't in it")
  const remote = { ...record, problem: { ...record.problem, own: { ...own, file: '\\\\host\\x.mjs' } } }
  expect(await refusal(await crafted(folder, with_(remote)))).toContain('on another machine')
})

test('only files of a run are handed on, however they are called', () => {
  for (const name of ['config.json', 'problem/a/b.mjs', 'checkpoints/generation-000000005.json'])
    expect(isHandedOn(name), name).toBe(true)
  for (const name of [
    'cluster.json',
    'problem',
    'problem/',
    'problem/../x',
    'problem//x',
    '/x',
    'problem/a\\b',
    'problem/nul',
    'problem/x.',
  ])
    expect(isHandedOn(name), name).toBe(false)
})

test('a file that is damaged anywhere is refused or is still the same, and leaves nothing behind', async () => {
  const folder = lab()
  const whole = readFileSync(await handedOn(folder))
  const damaged = join(folder, 'damaged.neatwork')
  const runs = join(folder, 'runs')
  const seed = 20261126
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 3,
      }),
      fc.option(fc.nat(whole.length - 1)),
      async (changes, end) => {
        const bytes = Buffer.from(whole)
        for (const [at, by] of changes) bytes[at] = (bytes[at] ?? 0) ^ by
        writeFileSync(damaged, end === null ? bytes : bytes.subarray(0, end))
        const done = await imported(damaged, runs).catch((error: unknown) => error)
        if (done instanceof Error) {
          expect(done).toBeInstanceOf(NeatworkFileError)
          expect(existsSync(runs) ? readdirSync(runs) : []).toEqual([])
          return
        }
        expect(await changedSince(join(runs, 'mine'))).toEqual([])
        rmSync(runs, { recursive: true })
      },
    ),
    { seed, numRuns: 150 },
  )
})
