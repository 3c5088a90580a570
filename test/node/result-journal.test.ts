// Results of the generation in progress: found again after any cut, by that generation only, and never others than came.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { genomeId } from '../../core/base/ids.ts'
import type { Arrival, BatchEvaluator, Evaluation } from '../../core/evaluate/batch.ts'
import { JournaledEvaluator } from '../../core/evaluate/journaled.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { FolderJournal, readProgress } from '../../core/node/run-folder/result-journal.ts'
import { diskStorage } from '../../core/node/run-folder/storage.ts'
import { xor } from '../../core/problems/xor.ts'
import { batchOf } from '../../core/run/evolve.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

const config = runConfigOf({ neat: { populationSize: 12 } })
const SETTINGS = { anything: 1 }
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-journal-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = () => join(folder, 'progress.ndjson')

async function journal(after = 'abc', settings: object = SETTINGS): Promise<FolderJournal> {
  return new FolderJournal({
    storage: diskStorage(folder),
    settings,
    found: await readProgress(folder),
    after,
  })
}

async function firstBatch() {
  const [outcome] = await generationsOf(evolutionOf(config), 1)
  if (outcome === undefined) throw new RangeError('there is a first generation')
  return batchOf(outcome.population, config)
}

const scored = (id: number, fitness: number): Evaluation => ({
  kind: 'scored',
  genomeId: genomeId(id),
  fitness,
})
const ODD: readonly Evaluation[] = [
  scored(0, 0.1 + 0.2),
  { kind: 'scored', genomeId: genomeId(1), fitness: 5e-324, behaviour: Float64Array.of(1 / 3, -0.5) },
  {
    ...{ kind: 'scored', genomeId: genomeId(2), fitness: 1 },
    tuned: { weight: Float64Array.of(0.1, 1e300), bias: Float64Array.of() },
  },
  { kind: 'failed', genomeId: genomeId(3), cause: 'time', reason: 'it took "too" long\n' },
  { kind: 'scored', genomeId: genomeId(4), fitness: 1, metrics: { laps: 0.1 + 0.2, 'a "b"': -1 } },
  { kind: 'failed', genomeId: genomeId(5), cause: 'threw', reason: 'no', trace: 'Error: no\n  at a.ts:1' },
]

test('what came is found again, bit for bit, by the same generation of the same run only', async () => {
  const batch = await firstBatch()
  const first = await journal()
  expect([...first.begin(batch)]).toEqual([])
  first.note(ODD)
  expect([...(await journal()).begin(batch).values()]).toEqual(ODD)
  for (const other of [await journal('abd'), await journal('abc', { anything: 2 })]) {
    const before = readFileSync(file())
    expect(other.begin(batch).size).toBe(0)
    writeFileSync(file(), before)
  }
  expect((await journal()).begin({ ...batch, options: { wind: true } }).size).toBe(0)
})

test('cut at any byte, only whole results are found; with a byte changed, none that did not come', async () => {
  const batch = await firstBatch()
  const first = await journal()
  first.begin(batch)
  first.note(ODD)
  const whole = readFileSync(file())
  for (let length = 0; length <= whole.length; length++) {
    writeFileSync(file(), whole.subarray(0, length))
    const found = [...(await readProgress(folder)).results.values()]
    expect(found).toEqual(ODD.slice(0, found.length))
    const changed = Buffer.from(whole)
    changed[length] = (changed[length] ?? 0) ^ 1
    writeFileSync(file(), changed)
    const rest = [...(await readProgress(folder)).results.values()]
    expect(rest).toEqual(ODD.slice(0, rest.length))
  }
})

test('a result that was taken back counts no longer, and comes last when it comes again', async () => {
  const batch = await firstBatch()
  const first = await journal()
  first.begin(batch)
  const news: readonly Arrival[] = [scored(4, 1), scored(5, 2), { kind: 'taken back', genomeId: genomeId(4) }]
  first.note(news)
  expect((await journal()).order).toEqual([5])
  first.note([scored(4, 3)])
  const again = await journal()
  expect(again.order).toEqual([5, 4])
  expect(again.begin(batch).get(genomeId(4))).toEqual(scored(4, 3))
})

test('a run without generations keeps what came of children that are pending, and how many were under way', async () => {
  const batch = await firstBatch()
  const first = await journal()
  first.noteInFlight(3)
  first.begin(batch)
  first.note([scored(20, 1), scored(21, 2)])
  first.follow('def', [genomeId(21), genomeId(22)])
  first.noteInFlight(4)
  first.note([scored(22, 3)])
  const again = await journal('def')
  expect([again.order, again.inFlight]).toEqual([[21, 22], 4])
  expect((await journal('abc')).order).toEqual([])
})

test('a full disk stops nobody who evaluates, and is told at the end of the generation', async () => {
  const batch = await firstBatch()
  const storage = {
    ...diskStorage(folder),
    jot: () => {
      throw new Error('ENOSPC')
    },
  }
  const full = new FolderJournal({ storage, settings: {}, found: await readProgress(folder), after: '' })
  full.begin(batch)
  full.note(ODD)
  expect(() => full.check()).toThrow('ENOSPC')
  expect(() => full.check()).not.toThrow()
})

test('of a generation that was interrupted only what did not come is evaluated', async () => {
  const batch = await firstBatch()
  const { signal } = new Cancellation()
  const whole = await new SerialEvaluator(xor).evaluate(batch, signal)
  const first = await journal()
  first.begin(batch)
  first.note(whole.filter((_, at) => at % 3 === 0))
  const asked: number[] = []
  const inner: BatchEvaluator = {
    evaluate(part, ...rest) {
      asked.push(...part.items.map(({ genomeId: id }) => id))
      return new SerialEvaluator(xor).evaluate(part, ...rest)
    },
  }
  const results = await new JournaledEvaluator(inner, await journal()).evaluate(batch, signal)
  expect(results).toEqual(whole)
  expect(asked).toEqual(whole.flatMap(({ genomeId: id }, at) => (at % 3 === 0 ? [] : [id])))
})
