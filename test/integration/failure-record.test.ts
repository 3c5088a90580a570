// Genomes without a fitness are kept with their errors, and what chance decided is repeated.
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { FailedEvaluation, FailureCause } from '../../core/evaluate/batch.ts'
import { createPopulation } from '../../core/neat/population.ts'
import { appendFailures, readFailures } from '../../core/node/run-folder/failure-record.ts'
import { diskStorage } from '../../core/node/run-folder/storage.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'

async function recordFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'failures.ndjson')
}

function outcomeWith(...causes: FailureCause[]) {
  const config = parseRunConfig({ neat: { populationSize: 40 } })
  if (!config.ok) throw new Error('the config of the test is wrong')
  const population = createPopulation(config.value.neat, { inputs: 2, outputs: 1 }, 1)
  const failed = population.genomes.slice(0, causes.length).map(({ id }, index): FailedEvaluation => {
    return { kind: 'failed', genomeId: id, cause: causes[index] ?? 'threw', reason: `no fuel ${id}` }
  })
  return { population, failed }
}

const NEW = { known: new Map(), kind: 'feed-forward' } as const

test('a failure is kept with its error and its genome; only what chance decided is read back', async () => {
  const file = await recordFile()
  const outcome = outcomeWith('threw', 'time', 'ended')
  await appendFailures(diskStorage(dirname(file)), outcome, NEW)
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatchObject({ generation: 0, cause: 'time', reason: expect.stringContaining('no fuel') })
  expect(lines[0].genome.connections.length).toBeGreaterThan(0)
  const record = (await readFailures(dirname(file)))?.record
  expect([...(record?.get(0)?.values() ?? [])]).toEqual(outcome.failed.slice(1))
})

test('what is on record already is not written twice, and what anybody can repeat not without end', async () => {
  const file = await recordFile()
  const outcome = outcomeWith('time', ...Array<FailureCause>(30).fill('threw'))
  await appendFailures(diskStorage(dirname(file)), outcome, NEW)
  const count = async () => (await readFile(file, 'utf8')).trim().split('\n').length
  expect(await count()).toBe(21)
  const known = (await readFailures(dirname(file)))?.record ?? new Map()
  await appendFailures(
    diskStorage(dirname(file)),
    { ...outcome, failed: outcome.failed.slice(0, 1) },
    { ...NEW, known },
  )
  expect(await count()).toBe(21)
})

test('an incomplete last line is cut off, nonsense is refused, no file is no failure', async () => {
  const file = await recordFile()
  expect((await readFailures(dirname(file)))?.record).toEqual(new Map())
  await appendFailures(diskStorage(dirname(file)), outcomeWith('time'), NEW)
  const whole = await readFile(file, 'utf8')
  await appendFile(file, '{"generation": 1, "geno')
  const read = await readFailures(dirname(file))
  expect(read?.record.size).toBe(1)
  expect(read?.kept).toBe(Buffer.byteLength(whole))
  await appendFile(file, 'nonsense\n')
  expect(await readFailures(dirname(file))).toBeNull()
})
