// A run of two hundred generations that three workers evaluated: repeated by somebody else, and not by whoever changed a
// byte of it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-verified-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it is repeated bit for bit, and a byte that was changed is found and named', async () => {
  const path = join(folder, 'run')
  const run = ['--problem', 'parity-5', '--population', '30', '--generations', '200', '--seed', '9']
  const cluster = ['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--min-workers', '3']
  const master = new NeatworkProcess(['master', ...run, ...cluster, '--web', 'off', '--json', '--run', path])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  for (let count = 0; count < 3; count++) {
    new NeatworkProcess(['worker', String(joinLink), '--once', '--slots', '1'])
  }
  await master.result()
  expect(await master.exitCode).toBe(0)

  const verified = await neatwork('verify', path)
  expect(verified.code).toBe(0)
  expect(verified.stdout).toContain('The generations 0 to 199 are the same, bit for bit.')

  const [kept = ''] = readdirSync(join(path, 'checkpoints')).filter((name) => name.includes('100'))
  const file = join(path, 'checkpoints', kept)
  const bytes = readFileSync(file)
  const at = bytes.length >> 1
  bytes[at] = bytes[at] === 0x31 ? 0x32 : 0x31
  writeFileSync(file, bytes)
  const changed = await neatwork('verify', path)
  expect(changed.code).not.toBe(0)
  expect(changed.stderr).toContain(kept)
})
