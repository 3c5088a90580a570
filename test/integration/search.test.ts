// neatwork search, as somebody uses it: interrupted and gone on with, and on a cluster, it comes to the same.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

const SEARCH = [
  ...['search', '--problem', 'two-spirals', '--population', '20', '--generations', '8', '--json'],
  ...['--vary', 'neat.weights.power=0.1..5:log', '--method', 'halving', '--trials', '3', '--seeds', '2'],
]

test('a search is the same after an interruption, and with a worker that evaluates it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-search-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [whole, broken, across] = ['whole', 'broken', 'across'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const done = await neatwork(...SEARCH, '--out', whole)
  expect([done.code, done.stderr]).toEqual([0, ''])
  expect(done.of('trial')).toHaveLength(3)
  const table = readFileSync(join(whole, 'results.csv'), 'utf8')
  expect(table).toMatch(/^rank,trial,neat\.weights\.power,solved,evaluations,best,generations\n1,/)
  expect(readFileSync(join(whole, 'parallel-coordinates.svg'), 'utf8')).toContain('<polyline')

  const stopped = new NeatworkProcess([...SEARCH, '--out', broken, '--parallel', '1'])
  await stopped.line(({ type }) => type === 'run')
  stopped.child.kill('SIGINT')
  expect(await stopped.exitCode).toBe(130)
  expect((await neatwork(...SEARCH, '--out', broken)).code).toBe(0)
  expect(readFileSync(join(broken, 'results.csv'), 'utf8')).toBe(table)

  const master = new NeatworkProcess([
    ...[...SEARCH, '--out', across, '--master', '--host', '127.0.0.1', '--port', '0', '--no-discovery'],
  ])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  const worker = new NeatworkProcess(['worker', String(joinLink), '--slots', '1', '--json'])
  expect(await master.exitCode, master.stderr).toBe(0)
  worker.child.kill('SIGINT')
  expect(readFileSync(join(across, 'results.csv'), 'utf8')).toBe(table)

  const other = await neatwork(...SEARCH, '--out', whole, '--seeds', '3')
  expect([other.code, other.stderr]).toEqual([
    2,
    expect.stringContaining('holds another search: seeds differ'),
  ])
})
