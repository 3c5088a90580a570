// Workers as processes that are told to end: what they have is finished first, and the run never notices.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hashes, type Line, NeatworkProcess, neatwork } from './neatwork-process.ts'

const RUN = [
  ...['--problem', 'two-spirals', '--population', '100', '--generations', '120', '--seed', '7', '--json'],
]
const MASTER = [
  '--host',
  '127.0.0.1',
  '--port',
  '0',
  '--local-slots',
  '0',
  '--web',
  'off',
  '--min-workers',
  '1',
]

test('SIGTERM drains a worker: it delivers, leaves with a last line and exit code 0, and no bit changes', async () => {
  const alone = await neatwork('run', ...RUN)
  const master = new NeatworkProcess(['master', ...RUN, ...MASTER])
  const link = String((await master.line(({ type }) => type === 'listening'))['joinLink'])
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-link-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'link'), `${link}\n`)
  const start = (name: string, ...more: string[]) =>
    new NeatworkProcess(['worker', '--slots', '1', '--name', name, ...more])
  const leaving = start('leaving', link)
  await master.line((line) => line['label'] === 'leaving' && Number(line['genomesEvaluated']) > 0)
  leaving.child.kill('SIGTERM')
  expect(await leaving.exitCode).toBe(0)
  // Without anybody the run has waited since.
  const staying = start('staying', '--once', '--link-file', join(folder, 'link'))
  expect(leaving.stdout).toContain('This worker has finished its work and left: it was told to end.')
  await master.error(/leaving.{1,3} drains: it was told to end/)
  await master.error(/has finished its work and left\."/)
  expect(await master.result()).toEqual(await alone.result())
  expect(hashes(master)).toEqual(hashes(alone))
  expect(master.stderr).not.toContain('Ignored')
  expect(await staying.exitCode).toBe(0)
})

const ENDLESS = `
export default {
  name: 'endless', inputs: ['a'], outputs: ['b'], solvedAt: 1, worstFitness: 0,
  evaluate() { for (;;) {} },
}
`

test('a drain waits for what is being evaluated, and a second SIGTERM ends it at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-endless-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'endless.ts')
  writeFileSync(file, ENDLESS)
  const master = new NeatworkProcess(['master', '--problem', file, '--population', '10', ...MASTER, '--json'])
  const link = String((await master.line(({ type }) => type === 'listening'))['joinLink'])
  const worker = new NeatworkProcess(['worker', link, '--problem', file, '--slots', '1', '--json'])
  await worker.line((line) => (line['connection'] as Line | undefined)?.['kind'] === 'working')
  worker.child.kill('SIGTERM')
  await worker.line((line) => (line['connection'] as Line | undefined)?.['kind'] === 'draining')
  expect(worker.child.exitCode).toBeNull()
  worker.child.kill('SIGTERM')
  expect(await worker.exitCode).toBe(130)
  await master.line((line) => line['type'] === 'worker' && line['state'] === 'gone')
})
