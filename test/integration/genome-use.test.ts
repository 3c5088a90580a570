// neatwork genome export, evaluate and play, on the champion of a real run and of a problem of somebody's own.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execPath } from 'node:process'
import { InferenceSession, Tensor } from 'onnxruntime-web'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { genomeFromJson } from '../../core/neat/genome-codec.ts'
import { toNetworkSpec } from '../../core/neat/network-of.ts'
import { compileNetwork } from '../../core/network/compile.ts'
import { neatwork } from './neatwork-process.ts'

let folder = ''
let champion = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'neatwork-use-'))
  const run = join(folder, 'run')
  const cli = resolve(import.meta.dirname, '../../dist/program/neatwork.js')
  spawnSync(execPath, [cli, 'run', '--problem', 'xor', '--seed', '1', '--run', run])
  champion = join(run, 'champion.json')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a solved XOR runs as ONNX, all four rows at once', async () => {
  const out = join(folder, 'xor.onnx')
  const exported = await neatwork('genome', 'export', champion, '--format', 'onnx', '--out', out)
  expect([exported.code, exported.stderr]).toEqual([0, ''])
  const session = await InferenceSession.create(readFileSync(out), { logSeverityLevel: 3 })
  const { outputs } = await session.run({ inputs: new Tensor('float64', [0, 0, 0, 1, 1, 0, 1, 1], [4, 2]) })
  const read = genomeFromJson(JSON.parse(readFileSync(champion, 'utf8')).genome)
  if (!read.ok) throw new Error('the champion can be read')
  const network = compileNetwork(toNetworkSpec(read.value.genome, read.value.kind))
  const wanted = network.activateAll(Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), 4)
  const got = outputs?.data instanceof Float64Array ? [...outputs.data] : []
  expect(got).toEqual([...wanted].map((value) => expect.closeTo(value, 5)))
  expect(got.map(Math.round)).toEqual([0, 1, 1, 0])
})

test('what goes to standard output is the file and nothing else', async () => {
  const exported = await neatwork('genome', 'export', champion, '--format', 'ts', '--problem', 'xor')
  expect(exported.stdout).toMatch(/^\/\/ A feed-forward network/)
  expect(exported.stdout).toContain('// Output 1: a xor b')
})

test('a genome is scored under as many seeds as asked', async () => {
  const scored = await neatwork('genome', 'evaluate', champion, '--problem', 'xor', '--seeds', '3', '--json')
  const [line] = scored.of('evaluated')
  expect(line).toMatchObject({
    problem: 'xor',
    fitness: [expect.any(Number), expect.any(Number), expect.any(Number)],
  })
  expect(Number(line?.['least'])).toBeGreaterThan(3.9)
})

test('a genome of somebody’s own problem is scored and plays, where its file is given', async () => {
  const file = join(folder, 'walk.js')
  writeFileSync(
    file,
    `export default {
  name: 'walk', inputs: 2, outputs: 1, solvedAt: 1,
  evaluate: (network, { random }) => network.activate([random.nextFloat(), 1])[0],
  play: {
    stage: { left: 0, right: 1, bottom: 0, top: 1 }, frameMs: 10,
    *frames(network) { for (let x = 0; x < 3; x++) yield { shapes: [], figures: { x } } },
  },
}
`,
  )
  const scored = await neatwork('genome', 'evaluate', champion, '--problem', file, '--seeds', '4', '--json')
  expect(scored.of('evaluated')[0]).toMatchObject({ problem: 'walk' })
  const played = await neatwork('genome', 'play', champion, '--problem', file, '--json')
  expect(played.of('stage')[0]).toMatchObject({ frames: 3, frameMs: 10 })
  expect(played.of('frame').map((frame) => frame['figures'])).toEqual([{ x: 0 }, { x: 1 }, { x: 2 }])
})

test.each([
  [['export', '--format', 'onnx'], /What is written as onnx is no text: name a file for it with --out/],
  [['export', '--format', 'pdf'], /Allowed choices are json, dot, svg, onnx, ts, py/],
  [['export', '--format', 'svg', '--out', '/nowhere/at/all.svg'], /all\.svg can't be written/],
  [['evaluate', '--problem', 'cart-pole'], /wants 4 in and 1 out, but the genome has 2 and 1/],
  [['evaluate', '--problem', 'xor', '--option', 'laps=3'], /the problem has no option "laps"/],
  [['play', '--problem', 'parity-3'], /wants 3 in/],
] as const)('%j is refused with what to do', async ([command, ...options], says) => {
  const refused = await neatwork('genome', command, champion, ...options)
  expect(refused.code).toBe(2)
  expect(refused.stderr).toMatch(says)
})
