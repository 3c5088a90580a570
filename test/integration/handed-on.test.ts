// A run handed on as one file: made, looked into, imported, verified and resumed elsewhere with the same hashes; its code
// runs for nobody who didn't ask.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hashes, neatwork } from './neatwork-process.ts'

function lab(): string {
  const path = mkdtempSync(join(tmpdir(), 'neatwork-handed-on-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const FEW = ['--population', '20', '--seed', '5', '--json', '--local-slots', '1', '--web', 'off']

test('a run goes on from its file as it would have gone on from its folder', async () => {
  const folder = lab()
  const [run, file] = [join(folder, 'run'), join(folder, 'run.neatwork')]
  const began = await neatwork('run', '--problem', 'two-spirals', '--generations', '4', '--run', run, ...FEW)
  expect([began.code, began.stderr]).toEqual([0, ''])
  const made = await neatwork('runs', 'export', run, '--format', 'neatwork', '--out', file)
  expect([made.code, made.stderr, made.stdout]).toEqual([0, '', ''])
  const shown = await neatwork('runs', 'show', file, '--json')
  expect(shown.of('neatworkFile')).toMatchObject([{ part: 'run', name: 'run' }])

  const taken = await neatwork('runs', 'import', file, '--in', folder)
  expect([taken.code, taken.stderr]).toEqual([2, expect.stringContaining('is there already')])
  const imported = await neatwork('runs', 'import', file, '--in', folder, '--name', 'theirs')
  expect([imported.code, imported.stderr]).toEqual([0, ''])
  expect(readdirSync(folder).toSorted()).toEqual(['run', 'run.neatwork', 'theirs'])
  const listed = await neatwork('runs', 'list', '--in', folder)
  expect(listed.stdout).toMatch(/theirs +generations done, imported/)
  const verified = await neatwork('verify', join(folder, 'theirs'))
  expect([verified.code, verified.stderr]).toEqual([0, ''])
  const [here, there] = await Promise.all(
    [run, join(folder, 'theirs')].map((path) => neatwork('resume', path, '--generations', '+3', '--json')),
  )
  expect(here && hashes(here)).toHaveLength(7)
  expect(there && hashes(there)).toEqual(here && hashes(here))
})

test('parts become a config file and a genome file; what a part is for is said', async () => {
  const folder = lab()
  const run = join(folder, 'run')
  await neatwork('run', '--problem', 'xor', '--generations', '2', '--run', run, ...FEW)
  for (const part of ['settings', 'champion']) {
    const file = join(folder, `${part}.neatwork`)
    const made = await neatwork('runs', 'export', run, '--format', 'neatwork', '--part', part, '--out', file)
    expect([made.code, made.stderr]).toEqual([0, ''])
    expect((await neatwork('runs', 'import', file, '--in', folder)).code).toBe(0)
  }
  const [again, champion, printed] = await Promise.all([
    neatwork(
      'run',
      '--config',
      join(folder, 'run-settings.json'),
      '--run',
      join(folder, 'again'),
      '--json',
      '--web',
      'off',
    ),
    neatwork('genome', 'show', join(folder, 'run-champion.json')),
    neatwork('runs', 'export', run, '--format', 'neatwork'),
  ])
  expect([again.code, again.stderr, champion.code]).toEqual([0, '', 0])
  expect([printed.code, printed.stderr]).toEqual([2, expect.stringContaining('--out')])
  const history = (path: string) => readFileSync(join(path, 'history.ndjson'), 'utf8')
  expect(history(join(folder, 'again'))).toBe(history(run))
})

test("somebody's own code comes along, is named with its hash, and runs only for who gave that", async () => {
  const [folder, elsewhere] = [lab(), lab()]
  const [code, trace, run] = [join(folder, 'mine.mjs'), join(folder, 'was-run'), join(folder, 'run')]
  writeFileSync(
    code,
    `import { writeFileSync } from 'node:fs'
writeFileSync(${JSON.stringify(trace)}, '')
export default { name: 'mine', inputs: 1, outputs: 1, solvedAt: 9, evaluate: (network) => network.activate([1])[0] }
`,
  )
  const began = await neatwork('run', '--problem', code, '--generations', '2', '--run', run, ...FEW)
  expect([began.code, began.stderr]).toEqual([0, ''])
  const file = join(elsewhere, 'run.neatwork')
  await neatwork('runs', 'export', run, '--format', 'neatwork', '--out', file)
  for (const path of [trace, code]) rmSync(path)

  const imported = await neatwork('runs', 'import', file, '--in', elsewhere)
  const path = join(elsewhere, 'run')
  const [, shown, hash = ''] =
    /its code is (.*), hash ([0-9a-f]{32})\. None of it was run/.exec(imported.stdout) ?? []
  expect(shown).toBe(join(path, 'problem', 'mine.mjs'))
  const unasked = await neatwork('verify', path)
  expect([unasked.code, unasked.stderr]).toEqual([2, expect.stringContaining(`--trust-problem ${hash}`)])
  expect(existsSync(trace)).toBe(false)
  expect((await neatwork('verify', path, '--trust-problem', hash)).code).toBe(0)
  expect(existsSync(trace)).toBe(true)
})
