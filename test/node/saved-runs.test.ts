// The history of saved runs: listed, labelled, compared, told as a table, deleted and brought back.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import { deletedNamesSchema, runLabelSchema, savedRunsRequestSchema } from '../../core/api/saved-runs.ts'
import type { RecycleBin } from '../../core/node/run-bin.ts'
import { saveLabel } from '../../core/node/run-folder/run-label.ts'
import { changedSince } from '../../core/node/run-folder/seal.ts'
import type { Storage } from '../../core/node/run-folder/storage.ts'
import { SavedRuns } from '../../core/node/saved-runs.ts'
import { SMALL_RUN, saveRun } from '../run/save-run.ts'

const LABEL = { title: 'Baseline', tags: ['xor', 'lab'], text: 'First try.' }

function lab(recycleBin: RecycleBin | null = null) {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-history-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  const logged: string[] = []
  let openFolder: string | null = null
  const options = {
    ...{ runsFolder: path, recycleBin, now: () => 1_764_000_000_000, openFolder: () => openFolder },
    log: (_level: string, message: string) => void logged.push(message),
  }
  const open = (name: string | null): void => {
    openFolder = name === null ? null : join(path, name)
  }
  return { path, logged, open, runs: new SavedRuns(options) }
}

const all = async (runs: SavedRuns): Promise<readonly SavedRunView[]> =>
  (await runs.page({ after: null, limit: 200 })).runs

test('runs are told part by part, the latest name first, without folders that hold none', async () => {
  const { path, runs } = lab()
  for (const name of ['2026-a', '2026-b', '2026-c']) await saveRun(path, name)
  mkdirSync(join(path, 'holiday pictures'))
  writeFileSync(join(path, 'readme.txt'), 'not a run')
  const first = await runs.page({ after: null, limit: 2 })
  const rest = await runs.page({ after: first.next, limit: 2 })
  expect([...first.runs, ...rest.runs].map(({ name }) => name)).toEqual(['2026-c', '2026-b', '2026-a'])
  expect([first.total, rest.next]).toEqual([4, null])
  expect(rest.runs.at(-1)).toMatchObject({
    ...{ kind: 'run', problem: 'xor', generations: 2, planned: 2, state: 'generations done' },
    ...{ title: '', tags: [], text: '', isOpen: false, goal: 'maximise' },
  })
  expect((await lab().runs.page({ after: null, limit: 2 })).runs).toEqual([])
})

test('a part goes on where the one before ended, though that run is gone by now', async () => {
  const { path, runs } = lab()
  for (const name of ['a', 'b', 'c']) await saveRun(path, name)
  const { next } = await runs.page({ after: null, limit: 2 })
  await rm(join(path, 'b'), { recursive: true })
  expect((await runs.page({ after: next, limit: 2 })).runs.map(({ name }) => name)).toEqual(['a'])
})

test('what was read once is remembered as long as its files stay what they are', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'run')
  const [before] = await all(runs)
  // Nothing that the list is made of: it isn't looked at again.
  writeFileSync(join(path, 'run', 'checkpoint.json'), ' '.repeat(100_000))
  expect(await all(runs)).toEqual([before])
  await runs.label('run', LABEL)
  expect((await all(runs))[0]).toMatchObject(LABEL)
})

test('a damaged run is told with what is wrong, and no path of this machine', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'broken')
  writeFileSync(join(path, 'broken', 'config.json'), '{"format": ')
  const [broken] = await all(runs)
  expect(broken).toMatchObject({ kind: 'damaged', name: 'broken' })
  const reason = broken?.kind === 'damaged' ? broken.reason : ''
  expect(reason).toBe('config.json in broken is damaged: it is not JSON. Restore it from a copy.')
  await expect(runs.settings('broken')).rejects.toMatchObject({ code: 'failed', message: reason })
  await expect(runs.curve('broken')).rejects.toMatchObject({ code: 'failed', message: reason })
})

