// neatwork run --watch, as somebody uses it who is writing a fitness function.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NeatworkProcess, neatwork } from '../neatwork-process.ts'
import { python } from '../python/python-here.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-rerun-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const problem = (body: string) =>
  `import { mark } from './mark.js'
export default { name: 'mine', inputs: 1, outputs: 1, solvedAt: mark, evaluate: () => { ${body} } }
`

test('a saved file begins the run anew, a broken one says why and waits for the next', async () => {
  const file = join(folder, 'mine.js')
  writeFileSync(join(folder, 'mark.js'), 'export const mark = 5\n')
  writeFileSync(file, problem('return 1'))
  const few = ['--local-slots', '1', '--generations', '100000', '--population', '10']
  const running = new NeatworkProcess(['run', '--problem', file, '--watch', '--json', ...few])
  const scored = (best: number) =>
    running.line((line) => line['type'] === 'generation' && line['best'] === best && line['generation'] === 0)
  await scored(1)
  writeFileSync(file, problem('return 2'))
  await running.line(({ type }) => type === 'saved')
  await scored(2)
  writeFileSync(file, problem('return ('))
  await running.error(/mine\.js can't be loaded: SyntaxError/)
  writeFileSync(file, problem('return 3'))
  await scored(3)
  writeFileSync(join(folder, 'mark.js'), 'export const mark = 3\n')
  await running.line((line) => line['type'] === 'result' && line['reason'] === 'solved')
  running.child.kill('SIGINT')
  expect(await running.exitCode).toBe(0)
})

test('data that the problem reads is watched, and the file that was saved is named', async () => {
  const file = join(folder, 'mine.js')
  const rows = join(folder, 'rows.txt')
  writeFileSync(rows, '1')
  writeFileSync(
    file,
    `import { readFileSync } from 'node:fs'
const fitness = Number(readFileSync(new URL('./rows.txt', import.meta.url), 'utf8'))
export default { name: 'mine', inputs: 1, outputs: 1, solvedAt: 99, data: ['rows.txt'], evaluate: () => fitness }
`,
  )
  const few = ['--local-slots', '1', '--generations', '100000', '--population', '10']
  const running = new NeatworkProcess(['run', '--problem', file, '--watch', '--json', ...few])
  const scored = (best: number) =>
    running.line((line) => line['type'] === 'generation' && line['best'] === best && line['generation'] === 0)
  await scored(1)
  writeFileSync(rows, '22')
  await running.line((line) => line['type'] === 'saved' && line['file'] === rows)
  await scored(22)
  // Its names are known from before: what is saved while the run begins counts, too.
  writeFileSync(rows, '333')
  await scored(333)
  running.child.kill('SIGINT')
  expect(await running.exitCode).toBe(0)
})

test.skipIf(python === null)(
  'modules that a file in Python imports are watched, in packages too',
  async () => {
    const file = join(folder, 'mine.py')
    mkdirSync(join(folder, 'parts'))
    writeFileSync(join(folder, 'parts', '__init__.py'), '')
    writeFileSync(join(folder, 'parts', 'mark.py'), 'MARK = 1.0\n')
    writeFileSync(
      file,
      'from parts.mark import MARK\nINPUTS = 1\nOUTPUTS = 1\n\ndef fitness(genome):\n    return MARK\n',
    )
    const few = ['--local-slots', '1', '--generations', '100000', '--population', '10']
    const running = new NeatworkProcess(['run', '--python', `${file}:fitness`, '--watch', '--json', ...few])
    const scored = (best: number) =>
      running.line(
        (line) => line['type'] === 'generation' && line['best'] === best && line['generation'] === 0,
      )
    await scored(1)
    writeFileSync(join(folder, 'parts', 'mark.py'), 'MARK = 2.0\n')
    await running.line(
      (line) => line['type'] === 'saved' && line['file'] === join(folder, 'parts', 'mark.py'),
    )
    await scored(2)
    running.child.kill('SIGINT')
    expect(await running.exitCode).toBe(130) // nothing was solved
  },
)

test('it needs a file, and a run that is not kept', async () => {
  expect(await neatwork('run', '--problem', 'xor', '--watch')).toMatchObject({
    stderr: expect.stringContaining('--watch is for a problem of your own'),
    code: 2,
  })
  expect(await neatwork('run', '--problem', './x.js', '--watch', '--run', join(folder, 'run'))).toMatchObject(
    {
      stderr: expect.stringContaining('leave --run or --watch out'),
      code: 2,
    },
  )
})
