// Data of one's own: a CSV file travels to workers, which evaluate as one machine does, and is saved with the run.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { hashes, NeatworkProcess, neatwork } from './neatwork-process.ts'

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(path, { recursive: true }))
  return path
}

function csv(path: string): string {
  const random = Random.fromSeed(1)
  const rows = Array.from({ length: 90 }, () => {
    const [length, width] = [random.nextBetween(0, 10), random.nextBetween(0, 10)]
    return `${length},${width},${length * width > 20 ? 'large' : 'small'}`
  })
  const file = join(path, 'leaves.csv')
  writeFileSync(file, `length,width,kind\n${rows.join('\n')}\n`)
  return file
}

test('two workers learn from the file as one machine does; the run keeps it and repeats itself without the file', async () => {
  const path = folder()
  const file = csv(path)
  const what = [
    ...['--problem', 'classification', '--data', file, '--target', 'kind'],
    ...['--generations', '12', '--population', '60', '--seed', '4', '--json'],
  ]
  const alone = await neatwork('run', ...what)
  const run = join(path, 'run')
  const master = new NeatworkProcess([
    ...['master', ...what, '--run', run, '--min-workers', '2'],
    ...['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--web', 'off'],
  ])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  const workers = [1, 2].map(
    () => new NeatworkProcess(['worker', String(joinLink), '--once', '--slots', '1']),
  )
  await master.result()
  expect(hashes(master)).toEqual(hashes(alone))
  expect(hashes(master).length).toBeGreaterThan(3)
  expect(await Promise.all(workers.map(({ exitCode }) => exitCode))).toEqual([0, 0])
  const champion = join(run, 'champion.json')
  const onTable = ['--problem', 'classification', '--data', file, '--target', 'kind', '--seeds', '1']
  const scored = await neatwork('genome', 'evaluate', champion, ...onTable)
  expect(scored.stdout).toMatch(/test accuracy: [01]\.\d{4}/)
  rmSync(file)
  const config = JSON.parse(readFileSync(join(run, 'config.json'), 'utf8'))
  expect(JSON.stringify(config)).toContain('"targets":["large","small"]')
  const verified = await neatwork('verify', run)
  expect(verified.stdout).toContain('the same, bit for bit')
})

test.each<[string, string, readonly string[], string]>([
  ['a file that is not there', '', ['--data', 'FOLDER/none.csv', '--target', 'b'], "can't be read"],
  ['an empty file', '', [], 'it needs a line of column names'],
  ['a ragged line', 'a,b\n1,2\n3\n', [], 'line 3'],
  ['text where numbers belong', 'a,b\n1,2\n3,4\n5,x\n7,8\n', [], 'line 4, column "b" holds "x"'],
  ['an empty cell', 'a,b\n1,2\n3,4\n,6\n7,8\n', [], 'line 4, column "a" is empty'],
  ['another name than the columns have', 'a,c\n1,2\n', [], 'there is no column "b"; its columns are a, c'],
  ['a name twice', 'a,a,b\n1,2,3\n', [], 'two columns are called "a"'],
  ['nothing but targets', 'b\n1\n2\n3\n4\n', [], 'all its columns are targets'],
  ['too few rows', 'a,b\n1,2\n3,4\n', [], 'at least 4 are needed'],
  ['no target', 'a,b\n1,2\n', ['--data', 'FOLDER/data.csv'], '--data and --target go together'],
])(
  'data from %s are refused with a sentence, and nothing is written',
  async (_what, text, args, sentence) => {
    const path = folder()
    const file = join(path, 'data.csv')
    writeFileSync(file, text)
    const given =
      args.length > 0 ? args.map((one) => one.replace('FOLDER', path)) : ['--data', file, '--target', 'b']
    const { code, stderr } = await neatwork(
      'run',
      '--problem',
      'regression',
      ...given,
      '--run',
      join(path, 'run'),
    )
    expect(stderr).toContain(sentence)
    expect(code).toBe(2)
    expect(() => readFileSync(join(path, 'run', 'config.json'))).toThrow()
  },
)

test('data for a problem that learns from none are refused by name', async () => {
  const file = csv(folder())
  const { code, stderr } = await neatwork('run', '--problem', 'xor', '--data', file, '--target', 'kind')
  expect(stderr).toContain('"xor" learns from no data')
  expect(code).toBe(2)
})
