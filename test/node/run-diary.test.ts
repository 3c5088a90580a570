// The log and notes of a run, in memory and in its folder.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { applyEvent } from '../../core/api/apply-event.ts'
import { EventBuffer } from '../../core/api/coalesce-events.ts'
import { MOST_ENTRIES } from '../../core/api/limits.ts'
import type { ApiEvent } from '../../core/api/neatwork-api.ts'
import type { WorkerView } from '../../core/api/views.ts'
import { genomeToJson } from '../../core/neat/genome-codec.ts'
import { RunDiary } from '../../core/node/run-diary.ts'
import { readFailedGenome } from '../../core/node/run-folder/failure-record.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { WorkerWatch } from '../../core/node/worker-watch.ts'
import { emptyRun, stateOf, workerView } from '../renderer/made-up-views.ts'
import { evolutionOf, generationsOf, runConfigOf } from '../run/support.ts'

function diary(folder: RunFolder | null = null, done = 5) {
  const events: ApiEvent[] = []
  const logged: string[] = []
  const written = new RunDiary({
    folder,
    emit: (event) => events.push(event),
    log: (_, message) => logged.push(message),
    done: () => done,
  })
  return { diary: written, events, logged }
}

async function folder(): Promise<RunFolder> {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-diary-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  const problem = { name: 'xor', version: 1, hash: '0' }
  const record = { appVersion: '0', createdAt: '', problem, config: runConfigOf() }
  return await RunFolder.create(join(path, 'run'), record)
}

test('entries are numbered on, told, and found again in the folder, in spite of a spoilt line', async () => {
  const run = await folder()
  const first = diary(run)
  first.diary.add({ kind: 'alarm', message: 'two differ' })
  first.diary.add({ kind: 'options-changed', options: { track: 'a', laps: 3 } })
  await first.diary.settle()
  appendFileSync(join(run.path, 'log.ndjson'), '\0\0{"half')
  const { folder: again } = await RunFolder.open(run.path)
  expect(again.log).toEqual(first.diary.entries)
  const second = diary(again)
  second.diary.add({ kind: 'worker-left', label: 'a', how: 'left' })
  expect(second.diary.entries.map(({ number }) => number)).toEqual([1, 2, 3])
  await second.diary.settle()
  const { folder: third } = await RunFolder.open(run.path)
  expect(third.log).toEqual(second.diary.entries)
})

test('a generation that fails often names a few and counts the others', () => {
  const { diary: run } = diary()
  const failed = Array.from({ length: 10 }, (_, index) => ({
    kind: 'failed' as const,
    genomeId: index as never,
    cause: 'threw' as const,
    reason: 'no',
  }))
  run.addFailures(failed)
  expect(run.entries.map((entry) => entry.kind === 'genome-failed' && entry.others)).toEqual([0, 0, 7])
  run.addFailures([])
  expect(run.entries).toHaveLength(3)
})

test('notes stand in order of their generations, are saved, and come back', async () => {
  const run = await folder()
  const { diary: first, events } = diary(run)
  await first.addNote(4, ' later ')
  await first.addNote(0, 'first')
  expect(first.notes.map(({ number, text }) => [number, text])).toEqual([
    [2, 'first'],
    [1, 'later'],
  ])
  expect(events.at(-1)).toEqual({ kind: 'notes', notes: first.notes })
  await first.removeNote(1)
  const { folder: again } = await RunFolder.open(run.path)
  expect(again.notes).toEqual(first.notes)
  await expect(first.removeNote(1)).rejects.toThrow('removed already')
  await expect(first.addNote(5, 'too late')).rejects.toThrow('no generation 5')
})

test('notes that cannot be read are damage, and are told with their file', async () => {
  const run = await folder()
  writeFileSync(join(run.path, 'notes.json'), '{"version":1,"notes":"none"}')
  await expect(RunFolder.open(run.path)).rejects.toThrow('notes.json')
})

test('a note that cannot be saved is refused and not shown; a log that cannot be written costs nothing', async () => {
  const run = await folder()
  rmSync(run.path, { recursive: true })
  const { diary: lost, logged } = diary(run)
  await expect(lost.addNote(1, 'gone')).rejects.toThrow()
  expect(lost.notes).toEqual([])
  lost.add({ kind: 'alarm', message: 'x' })
  await lost.settle()
  expect(lost.entries).toHaveLength(1)
  expect(logged.at(-1)).toContain('could not be written')
  expect(() => readFileSync(join(run.path, 'log.ndjson'))).toThrow()
})

test('workers that join, leave, are lost and are set aside are news once', () => {
  const watch = new WorkerWatch()
  const one = workerView(1)
  const kinds = (...workers: WorkerView[]) => watch.news(workers).map(({ kind }) => kind)
  expect(kinds(workerView(0, { local: true }), one)).toEqual(['worker-joined'])
  expect(kinds(one)).toEqual([])
  expect(kinds({ ...one, state: 'set-aside' })).toEqual(['worker-failed'])
  expect(kinds({ ...one, state: 'set-aside' })).toEqual([])
  const gone = { ...one, state: 'gone' as const, parting: { how: 'was silent for 3 s', isLost: true } }
  expect(watch.news([gone])).toEqual([
    { kind: 'worker-failed', label: one.label, reason: 'was silent for 3 s' },
  ])
  expect(kinds(gone)).toEqual([])
  expect(kinds()).toEqual([])
  expect(kinds(one)).toEqual(['worker-joined'])
  expect(kinds()).toEqual(['worker-left'])
})

test('a screen keeps as many entries as the master, however they come', () => {
  const entries = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ number: from + index, atMs: 0, generation: 0 },
      ...{ kind: 'alarm' as const, message: '' },
    }))
  const buffer = new EventBuffer(false)
  buffer.add({ kind: 'log', entries: entries(1, 700) })
  buffer.add({ kind: 'log', entries: entries(701, 700) })
  const told = buffer.take()
  expect(told).toHaveLength(1)
  const state = stateOf({ kind: 'run', run: emptyRun({ kind: 'running' }) })
  const after = told.reduce(applyEvent, state)
  const log = after?.mode.kind === 'run' ? after.mode.run.log : []
  expect(log).toHaveLength(MOST_ENTRIES)
  expect(log.at(-1)?.number).toBe(1400)
})

test('a genome that failed is found again by its generation and number', async () => {
  const run = await folder()
  const [first] = await generationsOf(evolutionOf(runConfigOf({ neat: { populationSize: 4 } })), 1)
  const genome = first?.population.genomes[2]
  if (genome === undefined) throw new RangeError('there are four genomes')
  const json = genomeToJson(genome, 'feed-forward')
  const line = { generation: 3, genomeId: genome.id, cause: 'threw', reason: 'no', genome: json }
  writeFileSync(join(run.path, 'failures.ndjson'), `${JSON.stringify(line)}\n`)
  expect(await readFailedGenome(run.path, { generation: 3, genomeId: genome.id })).toEqual(json)
  expect(await readFailedGenome(run.path, { generation: 4, genomeId: genome.id })).toBeNull()
})
