// Of a run that has ended, a byte changed in any file is found by the file's name, and so is a file that went or came.
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { resultOf } from '../../core/api/champion.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { changedSince } from '../../core/node/run-folder/seal.ts'
import { Chronicle } from '../../core/run/chronicle.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

const config = runConfigOf({ seed: 3, generations: 5, neat: { populationSize: 20 } })
let folder = ''
let path = ''
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-seal-'))
  path = join(folder, 'run')
  const run = await RunFolder.create(path, {
    ...{ appVersion: '0.0.0', createdAt: '2026-01-01T00:00:00.000Z', config, keep: { every: 2, most: 9 } },
    problem: { name: 'xor', version: 1, hash: '0'.repeat(32) },
    source: {
      ...{ language: 'javascript', entry: '', hash: '0'.repeat(32), main: 'mine.js' },
      data: { 'rows.csv': 'MQo=' },
      files: { 'mine.js': '// the problem', 'parts/of-it.js': '// more' },
    },
  })
  await run.appendEnvironment({ kind: 'start' })
  const chronicle = new Chronicle(config.neat.selection)
  const outcomes = await generationsOf(evolutionOf(config), 5)
  for (const outcome of outcomes) await run.save(outcome, { entry: chronicle.note(outcome), chronicle })
  const last = outcomes.at(-1)
  if (last !== undefined) await run.finish(resultOf('generations done', last), last)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function files(): readonly string[] {
  const all = readdirSync(path, { recursive: true }).map((name) => String(name).replaceAll('\\', '/'))
  return all.filter((name) => statSync(join(path, name)).isFile() && name !== 'checksums.sha256').toSorted()
}

test('one byte changed in any file is found by name', async () => {
  expect(await changedSince(path)).toEqual([])
  expect(files()).toEqual(
    expect.arrayContaining(['checkpoint.json', 'checkpoints/generation-000000002.json', 'config.json']),
  )
  expect(files()).toEqual(expect.arrayContaining(['history.ndjson', 'problem/parts/of-it.js', 'result.json']))
  for (const name of files()) {
    const file = join(path, name)
    copyFileSync(file, join(folder, 'kept'))
    const bytes = readFileSync(file)
    const at = Math.floor(bytes.length / 2)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await changedSince(path)).toEqual([name])
    copyFileSync(join(folder, 'kept'), file)
  }
})

test('files that went, came or are no checksums are named; notes and logs may be written', async () => {
  rmSync(join(path, 'champion.json'))
  writeFileSync(join(path, 'problem', 'third.js'), '// not of the run')
  writeFileSync(join(path, 'notes.json'), '[]')
  expect(await changedSince(path)).toEqual(['champion.json', 'problem/third.js'])
  writeFileSync(join(path, 'checksums.sha256'), 'nothing\n')
  expect(await changedSince(path)).toContain('checksums.sha256')
})

test('a run that goes on has no checksums until it ends again', async () => {
  await RunFolder.open(path)
  expect(await changedSince(path)).toBeNull()
})
