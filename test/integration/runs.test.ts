// Saved runs afterwards: verified, extended, forked, listed, compared, exported, deleted.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { hashes, neatwork } from './neatwork-process.ts'

const RUN = ['run', '--problem', 'two-spirals', '--population', '20', '--seed', '5', '--json']

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-runs-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const kept = mkdtempSync(join(tmpdir(), 'neatwork-runs-'))
afterAll(() => rmSync(kept, { recursive: true, force: true }))

/** A run of fourteen generations with a checkpoint of every fifth, made once for all tests. */
let saved: Promise<string> | undefined
async function makeRun(): Promise<string> {
  const path = join(kept, 'run')
  const { code, stderr } = await neatwork(...RUN, '--generations', '14', '--keep-every', '5', '--run', path)
  expect([code, stderr]).toEqual([0, ''])
  return path
}

/** A copy of it, to do with as one likes. */
async function savedRun(): Promise<string> {
  const path = join(folder(), 'run')
  saved ??= makeRun()
  cpSync(await saved, path, { recursive: true })
  return path
}

const lines = (path: string) => readFileSync(join(path, 'history.ndjson'), 'utf8').trim().split('\n')

test('a run is the same when it is repeated, whole or in part', async () => {
  const path = await savedRun()
  expect(readdirSync(join(path, 'checkpoints'))).toEqual([
    'generation-000000000.json',
    'generation-000000005.json',
    'generation-000000010.json',
  ])
  const whole = await neatwork('verify', path)
  expect([whole.code, whole.stdout]).toEqual([0, 'The generations 0 to 13 are the same, bit for bit.\n'])
  const part = await neatwork('verify', path, '--from', '11', '--to', '12', '--json')
  expect(part.of('verified')).toEqual([{ type: 'verified', from: 11, to: 12, same: true }])
  const beyond = await neatwork('verify', path, '--to', '14')
  expect([beyond.code, beyond.stderr]).toEqual([2, expect.stringContaining('has the generations 0 to 13')])
})

test('one changed byte of a checkpoint is found and named, the newest or one that was kept', async () => {
  const path = await savedRun()
  for (const file of ['checkpoint.json', 'checkpoints/generation-000000005.json']) {
    const whole = readFileSync(join(path, file), 'utf8')
    const at = Math.floor(whole.length / 2)
    const digit = whole.slice(at).search(/\d/) + at
    const other = whole[digit] === '7' ? '8' : '7'
    writeFileSync(join(path, file), `${whole.slice(0, digit)}${other}${whole.slice(digit + 1)}`)
    const { code, stderr } = await neatwork('verify', path)
    expect(code).toBe(2)
    expect(stderr).toContain(`${file} in ${path} is damaged: its checksum is wrong`)
    writeFileSync(join(path, file), whole)
  }
})

test('a history that says otherwise is found, with the generation', async () => {
  const path = await savedRun()
  const history = lines(path)
  const sixth = JSON.parse(history[6] ?? '')
  history[6] = JSON.stringify({ ...sixth, populationHash: '0'.repeat(32) })
  writeFileSync(join(path, 'history.ndjson'), `${history.join('\n')}\n`)
  const { code, stderr } = await neatwork('verify', path)
  expect(code).toBe(5)
  expect(stderr).toMatch(
    /Generation 6 is different: history\.ndjson in .* says 0{32}, and repeated it is [0-9a-f]{32}/,
  )
})

test('a run is extended by so many generations, or to so many', async () => {
  const path = await savedRun()
  const more = await neatwork('resume', path, '--generations', '+4', '--json')
  const long = await neatwork(...RUN, '--generations', '20')
  expect(more.code).toBe(0)
  expect(hashes(more)).toEqual(hashes(long).slice(0, 18))
  expect(lines(path)).toHaveLength(18)
  await neatwork('resume', path, '--generations', '20')
  expect(lines(path)).toHaveLength(20)
  expect((await neatwork('verify', path, '--from', '19')).code).toBe(0)
  const wrong = await neatwork('resume', path, '--generations', '+x')
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Expected a whole number')])
})