test.each(['config.json', 'history.ndjson', 'result.json', 'label.json', 'champion.json'])(
  'a run whose %s the system does not give out hides no other run',
  async (file) => {
    const { path, runs } = lab()
    for (const name of ['a', 'b', 'c']) await saveRun(path, name)
    await rm(join(path, 'b', file), { force: true })
    // A folder in its place stands for whatever the system refuses: rights, a bad disk, a share that is away.
    mkdirSync(join(path, 'b', file))
    const listed = await all(runs)
    expect(listed.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
    expect([listed[0]?.kind, listed[2]?.kind]).toEqual(['run', 'run'])
    if (listed[1]?.kind === 'damaged') expect(listed[1].reason).toMatch(/^The run folder b can't be used \(/)
    else
      expect((await runs.champions(['b', 'c'])).map(({ champion }) => champion === null)).toEqual([
        true,
        false,
      ])
  },
)

test('a name, tags and a text are kept in the folder, whole, and no checksum of the run counts them', async () => {
  const { path, runs } = lab()
  const folder = await saveRun(path, 'run')
  await runs.label('run', LABEL)
  expect(JSON.parse(readFileSync(join(folder.path, 'label.json'), 'utf8'))).toEqual({ version: 1, ...LABEL })
  expect(await changedSince(folder.path)).toEqual([])
  await expect(runs.label('elsewhere', LABEL)).rejects.toMatchObject({ code: 'not-found' })
})

test('a label is replaced through the port of run folders, on the disk itself', async () => {
  const { path } = lab()
  const folder = await saveRun(path, 'run')
  const written: unknown[] = []
  const port = { replace: async (name, _, how) => void written.push([name, how]) } as Partial<Storage>
  await saveLabel(folder.path, LABEL, () => port as Storage)
  expect(written).toEqual([['label.json', { synced: true }]])
})

test('a label that nobody can read shows the run as damaged, and is not written over', async () => {
  const { path, runs } = lab()
  const folder = await saveRun(path, 'run')
  writeFileSync(join(folder.path, 'label.json'), '{"version": 1, "title": 5}')
  expect(await all(runs)).toMatchObject([{ kind: 'damaged', reason: expect.stringContaining('label.json') }])
  await expect(runs.label('run', LABEL)).rejects.toThrow('title')
  writeFileSync(join(folder.path, 'label.json'), JSON.stringify({ version: 2, ...LABEL }))
  await expect(runs.label('run', LABEL)).rejects.toThrow('later Neatwork')
})

test('champions come with their genomes; of what has none, or a spoilt one, there is none', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'run')
  await saveRun(path, 'spoilt')
  writeFileSync(join(path, 'spoilt', 'champion.json'), '{"generation": 1}')
  const [champion, ...others] = await runs.champions(['run', 'spoilt', 'nowhere'])
  expect(champion?.champion?.genome.nodes.length).toBeGreaterThan(2)
  expect(others.map((one) => one.champion)).toEqual([null, null])
})

test('settings that differ are told with a value for each run, options of the problem included', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'a')
  await saveRun(path, 'b', { ...SMALL_RUN, seed: 9 })
  await saveRun(path, 'c')
  expect(await runs.compare(['a', 'b', 'c'])).toEqual([
    { path: 'seed', values: [SMALL_RUN.seed, 9, SMALL_RUN.seed] },
  ])
  expect(await runs.compare(['a', 'c'])).toEqual([])
  expect(await runs.settings('b')).toEqual({ ...SMALL_RUN, seed: 9 })
})

test('the history is told as a table with one line of names', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'run')
  const { text, next } = await runs.table({ name: 'run', from: 0 })
  expect(text.split('\n').map((line) => line.split(',')[0])).toEqual(['generation', '0', '1', ''])
  expect(next).toBeNull()
  expect((await runs.table({ name: 'run', from: 1 })).text.split('\n')).toHaveLength(2)
})

test('the genomes that a run remembers are told line by line, the champion’s among them', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'run')
  const [champion] = await runs.champions(['run'])
  const { text, next } = await runs.genomes({ name: 'run', from: 0 })
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
  expect(next).toBeNull()
  expect(lines).toContainEqual(expect.objectContaining({ species: null, hash: champion?.champion?.hash }))
  expect(lines.find(({ hash }) => hash === champion?.champion?.hash)?.genome).toEqual(
    champion?.champion?.genome,
  )
  expect(lines.every(({ genome }) => genome.format === 'neatwork-genome')).toBe(true)
})

