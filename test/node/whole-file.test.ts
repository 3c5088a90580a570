import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { writeWholeFile } from '../../core/node/whole-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-whole-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
})

test('replaces text and bytes, keeps rights and links, and leaves nothing beside', async () => {
  const file = join(folder, 'a')
  writeFileSync(file, 'old')
  chmodSync(file, 0o640)
  symlinkSync(file, join(folder, 'link'))
  await writeWholeFile(join(folder, 'link'), 'new', { synced: false })
  expect(readFileSync(file, 'utf8')).toBe('new')
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o640)
  await writeWholeFile(file, Uint8Array.of(1, 2), { mode: 0o600 })
  expect([...readFileSync(file)]).toEqual([1, 2])
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder).sort()).toEqual(['a', 'link'])
})

test('of several at once the last call is what stays', async () => {
  const file = join(folder, 'a')
  const lengths = [400_000, 10, 1]
  await Promise.all(lengths.map((length) => writeWholeFile(file, 'x'.repeat(length))))
  expect(readFileSync(file, 'utf8')).toBe('x')
  await expect(writeWholeFile(join(folder, 'no', 'such'), 'x')).rejects.toThrow('ENOENT')
})

// As on a disk that gets full, the system takes the part of a write that has room and tells of the rest the next time.
test.skipIf(process.platform === 'win32')('what has no room leaves the old file as it was', () => {
  const file = join(folder, 'a')
  writeFileSync(file, 'old')
  const url = new URL('../../core/node/whole-file.ts', import.meta.url)
  const program = `const { writeWholeFile } = await import(${JSON.stringify(url.href)})
    await writeWholeFile(${JSON.stringify(file)}, 'x'.repeat(20_000)).catch(({ code }) => console.log(code))`
  const { stdout } = spawnSync(
    'sh',
    ['-c', 'ulimit -f 8; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', program],
    { encoding: 'utf8' },
  )
  expect(stdout.trim()).toBe('EFBIG')
  expect(readFileSync(file, 'utf8')).toBe('old')
  expect(readdirSync(folder)).toEqual(['a'])
})
