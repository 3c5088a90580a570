// The command line: what it prints, and one clear sentence for every mistake.
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { CLI, neatwork } from './neatwork-process.ts'

test('run prints generations and a result, one object a line', async () => {
  const { code, lines, stderr } = await neatwork('run', '--seed', '1', '--json')
  expect(code).toBe(0)
  expect(stderr).toBe('')
  const last = lines.at(-1)
  expect(last).toMatchObject({ type: 'result', solved: true, reason: 'solved' })
  const keys = ['generations', 'evaluations', 'bestFitness', 'hiddenNodes', 'enabledConnections']
  for (const key of [...keys, 'populationHash', 'championHash']) expect(last).toHaveProperty(key)
  const generations = lines.filter((line) => line['type'] === 'generation')
  expect(generations.map((line) => line['generation'])).toEqual(generations.map((_, index) => index))
  for (const key of ['best', 'mean', 'species', 'evaluations', 'populationHash']) {
    expect(generations[0]).toHaveProperty(key)
  }
})

test.skipIf(process.platform === 'win32')('whoever built it last, npx may start the program', () => {
  for (const door of ['start.js', 'neatwork.js'])
    expect(statSync(join(dirname(CLI), door)).mode & 0o111, door).toBe(0o111)
})

test.each([
  [['run', '--problem', 'xr'], 'Did you mean "xor"?'],
  [['run', '--population', 'many'], 'Expected a whole number from 2 to 1000000'],
  [['run', '--generations', '0'], 'Expected a whole number from 1 to'],
  [['run', '--local-slots', '0'], 'at least one slot'],
  [['run', '--config', '/nowhere/at/all.json'], "can't be read; check its path"],
  [['genome', 'show', import.meta.dirname], 'is a folder; name a file in it'],
  [['run', '--max-retries', '0'], 'expected number to be >=1'],
  [['master', '--verify-percent', 'some'], 'expected number'],
  [['master', '--heartbeat-timeout-ms', '100'], 'must be longer than heartbeatIntervalMs, or 0'],
  [['worker', 'neatwork://join/lab'], 'is not a join link'],
  [['worker', `neatwork://join/127.0.0.1:1?cert=none&token=${'t'.repeat(27)}`], 'Give --insecure'],
  [['worker', '--link-file', '/nowhere/at/all'], "join link file /nowhere/at/all can't be read"],
  [['worker', 'neatwork://join/lab', '--link-file', 'link'], 'Give a join link or --link-file, not both'],
  [['worker', '--metrics', '99999'], 'Expected a port from 0 to 65535, or ADDRESS:PORT'],
  [['worker', '--only-when-idle', '0'], 'Expected a whole number from 1 to 1440'],
  [['resume', '/nowhere/at/all'], 'holds no run'],
  [['rum'], "unknown command 'rum'"],
])('%j is refused with a sentence and exit code 2', async (args, sentence) => {
  const { code, stderr } = await neatwork(...args)
  expect(stderr).toContain(sentence)
  expect(code).toBe(2)
})

test.each([
  [
    '{"neat": {"populationSze": 3}}',
    'neat.populationSze: there is no such setting; the nearest is populationSize',
  ],
  ['\uFEFF{"seed": "x"}', 'seed: '],
  ['{"neat": [', 'is not JSON'],
  ['{"cluster": {"heartbeatTimeoutMs": 5}}', 'cluster.heartbeatTimeoutMs: must be longer than'],
  ['{"cluster": {"prt": 1}}', 'cluster.prt: there is no such setting; the nearest is port'],
])('the config file %s is refused with the path and the reason', async (text, sentence) => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'config.json')
  writeFileSync(path, text)
  const { code, stderr } = await neatwork('run', '--config', path)
  expect(stderr).toContain(sentence)
  expect(code).toBe(2)
})

test('a search that its problem has nothing for is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'settings.json')
  writeFileSync(file, JSON.stringify({ search: { objective: 'novelty' } }))
  const { code, stderr } = await neatwork('run', '--config', file)
  expect(code).toBe(2)
  expect(stderr).toContain('tells none')
})

test('a taken port is named, with what to do, and no half-begun folder stays', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  const folder = join(tmpdir(), `neatwork-test-never-made-${process.pid}`)
  const { code, stderr } = await neatwork(
    ...['master', '--host', '127.0.0.1', '--port', port, '--web', 'off', '--run', folder],
  )
  expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken`)
  expect(code).toBe(3)
  expect(existsSync(folder)).toBe(false)
})

test('a folder that holds something is left as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'thesis'))
  const { code, stderr } = await neatwork('run', '--run', folder)
  expect(stderr).toContain('is not empty. Choose a new folder')
  expect(code).toBe(2)
})