test('a deleted run is in the bin, not in the list, and comes back as it was', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'run')
  const before = await all(runs)
  const ids = await runs.delete(['run'])
  expect(await all(runs)).toEqual([])
  expect(await runs.deleted()).toMatchObject({
    leadsTo: 'nowhere',
    runs: [{ id: ids[0], name: 'run', deletedAtMs: 1_764_000_000_000, bytes: expect.any(Number) }],
  })
  await runs.restore(ids)
  expect(await all(runs)).toEqual(before)
  expect((await runs.deleted()).runs).toEqual([])
})

test('nothing is written over by what comes back, and what is no run stays where it is', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'run')
  const ids = await runs.delete(['run'])
  await saveRun(path, 'run')
  await expect(runs.restore(ids)).rejects.toThrow('another run called run')
  mkdirSync(join(path, 'holiday pictures'))
  await expect(runs.delete(['holiday pictures'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(runs.delete(['.bin'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(runs.restore(['../run'])).rejects.toMatchObject({ code: 'not-found' })
  await expect(runs.erase(['1~../run'])).rejects.toMatchObject({ code: 'not-found' })
  expect(existsSync(join(path, 'run', 'config.json'))).toBe(true)
})

test('the run that is open is marked, and none of those asked for is deleted with it', async () => {
  const { path, runs, open } = lab()
  await saveRun(path, 'done')
  await saveRun(path, 'at work')
  open('at work')
  await expect(runs.delete(['done', 'at work'])).rejects.toMatchObject({ code: 'not-now' })
  expect((await all(runs)).map(({ name, isOpen }) => [name, isOpen])).toEqual([
    ['done', false],
    ['at work', true],
  ])
  open(null)
  await runs.delete(['done', 'at work'])
  expect(await all(runs)).toEqual([])
})

test('a damaged run can be deleted', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'broken')
  writeFileSync(join(path, 'broken', 'config.json'), '')
  await runs.delete(['broken'])
  expect(await all(runs)).toEqual([])
})

test('without a recycle bin of the system runs stay in the bin until they are deleted for good', async () => {
  const { path, runs } = lab()
  await saveRun(path, 'run')
  const ids = await runs.delete(['run'])
  await runs.close()
  expect(readdirSync(join(path, '.bin'))).toEqual(ids)
  await runs.erase(ids)
  expect(readdirSync(join(path, '.bin'))).toEqual([])
})

test('with one they go there when nobody can undo any more', async () => {
  const trash = mkdtempSync(join(tmpdir(), 'neatwork-trash-'))
  onTestFinished(() => rmSync(trash, { recursive: true }))
  const { path, runs } = lab((from) => rename(from, join(trash, 'run')))
  await saveRun(path, 'run')
  await runs.delete(['run'])
  expect(await runs.deleted()).toMatchObject({ leadsTo: 'system' })
  expect(readdirSync(trash)).toEqual([])
  await runs.close()
  expect(readdirSync(join(path, '.bin'))).toEqual([])
  expect(existsSync(join(trash, 'run', 'config.json'))).toBe(true)
})

test('what the system’s recycle bin refuses stays in the bin and is told', async () => {
  const { path, runs, logged } = lab(() => Promise.reject(new Error('there is no trash')))
  await saveRun(path, 'run')
  const ids = await runs.delete(['run'])
  await expect(runs.erase(ids)).rejects.toThrow('recycle bin of this system')
  await runs.close()
  expect(logged).toEqual([expect.stringContaining('there is no trash')])
  expect(readdirSync(join(path, '.bin'))).toEqual(ids)
})

test('runs are named and never given by a path, and labels have their limits', () => {
  for (const name of ['../etc', 'a/b', 'a\\b', '..', '.', '']) {
    expect(deletedNamesSchema.safeParse({ names: [name] }).success).toBe(false)
    expect(savedRunsRequestSchema.safeParse({ after: name, limit: 1 }).success).toBe(false)
  }
  expect(runLabelSchema.parse({ title: ' a ', tags: ['x', ' x '], text: '' })).toEqual({
    ...{ title: 'a', tags: ['x'], text: '' },
  })
  expect(runLabelSchema.safeParse({ title: '', tags: Array(21).fill('x'), text: '' }).success).toBe(false)
})
