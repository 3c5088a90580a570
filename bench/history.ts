// `npm run bench -- history [generations]`: what a long run costs its folder: to append a generation at its beginning and at
// its end, and to open it, in a process of its own. The generations are of a real run, numbered on.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execPath, stdout } from 'node:process'
import { SerialEvaluator } from '../core/evaluate/serial.ts'
import { RunFolder } from '../core/node/run-folder/run-folder.ts'
import { problemHash } from '../core/problems/problem-hash.ts'
import { xor } from '../core/problems/xor.ts'
import { evolve, type GenerationOutcome } from '../core/run/evolve.ts'
import { parseRunConfig } from '../core/run/run-config.ts'
import type { Opened } from './history/open.ts'

const GENERATIONS = 100_000
/** Compared with each other: so many appends at the beginning, and at the end. */
const COMPARED = 1000
/** Evolved for real, and then told again and again under other numbers. */
const EVOLVED = 40

export async function run([count = String(GENERATIONS)]: readonly string[]): Promise<void> {
  const generations = Math.max(2 * COMPARED, Number(count))
  const place = mkdtempSync(join(tmpdir(), 'neatwork-bench-history-'))
  try {
    const path = join(place, 'run')
    const microseconds = await append(path, generations)
    const first = median(microseconds.slice(0, COMPARED))
    const last = median(microseconds.slice(-COMPARED))
    const megabytes = statSync(join(path, 'history.ndjson')).size / 1e6
    stdout.write(`history: ${generations} generations, history.ndjson has ${megabytes.toFixed(1)} MB\n`)
    stdout.write(
      `append: ${first.toFixed(0)} µs at the beginning, ${last.toFixed(0)} µs at the end (medians of ${COMPARED}), ratio ${(last / first).toFixed(2)}\n`,
    )
    const { openMs, lookMs, peakMb } = opened(path)
    stdout.write(
      `open to go on: ${openMs.toFixed(0)} ms; look at: ${lookMs.toFixed(0)} ms; peak memory of that process: ${peakMb.toFixed(0)} MB\n`,
    )
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** Microseconds that each append took. */
async function append(path: string, generations: number): Promise<Float64Array> {
  const parsed = parseRunConfig({ generations, neat: { populationSize: 50 } })
  if (!parsed.ok) throw new RangeError('the settings of the benchmark are wrong')
  const config = parsed.value
  const { name, version } = xor
  const problem = { name, version, hash: problemHash(xor) }
  const folder = await RunFolder.create(path, {
    appVersion: 'bench',
    createdAt: new Date().toISOString(),
    problem,
    config,
  })
  const outcomes: GenerationOutcome[] = []
  const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }
  const evolution = { config, problem: xor, evaluator: new SerialEvaluator(xor), resumeFrom: null, signal }
  for await (const outcome of evolve(evolution)) if (outcomes.push(outcome) === EVOLVED) break
  const took = new Float64Array(generations)
  for (let generation = 0; generation < generations; generation++) {
    const outcome = outcomes[generation % EVOLVED]
    if (outcome === undefined) break
    const numbered = {
      ...outcome,
      population: { ...outcome.population, generation },
      snapshot: { ...outcome.snapshot, generation },
    }
    const startMs = performance.now()
    await folder.save(numbered)
    took[generation] = 1000 * (performance.now() - startMs)
  }
  return took
}

function opened(path: string): Opened {
  const child = spawnSync(execPath, [join(import.meta.dirname, 'history', 'open.ts'), path], {
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(`the folder could not be opened: ${child.stderr}`)
  return JSON.parse(child.stdout)
}

function median(values: Float64Array): number {
  return values.toSorted()[Math.floor(values.length / 2)] ?? Number.NaN
}
