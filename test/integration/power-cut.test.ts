// The power is cut at every point of a run: what was not on the disk itself is gone, or half there. The folder opens, and
// the run goes on to the same hashes. The short form, in npm test, cuts it at every third point; npm run test:durability at all.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { env } from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resultOf } from '../../core/api/champion.ts'
import type { Evaluation, FailedEvaluation } from '../../core/evaluate/batch.ts'
import { JournaledEvaluator } from '../../core/evaluate/journaled.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { type Disk, RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { diskStorage, type Storage } from '../../core/node/run-folder/storage.ts'
import { xor } from '../../core/problems/xor.ts'
import { Chronicle } from '../../core/run/chronicle.ts'
import { batchOf, evolve, type GenerationOutcome } from '../../core/run/evolve.ts'
import { evolutionOf, generationsOf, hashesOf, runConfigOf } from '../run/support.ts'

const EVERY = env['NEATWORK_DURABILITY'] === 'long' ? 1 : 3
const config = runConfigOf({ seed: 3, generations: 12, neat: { populationSize: 20 } })
const RECORD = {
  appVersion: '0.0.0',
  createdAt: '2026-01-01T00:00:00.000Z',
  problem: { name: 'xor', version: 1, hash: '0'.repeat(32) },
  config,
  keep: { every: 3, most: 4 },
}
/** Of the clock set by hand: every fourth generation is made sure of. */
const GENERATION_MS = 300

/** What becomes of what was not on the disk itself. */
const FATES = ['gone', 'zeros', 'survives'] as const
type Fate = (typeof FATES)[number]

class PowerCut extends Error {}

/** A disk with a cache: it stops at operation `cutAt`, and `left` lays out what a machine would find after that. */
class CachedDisk {
  operations = 0
  readonly #path: string
  readonly #cutAt: number
  /** What is sure, by name. */
  readonly #sure = new Map<string, string>()
  readonly #unsure = new Set<string>()

  constructor(path: string, cutAt: number) {
    this.#path = path
    this.#cutAt = cutAt
  }

