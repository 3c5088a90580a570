// Code that a run folder brings along: shown and refused, run for who gave its hash, and never once it was changed.
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { neatwork } from '../neatwork-process.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-trusted-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Tells by a file that it was run. */
const problem = (trace: string) => `import { writeFileSync } from 'node:fs'
import { half } from './half.mjs'
writeFileSync(${JSON.stringify(trace)}, '')
export default { name: 'mine', inputs: 1, outputs: 1, solvedAt: 9, evaluate: (network) => half * network.activate([1])[0] }
`

test('is run by verify, fork and resume for who gave its hash, and for nobody else', async () => {
  const [file, trace, run] = ['mine.mjs', 'was-run', 'run'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(file, problem(trace))
  writeFileSync(join(folder, 'half.mjs'), 'export const half = 0.5\n')
  const few = ['--population', '10', '--local-slots', '1', '--web', 'off']
  const began = await neatwork('run', '--problem', file, '--generations', '3', '--run', run, ...few)
  expect([began.code, began.stderr]).toEqual([0, ''])
  expect(readFileSync(join(run, 'problem', 'mine.mjs'), 'utf8')).toBe(problem(trace))

  rmSync(trace)
  const unasked = await neatwork('verify', run)
  const [, shown = '', hash = ''] = /It is (.*), hash ([0-9a-f]{32})\. Look at it/.exec(unasked.stderr) ?? []
  expect([unasked.code, shown]).toEqual([2, file])
  const other = await neatwork(
    'fork',
    run,
    '--at',
    '1',
    '--out',
    join(folder, 'f'),
    '--trust-problem',
    'f'.repeat(32),
  )
  expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('Nothing of it was run.')])
  expect(existsSync(trace)).toBe(false)

  // The folder is enough, wherever it came from.
  rmSync(file)
  rmSync(join(folder, 'half.mjs'))
  expect((await neatwork('verify', run, '--trust-problem', hash)).code).toBe(0)
  const resumed = await neatwork(
    'resume',
    run,
    '--generations',
    '+1',
    '--trust-problem',
    hash,
    '--local-slots',
    '1',
  )
  expect([resumed.code, existsSync(trace)]).toEqual([0, true])

  rmSync(trace)
  appendFileSync(join(run, 'problem', 'half.mjs'), '// and something else\n')
  const changed = await neatwork('resume', run, '--generations', '+1', '--trust-problem', hash)
  expect([changed.code, existsSync(trace)]).toEqual([2, false])
})
