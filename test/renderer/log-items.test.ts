import { expect, test } from 'vitest'
import type { LogEntry } from '../../core/api/run-log.ts'
import { HistoryFold } from '../../renderer/chart/history-fold.ts'
import { FitnessHistory } from '../../renderer/fitness/fitness-series.ts'
import { countByKind, LOG_KINDS, logCsv, logItems } from '../../renderer/log/log-items.ts'
import { SpeciesHistory } from '../../renderer/species/species-history.ts'
import { madeUpHistory } from './made-up-history.ts'

const history = madeUpHistory(60, 5)
const log: readonly LogEntry[] = [
  { number: 1, atMs: 1000, generation: 3, kind: 'worker-joined', label: 'a', address: 'b', slots: 2 },
  { number: 2, atMs: 2000, generation: 3, kind: 'options-changed', options: { laps: 3, wet: true } },
  { number: 3, atMs: 3000, generation: 9, kind: 'alarm', message: 'two differ' },
  { number: 4, atMs: 4000, generation: 70, kind: 'worker-failed', label: 'a', reason: 'was silent for 3 s' },
  { number: 5, atMs: 5000, generation: 70, kind: 'worker-left', label: 'c', how: 'left' },
  {
    number: 6,
    atMs: 6000,
    generation: 5,
    kind: 'genome-failed',
    genomeId: 12,
    cause: 'threw',
    reason: 'no',
    others: 4,
  },
  { number: 7, atMs: 7000, generation: 21, kind: 'island-missed', island: 'rome', exchange: 20 },
  { number: 8, atMs: 8000, generation: 51, kind: 'island-back', island: 'rome', exchange: 50, missed: 3 },
]
const notes = [{ number: 7, generation: 4, text: 'look', atMs: 9 }]

const printed = [
  { number: 1, atMs: 7, generation: 5, worker: 'lab-3', genomeId: 12, text: 'crashed' },
  { number: 2, atMs: 8, generation: 5, worker: null, genomeId: null, text: 'loaded' },
]

function items() {
  const fitness = new HistoryFold(() => new FitnessHistory('maximise')).of(history)
  const species = new HistoryFold(() => new SpeciesHistory()).of(history)
  return logItems({ history, improvements: fitness.improvements, species, log, notes, printed })
}

test('everything that happened is listed once, the newest first', () => {
  const all = items()
  const generations = all.map(({ generation }) => generation)
  expect(generations).toEqual(generations.toSorted((a, b) => b - a))
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  expect(all.slice(0, 2).map(({ text }) => text)).toEqual(['c left', 'a: was silent for 3 s'])
  const counts = countByKind(all)
  expect(counts).toMatchObject({ workers: 3, islands: 2, options: 1, alarm: 1, error: 1, note: 1 })
  expect(counts.champion).toBeGreaterThan(3)
  expect(counts.species).toBeGreaterThanOrEqual(5)
})

test('an island that is missed, and that is back, is told with how many exchanges it has missed', () => {
  const told = items().filter(({ kind }) => kind === 'islands')
  expect(told.map(({ text, details }) => [text, details])).toEqual([
    ['The island rome is back: its champions of generation 50 have come', 'after 3 exchanges without it'],
    ['The island rome is away: the exchange of generation 20 went on without it', null],
  ])
})

test('a champion is told when it is better than all before, and only then', () => {
  const told = items().filter(({ kind }) => kind === 'champion')
  let best = Number.NEGATIVE_INFINITY
  const wanted = history.filter((snapshot) => {
    const isBetter = snapshot.best > best
    best = Math.max(best, snapshot.best)
    return isBetter
  })
  expect(told.map(({ generation }) => generation).toReversed()).toEqual(wanted.map((one) => one.generation))
})

test('errors name their genome, and how many others failed; notes can be removed', () => {
  const all = items()
  expect(all.find(({ kind }) => kind === 'error')).toMatchObject({ failed: 12, generation: 5 })
  expect(all.find(({ kind }) => kind === 'error')?.details).toContain('4 other genomes')
  expect(all.find(({ kind }) => kind === 'note')).toMatchObject({ note: 7, text: 'look' })
  expect(all.find(({ kind }) => kind === 'options')?.text).toContain('laps 3, wet true')
})

test('what fitness functions print is told with its worker and genome', () => {
  const lines = items().filter(({ kind }) => kind === 'printed')
  expect(lines.map(({ text }) => text)).toEqual([
    'This machine, problem: loaded',
    'lab-3, genome 12: crashed',
  ])
})

test('its file has a line for each, with the time where it is known', () => {
  const { rows, columns } = logCsv(items())
  expect(rows.every((row) => row.length === columns.length)).toBe(true)
  expect(rows.find((row) => row[2] === 'alarm')?.[1]).toBe('1970-01-01T00:00:03.000Z')
  expect(LOG_KINDS).toHaveLength(9)
})
