// A saved genome on the command line: looked at, fine-tuned, and every mistake in one sentence.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ownMemory } from '../../core/neat/gene-memory.ts'
import { genomeToJson } from '../../core/neat/genome-codec.ts'
import { NetworkExpression } from '../../core/neat/network-of.ts'
import type { NetworkKind } from '../../core/network/network-spec.ts'
import { relatives } from '../neat/support.ts'
import { neatwork } from './neatwork-process.ts'

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** Genome of three inputs and two outputs with some hidden nodes, as a file. */
function genomeFile(folder: string, kind: NetworkKind = 'feed-forward'): string {
  const path = join(folder, 'genome.json')
  const { a } = relatives(4)
  expect(new NetworkExpression(ownMemory).genesOf(a).nodes.length).toBeGreaterThan(2)
  writeFileSync(path, JSON.stringify(genomeToJson(a, kind)))
  return path
}

const CSV = 'u,v,w,sum,product\n0,0,0,0,0\n1,0,1,1,0\n\n0.5,0.5,0,0.5,0.25\n1,1,1,1,1\n'

test('the champion of a run is shown, tuned on the problem, and saved as a better genome', async () => {
  const folder = folderOfTest()
  const run = join(folder, 'run')
  await neatwork('run', '--problem', 'xor', '--generations', '3', '--population', '30', '--run', run)
  const champion = join(run, 'champion.json')
  const before = readFileSync(champion, 'utf8')
  const shown = await neatwork('genome', 'show', champion)
  expect(shown.stdout).toMatch(/node +role +activation +aggregation +bias +response/)
  expect(shown.stdout).toMatch(/innovation +from +to +weight +enabled/)
  const out = join(folder, 'tuned.json')
  const tuned = await neatwork(
    'genome',
    'tune',
    champion,
    '--problem',
    'xor',
    '--epochs',
    '300',
    '--out',
    out,
    '--json',
  )
  expect(tuned.code).toBe(0)
  const [line] = tuned.of('tuned')
  expect(line).toMatchObject({ examples: 4, epochs: 300, problem: 'xor' })
  expect(Number(line?.['loss'])).toBeLessThan(Number(line?.['lossBefore']))
  expect(Number(line?.['fitness'])).toBeGreaterThan(Number(line?.['fitnessBefore']))
  expect(line?.['fitnessBefore']).toBeCloseTo(JSON.parse(before).fitness, 12)
  expect(readFileSync(champion, 'utf8')).toBe(before)
  const again = await neatwork('genome', 'show', out, '--json')
  expect(again.of('genome')[0]).toMatchObject({ format: 'neatwork-genome', hash: line?.['hash'] })
})

test('a genome learns columns of a CSV file, in the order that they are named', async () => {
  const folder = folderOfTest()
  const data = join(folder, 'data.csv')
  writeFileSync(data, `\ufeff${CSV}`)
  const path = genomeFile(folder)
  const tune = (...outputs: string[]) =>
    neatwork(
      ...['genome', 'tune', path, '--data', data, '--inputs', 'u,v,w', '--outputs', outputs.join(',')],
      ...['--out', join(folder, 'out.json'), '--learning-rate', '0.1', '--json'],
    )
  const [first] = (await tune('sum', 'product')).of('tuned')
  expect(first).toMatchObject({ examples: 4, problem: null, fitness: null })
  expect(Number(first?.['loss'])).toBeLessThan(Number(first?.['lossBefore']))
  const [other] = (await tune('product', 'sum')).of('tuned')
  expect(other?.['lossBefore']).not.toBe(first?.['lossBefore'])
})

test.each<[string, NetworkKind, string, string[], string]>([
  ['nothing to learn from', 'feed-forward', CSV, [], 'give --problem or --data'],
  [
    'another problem',
    'feed-forward',
    CSV,
    ['--problem', 'xor'],
    'wants 2 in and 1 out, but the genome has 3 and 2',
  ],
  ['loops', 'recurrent', CSV, ['--problem', 'xor'], 'and this one is recurrent'],
  ['no columns named', 'feed-forward', CSV, ['DATA'], 'Give --inputs and --outputs'],
  ['too few columns', 'feed-forward', CSV, ['DATA', '--inputs', 'u', '--outputs', 'sum'], '--inputs names 1'],
  [
    'an unknown column',
    'feed-forward',
    CSV,
    ['DATA', '--inputs', 'u,v,z', '--outputs', 'sum,product'],
    'there is no column "z"; its columns are u, v, w, sum, product',
  ],
  [
    'no number',
    'feed-forward',
    `${CSV}1,1,one,1,1\n`,
    ['DATA', '--inputs', 'u,v,w', '--outputs', 'sum,product'],
    '"one" in column "w" of example 5 is no finite number',
  ],
  [
    'a short line',
    'feed-forward',
    `${CSV}1,1\n`,
    ['DATA', '--inputs', 'u,v,w', '--outputs', 'sum,product'],
    'line 7',
  ],
  [
    'no examples',
    'feed-forward',
    'u\n',
    ['DATA', '--inputs', 'u,v,w', '--outputs', 'a,b'],
    'at least one line of numbers',
  ],
  ['a rate of 0', 'feed-forward', CSV, ['--problem', 'xor', '--learning-rate', '0'], 'learningRate: '],
])(
  'tuning with %s is refused with a sentence and writes nothing',
  async (_what, kind, csv, args, sentence) => {
    const folder = folderOfTest()
    const data = join(folder, 'data.csv')
    writeFileSync(data, csv)
    const out = join(folder, 'out.json')
    const given = args.flatMap((word) => (word === 'DATA' ? ['--data', data] : [word]))
    const { code, stderr } = await neatwork(
      'genome',
      'tune',
      genomeFile(folder, kind),
      ...given,
      '--out',
      out,
    )
    expect(stderr).toContain(sentence)
    expect(code).toBe(2)
    expect(existsSync(out)).toBe(false)
  },
)

test('a file that holds no genome is named with what is wrong', async () => {
  const path = join(folderOfTest(), 'thesis.json')
  writeFileSync(path, '{"title": "Networks"}')
  const { code, stderr } = await neatwork('genome', 'show', path)
  expect(stderr).toContain('holds no sound genome: format: ')
  expect(code).toBe(2)
})

test("another library's genome is imported, or refused with what is missing and nothing written", async () => {
  const folder = folderOfTest()
  const [foreign, out] = [join(folder, 'foreign.json'), join(folder, 'own.json')]
  const genome = {
    ...{ genome_id: 3, num_inputs: 1, num_outputs: 1, fitness: 1 },
    nodes: [
      { id: 0, type: 'INPUT', activation: 'IDENTITY' },
      { id: 1, type: 'OUTPUT', activation: 'TANH' },
    ],
    connections: [{ in_node: 0, out_node: 1, weight: 2, enabled: true, innovation: 0 }],
  }
  writeFileSync(foreign, JSON.stringify({ ...genome, connections: undefined }))
  const refused = await neatwork('genome', 'import', foreign, '--out', out)
  expect(refused.stderr).toContain('connections')
  expect(refused.code).toBe(2)
  expect(existsSync(out)).toBe(false)
  writeFileSync(foreign, JSON.stringify(genome))
  const imported = await neatwork('genome', 'import', foreign, '--out', out)
  expect(imported.stdout).toContain('a feed-forward genome with 1 inputs, 1 outputs and 1 connections')
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ format: 'neatwork-genome', genomeId: 3 })
  expect((await neatwork('genome', 'show', foreign)).stdout).toContain('tanh')
})
