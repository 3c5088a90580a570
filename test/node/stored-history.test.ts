// A long history is read by its places: what is asked for and nothing else, and what is damaged is named.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampled } from '../../core/api/sampled-history.ts'
import { StoredHistory } from '../../core/node/run-folder/stored-history.ts'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

let folder = ''
let file = ''
let snapshots: readonly GenerationSnapshot[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-history-'))
  file = join(folder, 'history.ndjson')
  const [first] = await generationsOf(evolutionOf(runConfigOf({ neat: { populationSize: 10 } })), 1)
  if (first === undefined) throw new RangeError('there is a first generation')
  snapshots = Array.from({ length: 5000 }, (_, generation) => ({
    ...first.snapshot,
    generation,
    best: generation / 7,
  }))
  writeFileSync(file, snapshots.map((one) => `${JSON.stringify(one)}\n`).join(''))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('single generations, stretches and even samples are those that were written', async () => {
  const { history, isBroken } = await StoredHistory.read(folder)
  expect([history.length, isBroken, history.bytes]).toEqual([5000, false, readFileSync(file).length])
  expect(await history.at(4321)).toEqual(snapshots[4321])
  expect([await history.at(-1), await history.at(5000)]).toEqual([undefined, undefined])
  expect(history.bests[4999]).toBe(4999 / 7)
  const stretch: GenerationSnapshot[] = []
  for await (const one of history.read(990, 1020)) stretch.push(one)
  expect(stretch).toEqual(snapshots.slice(990, 1021))
})

test('half a line, zeros and lines of another generation end it; the rest stays readable', async () => {
  appendFileSync(file, '{"version":1,"generation":5000,')
  expect((await StoredHistory.read(folder)).history.length).toBe(5000)
  appendFileSync(file, `${'\0'.repeat(500)}}\n`)
  const { history, isBroken } = await StoredHistory.read(folder)
  expect([history.length, isBroken]).toEqual([5000, true])
  expect(await history.last()).toEqual(snapshots[4999])
})

test('a line whose middle was changed is named when it is read', async () => {
  const text = readFileSync(file, 'utf8')
  const at = text.indexOf('"species":', text.indexOf('"generation":77,'))
  writeFileSync(file, `${text.slice(0, at)}"spocies"${text.slice(at + 9)}`)
  const { history } = await StoredHistory.read(folder)
  await expect(history.at(77)).rejects.toThrow(
    /history\.ndjson in .* is damaged: line 78 is not generation 77/,
  )
  expect(await history.at(79)).toEqual(snapshots[79])
})

test('screens get the generations that they hold', async () => {
  const { history } = await StoredHistory.read(folder)
  expect(await history.sample()).toEqual(sampled(snapshots))
})
