// Milliseconds per generation without evaluation: breeding and speciation alone, on genomes that have grown for 20
// generations under random fitness (10 inputs, 4 outputs), and the memory that 20,000 of them take.
// Arguments: population sizes; without any 150, 1,000, 5,000 and 20,000.
import { spawnSync } from 'node:child_process'
import { execPath, memoryUsage, stdout } from 'node:process'
import { fileURLToPath } from 'node:url'
import { issuesText } from '../core/base/config-issue.ts'
import { Random } from '../core/base/random.ts'
import { type NeatConfig, parseNeatConfig } from '../core/neat/config.ts'
import { breed, createPopulation, type Population } from '../core/neat/population.ts'
import { keepYoungGenerationSmall } from '../core/node/young-generation.ts'

const SIZES = [150, 1_000, 5_000, 20_000]
const SHAPE = { inputs: 10, outputs: 4 }
const WARM_UP = 20
const MEASURED = 10

interface Measured {
  readonly populationSize: number
  readonly millisecondsPerGeneration: number
  readonly median: number
  readonly worst: number
  /** Longest work between two pauses: how long the host's event loop waits at most. */
  readonly longestTurn: number
  readonly microsecondsPerGenome: number
  readonly species: number
  readonly nodes: number
  readonly connections: number
  readonly residentMegabytes: number
}

/** Every size in a process of its own, so that none inherits another's memory or compiled code. */
export async function run(args: readonly string[]): Promise<void> {
  const sizes = args.length > 0 ? args.map(Number) : SIZES
  if (!sizes.every((size) => Number.isInteger(size) && size > 1)) {
    throw new RangeError(`population sizes must be whole numbers above 1, but they were: ${args.join(' ')}`)
  }
  stdout.write(
    `Breeding without evaluation, ${SHAPE.inputs} inputs, ${SHAPE.outputs} outputs, random fitness, after ${WARM_UP} generations\n`,
  )
  stdout.write(
    'population  ms/generation  median   worst  longest turn  µs/genome  species  nodes  connections  resident MB\n',
  )
  for (const size of sizes) {
    const measured = measureApart(size)
    stdout.write(
      `${[
        String(size).padStart(10),
        measured.millisecondsPerGeneration.toFixed(2).padStart(13),
        measured.median.toFixed(2).padStart(6),
        measured.worst.toFixed(2).padStart(6),
        measured.longestTurn.toFixed(2).padStart(12),
        measured.microsecondsPerGenome.toFixed(2).padStart(9),
        String(measured.species).padStart(7),
        measured.nodes.toFixed(1).padStart(5),
        measured.connections.toFixed(1).padStart(11),
        measured.residentMegabytes.toFixed(0).padStart(11),
      ].join('  ')}\n`,
    )
  }
}

function measureApart(size: number): Measured {
  const script = `import { measure } from ${JSON.stringify(import.meta.url)}; console.log(JSON.stringify(measure(${size})))`
  const child = spawnSync(execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`measuring population ${size} failed: ${child.stderr}`)
  return JSON.parse(child.stdout)
}

/** Warm-up and measured generations over again, with one seed after another, for at least a second of measuring. */
export function measure(populationSize: number): Measured {
  const parsed = parseNeatConfig({ populationSize })
  if (!parsed.ok) throw new RangeError(`${fileURLToPath(import.meta.url)}: ${issuesText(parsed.issues)}`)
  keepYoungGenerationSmall() // as the terminal's commands do
  const config = parsed.value
  const times: number[] = []
  let longestTurn = 0
  let total = 0
  let grown: Population | null = null
  let residentMegabytes = 0
  for (let seed = 1; total < 1_000; seed++) {
    const random = Random.fromSeed(seed)
    let population = createPopulation(config, SHAPE, seed)
    for (let generation = 0; generation < WARM_UP + MEASURED; generation++) {
      const { next, milliseconds, longest } = timed(population, randomFitness(population, random), config)
      population = next
      if (generation < WARM_UP) continue
      times.push(milliseconds)
      total += milliseconds
      longestTurn = Math.max(longestTurn, longest)
    }
    grown = population
    // Later seeds would only add the garbage of earlier ones.
    if (seed === 1) residentMegabytes = memoryUsage.rss() / 1e6
  }
  if (grown === null) throw new RangeError('nothing was measured')
  return {
    populationSize,
    ...summary(times, populationSize),
    ...sizesOf(grown),
    longestTurn,
    residentMegabytes,
  }
}

function summary(times: readonly number[], populationSize: number) {
  const sorted = times.toSorted((a, b) => a - b)
  const mean = meanOf(times)
  return {
    millisecondsPerGeneration: mean,
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    worst: sorted.at(-1) ?? Number.NaN,
    microsecondsPerGenome: (1_000 * mean) / populationSize,
  }
}

function sizesOf({ species, genomes }: Population) {
  return {
    species: species.length,
    nodes: meanOf(genomes.map((genome) => genome.nodes.id.length)),
    connections: meanOf(genomes.map((genome) => genome.connections.innovation.length)),
  }
}

function timed(population: Population, fitness: Float64Array, config: NeatConfig) {
  const steps = breed(population, fitness, config)
  const start = performance.now()
  let turnStart = start
  let longest = 0
  for (;;) {
    const step = steps.next()
    const now = performance.now()
    longest = Math.max(longest, now - turnStart)
    turnStart = now
    if (step.done) return { next: step.value, milliseconds: now - start, longest }
  }
}

function randomFitness(population: Population, random: Random): Float64Array {
  return Float64Array.from(population.genomes, () => random.nextFloat())
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