test('a fork shares what was before, goes on under its own settings, and can be verified', async () => {
  const path = await savedRun()
  const out = join(folder(), 'fork')
  const config = join(folder(), 'changes.json')
  writeFileSync(config, '{ "neat": { "weights": { "power": 2.5 } } } // stronger')
  const forked = await neatwork('fork', path, '--at', '7', '--out', out, '--config', config)
  expect([forked.code, forked.stderr]).toEqual([0, ''])
  expect(lines(out)).toEqual(lines(path).slice(0, 8))
  const resumed = await neatwork('resume', out, '--json')
  expect(resumed.code).toBe(0)
  expect(lines(out)).toHaveLength(14)
  expect(lines(out)[8]).not.toBe(lines(path)[8])
  expect((await neatwork('verify', out)).stdout).toContain('The generations 8 to 13 are the same')
  const same = join(folder(), 'same')
  await neatwork('fork', path, '--at', '7', '--out', same)
  await neatwork('resume', same)
  expect(lines(same)).toEqual(lines(path))
})

test('a fork to another problem, of a generation that is not there, or over a run is refused', async () => {
  const path = await savedRun()
  const config = join(folder(), 'changes.json')
  writeFileSync(config, '{ "problem": "xor" }')
  const out = join(folder(), 'fork')
  const other = await neatwork('fork', path, '--at', '2', '--out', out, '--config', config)
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('A fork keeps the problem of its run'),
  ])
  const late = await neatwork('fork', path, '--at', '14', '--out', out)
  expect([late.code, late.stderr]).toEqual([
    2,
    expect.stringContaining('has no generation 14: its newest is 13'),
  ])
  const over = await neatwork('fork', path, '--at', '2', '--out', path)
  expect([over.code, over.stderr]).toEqual([2, expect.stringContaining('holds a run already')])
  expect(existsSync(out)).toBe(false)
})

test('runs are listed, shown, compared, exported and deleted', async () => {
  const place = folder()
  for (const [name, seed] of [
    ['first', '1'],
    ['second', '2'],
  ] as const) {
    await neatwork(...RUN, '--seed', seed, '--generations', '3', '--run', join(place, name))
  }
  const listed = await neatwork('runs', 'list', '--in', place)
  expect(listed.stdout).toMatch(
    /^run +state +problem +seed +generations +best +on disk\nfirst +generations done +two-spirals +1 +3 +\d[\d.]+ +0\.\d MB\n/,
  )
  const shown = await neatwork('runs', 'show', 'second', '--in', place, '--json')
  expect(shown.of('run')[0]).toMatchObject({
    seed: 2,
    generations: 3,
    evaluations: 60,
    kept: [0],
    state: 'generations done',
  })
  const compared = await neatwork('runs', 'compare', 'first', 'second', '--in', place, '--json')
  expect(compared.of('comparison')[0]).toMatchObject({ settings: { seed: [1, 2] } })
  const exported = await neatwork('runs', 'export', 'first', '--in', place)
  const [head, ...rows] = exported.stdout.trim().split('\n')
  expect(head).toMatch(/^generation,best,mean,/)
  expect(rows.map((row) => row.split(',')[0])).toEqual(['0', '1', '2'])
  const reporter = await neatwork('runs', 'export', 'first', '--in', place, '--format', 'neat-python')
  expect(reporter.stdout).toMatch(/^best_fitness,avg_fitness,species_\d+/)
  const unasked = await neatwork('runs', 'delete', 'first', '--in', place)
  expect([unasked.code, existsSync(join(place, 'first'))]).toEqual([2, true])
  const misspelt = await neatwork('runs', 'delete', 'frist', '--in', place, '--yes')
  expect(misspelt.stderr).toContain('The nearest is "first"')
  expect((await neatwork('runs', 'delete', 'first', '--in', place, '--yes')).code).toBe(0)
  expect(readdirSync(place)).toEqual(['second'])
})
