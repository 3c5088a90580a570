// Run folders that earlier versions wrote: read, gone on with, repeated. One of a later version is refused.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { evolutionOf, generationsOf, hashesOf, runConfigOf } from '../run/support.ts'
import { neatwork } from './neatwork-process.ts'

const PAST = join(import.meta.dirname, 'past-runs')
/** Those whose networks compute what they compute today. */
const SAME_BITS = ['before-checksums', 'kept-checkpoints', 'synced-checkpoints', 'sealed']
const config = runConfigOf({ seed: 5, generations: 10, neat: { populationSize: 20 } })

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-past-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function copyOf(name: string): string {
  const path = join(folder, name)
  cpSync(join(PAST, name), path, { recursive: true })
  return path
}

test.each(['first', ...SAME_BITS, 'without-generations'])('%s: is opened', async (name) => {
  const { history, last, record } = await RunFolder.open(copyOf(name))
  expect(history).toHaveLength(6)
  expect(last?.population.generation).toBe(5)
  expect(record.config).toMatchObject({ problem: 'xor', seed: 5, generations: 6 })
})

test.each(SAME_BITS)('%s: goes on to the hashes of a run that was never interrupted', async (name) => {
  const path = copyOf(name)
  expect((await neatwork('verify', path)).code).toBe(0)
  expect((await neatwork('resume', path, '--generations', '+4', '--local-slots', '1')).code).toBe(0)
  const { history } = await RunFolder.look(path)
  const whole = hashesOf(await generationsOf(evolutionOf(config), 10))
  expect((await history.all()).map(({ populationHash }) => populationHash)).toEqual(whole)
})

test('without-generations: is the same when it is repeated, and goes on', async () => {
  const path = copyOf('without-generations')
  expect((await neatwork('verify', path)).code).toBe(0)
  expect((await neatwork('resume', path, '--generations', '+2', '--local-slots', '1')).code).toBe(0)
  expect((await neatwork('verify', path)).stdout).toContain('The generations 0 to 7 are the same')
})

test('first: is not gone on with, for its problem was another one, and nothing is lost', async () => {
  const path = copyOf('first')
  const { code, stderr } = await neatwork('resume', path, '--generations', '+4')
  expect(code).not.toBe(0)
  expect(stderr).toContain('The problem "xor" has changed since the run began')
  expect((await RunFolder.look(path)).history).toHaveLength(6)
})

test('a folder of a later version is refused with a sentence and left as it is', async () => {
  const path = copyOf('kept-checkpoints')
  const file = join(path, 'config.json')
  const text = readFileSync(file, 'utf8').replace('"version": 1', '"version": 2')
  writeFileSync(file, text)
  await expect(RunFolder.open(path)).rejects.toThrow(
    'was written by a later Neatwork (run format 2, and this one reads 1). Update Neatwork on this machine.',
  )
  expect(readFileSync(file, 'utf8')).toBe(text)
})
