// Whatever is done to a master and its four workers, every generation has the population of the run on one machine.
// `npm run test:faults` is the long form; the short one is part of all tests.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { ClusterUnderFaults, delay } from './cluster-under-faults.ts'
import { expectSerialRun } from './expect-serial-run.ts'

const IS_LONG = env['NEATWORK_FAULTS'] === 'long'
const SEED = Number(env['NEATWORK_SEED'] ?? 20261123)
const LEAST = IS_LONG ? { faults: 200, generations: 200 } : { faults: 25, generations: 40 }
/** Longer than the master waits for a silent worker. */
const SILENCE_MS = 1500
/** Memory may grow by so much between the first and the last quarter. */
const GROWTH = 0.1
/** Measurements without which memory says nothing. */
const FEWEST_MEASUREMENTS = 12

test(`at least ${LEAST.faults} faults over at least ${LEAST.generations} generations change no bit: seed ${SEED}`, {
  timeout: IS_LONG ? 900_000 : 180_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-faults-'))
  const cluster = new ClusterUnderFaults(join(folder, 'run'), SEED)
  try {
    await cluster.start()
    await cluster.generationsLater(5)
    await misfortunes(cluster)
    await cluster.finish()
    expect(cluster.left).toBe(0)
    await expectSerialRun(cluster, SEED)
    report(cluster)
  } finally {
    await cluster.close()
    rmSync(folder, { recursive: true })
  }
})

async function misfortunes(cluster: ClusterUnderFaults): Promise<void> {
  const random = Random.fromSeed(SEED)
  expect(await cluster.joinWithWrongProblem()).toBe('problem')
  await cluster.restartMaster()
  const lasting: Promise<void>[] = []
  const begun = cluster.generations.length
  while (
    cluster.faultCount < LEAST.faults ||
    cluster.generations.length - begun < LEAST.generations ||
    lasting.length < 4
  ) {
    const place = random.nextInt(cluster.places)
    const chance = random.nextFloat()
    if (chance < 0.25) cluster.kill(place)
    else if (chance < 0.5) cluster.cut(place)
    else if (chance < 0.75) lasting.push(cluster.stop(place, SILENCE_MS))
    else lasting.push(cluster.swallow(place, SILENCE_MS))
    await delay(200 + random.nextInt(IS_LONG ? 600 : 200))
    if (random.nextChance(0.03)) await cluster.restartMaster()
  }
  await Promise.all(lasting)
  await cluster.generationsLater(3)
}

function report({ generations, faults, faultCount }: ClusterUnderFaults): void {
  const named = [...faults].map(([fault, count]) => `${count} ${fault}`).join(', ')
  const measured = generations.flatMap(({ heapBytes }) => heapBytes ?? [])
  const quarter = Math.floor(measured.length / 4)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const growth = mean(measured.slice(-quarter)) / mean(measured.slice(0, quarter)) - 1
  process.stdout.write(
    `${faultCount} faults over ${generations.length} generations (${named}); ` +
      `memory of the master ${(100 * growth).toFixed(1)} %\n`,
  )
  if (measured.length >= FEWEST_MEASUREMENTS) expect(growth).toBeLessThan(GROWTH)
}
