// Fine-tuning and HyperNEAT from the command line: what every genome needs reaches threads and workers, and nobody's
// bits depend on who evaluates.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { hashes, NeatworkProcess, neatwork } from './neatwork-process.ts'

const SUBSTRATE = resolve(import.meta.dirname, '../../docs/examples/retina-substrate.jsonc')
const PAINTED = ['--problem', 'retina', '--substrate', SUBSTRATE, '--generations', '6', '--population', '40']

/** Its run on one slot, made once for all. */
let painted: ReturnType<typeof neatwork> | undefined
const onOneSlot = () => (painted ??= neatwork('run', ...PAINTED, '--json', '--local-slots', '1'))

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

function configFile(config: object): string {
  const path = join(folderOfTest(), 'config.json')
  writeFileSync(path, JSON.stringify(config))
  return path
}

/** Hashes of the same run on two slots, and by a master with a worker. */
async function twoWays(...args: string[]): Promise<readonly (readonly unknown[])[]> {
  const spread = await neatwork('run', ...args, '--json', '--local-slots', '2')
  const listening = ['--host', '127.0.0.1', '--port', '0', '--local-slots', '0', '--web', 'off']
  const master = new NeatworkProcess(['master', ...args, '--json', ...listening])
  const { joinLink } = await master.line(({ type }) => type === 'listening')
  const worker = new NeatworkProcess(['worker', String(joinLink), '--once', '--slots', '1', '--json'])
  expect(await worker.exitCode).toBe(0)
  expect(await master.exitCode).toBe(0)
  return [spread, master].map(hashes)
}

test('a run on a declared substrate has the same hashes on one slot, on two, and on a worker, and improves', async () => {
  const alone = hashes(await onOneSlot())
  const [spread, distributed] = await twoWays(...PAINTED)
  expect(alone).toHaveLength(6)
  expect(spread).toEqual(alone)
  expect(distributed).toEqual(alone)
  const plain = await neatwork('run', ...PAINTED.filter((word) => !/substrate/.test(word)), '--json')
  expect(hashes(plain)).not.toEqual(alone)
})

test('xor is solved on the substrate of the example', async () => {
  const path = resolve(import.meta.dirname, '../../docs/examples/xor-substrate.jsonc')
  const solved = await neatwork('run', '--problem', 'xor', '--substrate', path, '--json')
  expect(await solved.result()).toMatchObject({ solved: true, reason: 'solved' })
})

test('a run on a substrate is saved with its substrate, resumed with the same bits, and has grown better', async () => {
  const path = join(folderOfTest(), 'run')
  const whole = await onOneSlot()
  const best = whole.of('generation').map((line) => Number(line['best']))
  expect(best.at(-1)).toBeGreaterThan(best[0] ?? 0)
  await neatwork('run', ...PAINTED, '--run', path, '--generations', '3')
  const config = join(path, 'config.json')
  writeFileSync(config, readFileSync(config, 'utf8').replace('"generations": 3', '"generations": 6'))
  const resumed = await neatwork('resume', path, '--json')
  expect(hashes(resumed)).toEqual(hashes(whole))
})

test('the config file may name the file of the substrate, or hold it', async () => {
  const given = await onOneSlot()
  const folder = folderOfTest()
  writeFileSync(join(folder, 'layers.jsonc'), readFileSync(SUBSTRATE))
  const path = join(folder, 'config.json')
  const settings = { problem: 'retina', generations: 6, neat: { populationSize: 40 } }
  writeFileSync(path, JSON.stringify({ ...settings, substrate: 'layers.jsonc' }))
  expect(hashes(await neatwork('run', '--config', path, '--json'))).toEqual(hashes(given))
})

test.each(['lamarckian', 'baldwinian'])(
  'a %s run has the same hashes on one slot, on two, and on a worker',
  async (mode) => {
    const config = configFile({
      problem: 'two-spirals',
      generations: 5,
      neat: { populationSize: 40 },
      tuning: { mode, epochs: 5, learningRate: 0.1 },
    })
    const alone = hashes(await neatwork('run', '--config', config, '--json', '--local-slots', '1'))
    const [spread, distributed] = await twoWays('--config', config)
    expect(alone).toHaveLength(5)
    expect(spread).toEqual(alone)
    expect(distributed).toEqual(alone)
  },
)

test.each<[string, object, string[], string]>([
  ['that is not there', {}, ['--substrate', '/nowhere/at/all.json'], "/nowhere/at/all.json can't be read"],
  [
    'for another problem',
    {},
    ['--substrate', SUBSTRATE, '--problem', 'xor'],
    'xor has 2 inputs, but the substrate has 8',
  ],
  ['that is none', { substrate: { format: 'x' } }, [], 'is wrong: substrate.format: '],
  [
    'with fine-tuning through it',
    { problem: 'retina', tuning: { mode: 'lamarckian' } },
    ['--substrate', SUBSTRATE],
    'has no examples to learn from',
  ],
])('a substrate %s is refused with a sentence and exit code 2', async (_what, config, args, sentence) => {
  const { code, stderr } = await neatwork('run', '--config', configFile(config), ...args)
  expect(stderr).toContain(sentence)
  expect(code).toBe(2)
})
