// A run without generations across real processes: the order of results decides it, and its record repeats it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

test('workers come and go, the run goes on, and its recorded order repeats it bit for bit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const settings = join(folder, 'settings.json')
  writeFileSync(settings, JSON.stringify({ mode: 'steady-state' }))
  const run = join(folder, 'run')
  const master = new NeatworkProcess([
    ...['master', '--problem', 'two-spirals', '--config', settings, '--population', '60', '--seed', '5'],
    ...['--generations', '40', '--run', run, '--json', '--min-workers', '2'],
    ...['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--web', 'off'],
  ])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  const worker = (name: string, slots: string) =>
    new NeatworkProcess([
      ...['worker', String(joinLink), '--once', '--slots', slots, '--name', name, '--json'],
    ])
  const doomed = worker('doomed', '2')
  const steady = worker('steady', '1')
  await master.line((line) => line['type'] === 'generation' && Number(line['generation']) >= 5)
  doomed.child.kill('SIGKILL')
  await master.line((line) => line['type'] === 'worker' && line['state'] === 'gone')
  const late = worker('late', '1')
  expect(await master.result()).toMatchObject({ evaluations: 40 * 60 })
  expect(await steady.exitCode).toBe(0)
  expect(await late.exitCode).toBe(0)

  const looks = readFileSync(join(run, 'order.ndjson'), 'utf8').trim().split('\n')
  const inFlight = looks.map((line): unknown => JSON.parse(line).inFlight)
  // Twice the slots of all who work, asked at every look.
  expect(new Set(inFlight)).toContain(6)
  expect(inFlight.at(-1)).toBe(4)
  const verified = await neatwork('verify', run)
  expect(verified.stdout).toContain('The generations 0 to 39 are the same, bit for bit.')
  expect(verified.code).toBe(0)
  const stretch = await neatwork('verify', run, '--from', '20', '--to', '25')
  expect(stretch.code).toBe(0)

  // Two results in the other order: another run.
  const changed = looks.with(3, looks[3]?.replace(/\[(\d+),(\d+)/, '[$2,$1') ?? '')
  writeFileSync(join(run, 'order.ndjson'), `${changed.join('\n')}\n`)
  const other = await neatwork('verify', run)
  expect(other.code).not.toBe(0)
  expect(other.stderr).toMatch(/Generation \d+ is different/)
  writeFileSync(join(run, 'order.ndjson'), '{"generation":0}\n')
  const damaged = await neatwork('verify', run)
  expect(damaged.stderr).toContain('order.ndjson')
  expect(damaged.code).not.toBe(0)
})