  get disk(): Disk {
    let nowMs = 0
    return { open: () => this.#storage(), now: () => (nowMs += GENERATION_MS) }
  }

  /** The folder as it is found, in `path`. */
  left(path: string, fate: Fate): void {
    if (fate === 'survives') return cpSync(this.#path, path, { recursive: true })
    mkdirSync(path, { recursive: true })
    for (const [name, text] of this.#sure) write(path, name, text)
    if (fate === 'gone') return
    for (const name of this.#unsure) {
      // Names and lengths survived, and what was in them did not.
      const before = this.#sure.get(name) ?? ''
      const now = readFileSync(join(this.#path, name), 'utf8')
      const kept = now.startsWith(before) ? before : ''
      write(path, name, kept + '\0'.repeat(now.length - kept.length))
    }
  }

  #storage(): Storage {
    const real = diskStorage(this.#path)
    const text = (name: string) => readFileSync(join(this.#path, name), 'utf8')
    const sure = (name: string) => {
      this.#sure.set(name, text(name))
      this.#unsure.delete(name)
    }
    const step = async (work: () => Promise<void>, after: () => void) => {
      if (this.operations++ >= this.#cutAt) throw new PowerCut()
      await work()
      after()
    }
    const now = (work: () => void) => {
      if (this.operations++ >= this.#cutAt) throw new PowerCut()
      work()
    }
    const unsure = (name: string) => void this.#unsure.add(name)
    return {
      append: (name, added) =>
        step(
          () => real.append(name, added),
          () => unsure(name),
        ),
      replace: (name, whole, how) =>
        step(
          () => real.replace(name, whole, how),
          () => (how.synced ? sure(name) : unsure(name)),
        ),
      keep: (name, as) =>
        step(
          () => real.keep(name, as),
          () => sure(as),
        ),
      remove: (name) =>
        step(
          () => real.remove(name),
          () => void this.#unsure.delete(name),
        ),
      cut: (name, bytes) =>
        step(
          () => real.cut(name, bytes),
          () => unsure(name),
        ),
      jot: (name, added) => {
        now(() => real.jot(name, added))
        unsure(name)
      },
      renew: (name, whole) => {
        now(() => real.renew(name, whole))
        unsure(name)
      },
      sync: (names) =>
        step(
          () => real.sync(names),
          () => {
            for (const name of names) if (this.#unsure.has(name)) sure(name)
          },
        ),
    }
  }
}

function write(path: string, name: string, text: string): void {
  mkdirSync(dirname(join(path, name)), { recursive: true })
  writeFileSync(join(path, name), text)
}

/** Chance decided one failure in every generation. */
function withFailure(outcome: GenerationOutcome): GenerationOutcome {
  const [genome] = outcome.population.genomes
  if (genome === undefined) return outcome
  const failed: FailedEvaluation = { kind: 'failed', genomeId: genome.id, cause: 'time', reason: 'too long' }
  return { ...outcome, failed: [failed] }
}

/** Its results come in two parts. */
function evaluate({ journal }: RunFolder, { population, fitness }: GenerationOutcome): void {
  journal.begin(batchOf(population, config))
  const results = population.genomes.map(
    ({ id }, at): Evaluation => ({ kind: 'scored', genomeId: id, fitness: fitness[at] ?? 0 }),
  )
  journal.note(results.slice(0, 11))
  journal.note(results.slice(11))
}

/** Saves generation after generation; returns how many were saved when the power went. */
async function saveAll(path: string, outcomes: readonly GenerationOutcome[], disk: Disk): Promise<number> {
  let saved = 0
  const chronicle = new Chronicle(config.neat.selection)
  try {
    const folder = await RunFolder.create(path, RECORD, disk)
    for (const outcome of outcomes) {
      evaluate(folder, outcome)
      await folder.save(outcome, { entry: chronicle.note(outcome), chronicle })
      saved++
    }
    const last = outcomes.at(-1)
    if (last !== undefined) await folder.finish(resultOf('generations done', last), last)
  } catch (error) {
    if (!(error instanceof PowerCut) && !(error instanceof Error && error.cause instanceof PowerCut))
      throw error
  }
  return saved
}

let folder = ''
beforeEach(() => {
  // In memory where there is such a place: what survives is decided here, and thousands of real syncs take their time.
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  folder = mkdtempSync(join(place, 'neatwork-power-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe.each(FATES)('what was not sure is %s', (fate) => {
  test(`at every ${EVERY === 1 ? '' : 'third '}point the folder opens, and the run goes on to the same hashes`, async () => {
    const outcomes = (await generationsOf(evolutionOf(config), 12)).map(withFailure)
    const whole = new CachedDisk(join(folder, 'whole'), Number.POSITIVE_INFINITY)
    await saveAll(join(folder, 'whole'), outcomes, whole.disk)
    expect(whole.operations).toBeGreaterThan(45)
    // The first operation writes config.json, without which there is no run.
    // Each fate begins at another point, so that all points are met by some fate.
    for (let cutAt = 1 + (FATES.indexOf(fate) % EVERY); cutAt <= whole.operations; cutAt += EVERY) {
      const path = join(folder, `cut-${cutAt}`)
      const disk = new CachedDisk(path, cutAt)
      const saved = await saveAll(path, outcomes, disk.disk)
      const found = join(folder, `found-${cutAt}`)
      disk.left(found, fate)
      const looked = await RunFolder.look(found)
      const { last, history, folder: resumed } = await RunFolder.open(found)
      const generations = (last?.population.generation ?? -1) + 1
      const where = `cut at ${cutAt}, saved ${saved}, found ${generations}`
      // At most what came since it was last made sure of, and the generation in progress.
      expect(generations, where).toBeGreaterThanOrEqual(fate === 'survives' ? saved : saved - 4)
      expect(looked.history.length, where).toBeGreaterThanOrEqual(generations)
      expect((await history.all()).map(({ populationHash }) => populationHash)).toEqual(
        hashesOf(outcomes).slice(0, generations),
      )
      if (cutAt % 5 !== 0 || generations === 12) continue
      const rest: GenerationOutcome[] = []
      const evaluator = new JournaledEvaluator(new SerialEvaluator(xor), resumed.journal)
      for await (const outcome of evolve(evolutionOf(config, { resumeFrom: last, evaluator }))) {
        await resumed.save(outcome)
        rest.push(outcome)
        if (outcome.snapshot.generation === 11) break
      }
      expect(hashesOf(rest), where).toEqual(hashesOf(outcomes).slice(generations))
    }
  })
})

test('a checkpoint that was sure and is damaged is not passed over', async () => {
  const path = join(folder, 'damaged')
  const outcomes = await generationsOf(evolutionOf(config), 3)
  await saveAll(path, outcomes, { open: diskStorage, now: () => 0 })
  truncateSync(join(path, 'checkpoint.json'), 100)
  await expect(RunFolder.open(path)).rejects.toThrow('checkpoint.json')
})
