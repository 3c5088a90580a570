// A run on disk: what is damaged is named, what is beyond the checkpoint doesn't count.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hashes, neatwork } from './neatwork-process.ts'

/** A finished run of a few generations; returns its folder. */
async function savedRun(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'run')
  const { code } = await neatwork(
    'run',
    '--problem',
    'two-spirals',
    '--generations',
    '4',
    '--population',
    '20',
    '--run',
    path,
  )
  expect(code).toBe(0)
  return path
}

test.each([
  ['history.ndjson', (text: string) => text.replace('{', '['), 'history.ndjson in .* is damaged: line 1'],
  [
    'checkpoint.json',
    (text: string) => text.slice(0, -20),
    'checkpoint.json in .* is damaged: it is not JSON',
  ],
  [
    'checkpoint.json',
    (text: string) => text.replace('"evaluations":', '"evaluation":'),
    'checkpoint.json in .* is damaged',
  ],
  [
    'config.json',
    (text: string) => text.replace('"seed": 1', '"seed": "one"'),
    'config.json in .* is damaged: config.seed',
  ],
])('%s is damaged, and the sentence says which file and how', async (file, damage, sentence) => {
  const path = await savedRun()
  const whole = join(path, file)
  writeFileSync(whole, damage(readFileSync(whole, 'utf8')))
  const { code, stderr } = await neatwork('resume', path)
  expect(stderr).toMatch(new RegExp(sentence))
  expect(code).toBe(2)
})

test('history beyond the checkpoint is cut off and made again', async () => {
  const path = await savedRun()
  const history = join(path, 'history.ndjson')
  const before = readFileSync(history, 'utf8')
  appendFileSync(history, '{"half of a li')
  const config = join(path, 'config.json')
  writeFileSync(config, readFileSync(config, 'utf8').replace('"generations": 4', '"generations": 6'))
  const resumed = await neatwork('resume', path, '--json')
  expect(resumed.code).toBe(0)
  const lines = readFileSync(history, 'utf8')
  expect(lines.startsWith(before)).toBe(true)
  expect(
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).populationHash),
  ).toEqual(hashes(resumed))
  expect(hashes(resumed)).toHaveLength(6)
})

async function resumedTo(path: string, generations: number) {
  const config = join(path, 'config.json')
  writeFileSync(
    config,
    readFileSync(config, 'utf8').replace('"generations": 4', `"generations": ${generations}`),
  )
  return await neatwork('resume', path, '--json')
}

test('Q6: a genome that was given up by time is given up again by a run that goes on, and named', async () => {
  const plain = await resumedTo(await savedRun(), 5)
  const path = await savedRun()
  const history = readFileSync(join(path, 'history.ndjson'), 'utf8').trim().split('\n')
  const elite = JSON.parse(history.at(-1) ?? '').champion.genomeId
  const record = { generation: 4, genomeId: elite, cause: 'time', reason: 'it took too long', genome: null }
  writeFileSync(join(path, 'failures.ndjson'), `${JSON.stringify(record)}\n`)
  const repeated = await resumedTo(path, 5)
  expect(repeated.stderr).toContain(`Genome ${elite} got the worst fitness: it took too long.`)
  const last = (run: typeof plain) => run.of('generation').at(-1)
  expect([last(plain)?.['failures'], last(repeated)?.['failures']]).toEqual([0, 1])
  expect(hashes(repeated).slice(0, 4)).toEqual(hashes(plain).slice(0, 4))
  expect(hashes(repeated)[4]).not.toBe(hashes(plain)[4])
  expect(readFileSync(join(path, 'failures.ndjson'), 'utf8')).toBe(`${JSON.stringify(record)}\n`)
})
