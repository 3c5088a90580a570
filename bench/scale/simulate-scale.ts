// One question to the simulation: with so many workers that come and go, how much of their time is work, and what has the
// master to do for it.
import { genomeId } from '../../core/base/ids.ts'
import type { EvaluationBatch } from '../../core/evaluate/batch.ts'
import { type Load, SimulatedCluster } from '../cluster/simulated-cluster.ts'
import { idealMs, logNormal, waitingGenomes } from '../cluster/waits.ts'
import { Progress } from './progress.ts'

export interface Scale {
  readonly workers: number
  readonly slots: number
  readonly population: number
  readonly generations: number
  readonly meanMs: number
  readonly sigma: number
  /** Percent an hour. */
  readonly churn: number
  readonly silent: number
  readonly absentMs: number
  readonly delayMs: number
  readonly verifyPercent: number
  readonly resultUs: number
  readonly breedUs: number
  readonly mode: 'generations' | 'steady-state' | 'both'
  readonly seed: number
  readonly json: boolean
}

export interface Outcome {
  readonly mode: 'generations' | 'steady-state'
  /** Ideal time over the time it took: no scheduler can be above 1. */
  readonly efficiency: number
  /** Part of their time in which slots evaluated. */
  readonly busy: number
  /** Efficiency with the time that breeding takes, in which workers wait. */
  readonly withBreeding: number
  readonly genomesPerSecond: number
  /** Cores that the master needs: session as measured here and messages as asked. */
  readonly masterCores: number
  readonly longestMs: number
  readonly framesPerSecond: number
  readonly bytesPerSecond: number
}

/** So many times as long as it would take at best is waited for it, and an hour at least. */
const PATIENCE = 20
const HOUR_MS = 3_600_000

/** In a run without generations this many genomes are under way for every slot. */
const IN_FLIGHT = 2

/** As 100,000 workers and their 400,000 genomes took it. */
const BYTES = { worker: 20_000, genome: 2200 }
/** Not all of it is on the heap, and what was measured elsewhere may be less here. */
const ALLOWANCE = 1.5

/** Why so many workers and genomes can't be simulated with a heap of so many bytes, or null. */
export function tooMany(
  { workers, population }: Pick<Scale, 'workers' | 'population'>,
  heapBytes: number,
): string | null {
  const needed = workers * BYTES.worker + population * BYTES.genome
  if (needed <= ALLOWANCE * heapBytes) return null
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1)
  return (
    `${several(workers, 'worker')} and ${several(population, 'genome')} take about ${gigabytes(needed)} GB, and Node may use ` +
    `${gigabytes(heapBytes)} GB here: take fewer, or set NODE_OPTIONS=--max-old-space-size=${Math.ceil(needed / 1e6)} on a machine that has as much.`
  )
}

/** Each mode's sentences are written as soon as they are known; as JSON everything at the end. */
export function simulate(
  scale: Scale,
  write: (text: string) => void,
  progress = Progress.onTerminal(),
): readonly Outcome[] {
  const modes = scale.mode === 'both' ? (['generations', 'steady-state'] as const) : [scale.mode]
  if (!scale.json) write(`${asked(scale)}\n`)
  const outcomes = modes.map((mode) => {
    const outcome = mode === 'generations' ? generations(scale, progress) : steadyState(scale, progress)
    progress.end()
    if (!scale.json) write(`${sentences(outcome)}\n`)
    return outcome
  })
  if (scale.json) write(`${JSON.stringify({ scale, outcomes })}\n`)
  return outcomes
}

function clusterOf(scale: Scale, progress: Progress): SimulatedCluster {
  const workers = Array.from({ length: scale.workers }, () => ({ slots: scale.slots, slowness: 1 }))
  const { churn, silent, absentMs, seed, delayMs, verifyPercent, resultUs, population } = scale
  const ideal = idealMs(waitingGenomes(population, seed), scale.workers * scale.slots, waitsOf(scale))
  return new SimulatedCluster(workers, {
    ...{ delayMs, verifyPercent, waits: waitsOf(scale), resultsCostMs: resultUs / 1000 },
    churn: { perHour: churn / 100, silent, absentMs, seed },
    mostMs: HOUR_MS + PATIENCE * (scale.generations + 2) * ideal,
    onArrived: (genomes, nowMs) => progress.add(genomes, nowMs),
  })
}

const waitsOf = ({ meanMs, sigma }: Scale) => logNormal(meanMs, sigma)

/** One generation is not measured: in it speeds are learnt. */
function generations(scale: Scale, progress: Progress): Outcome {
  const { population, seed } = scale
  progress.begin('generation that is not measured', population)
  const cluster = clusterOf(scale, progress)
  cluster.evaluate(waitingGenomes(population, seed))
  const before = mark(cluster)
  let ideal = 0
  for (let generation = 1; generation <= scale.generations; generation++) {
    progress.begin(`generation ${generation} of ${scale.generations}`, population, cluster.nowMs)
    const batch = waitingGenomes(population, seed + generation)
    ideal += idealMs({ ...batch, generation }, scale.workers * scale.slots, waitsOf(scale))
    cluster.evaluate({ ...batch, generation })
  }
  return outcomeOf('generations', scale, cluster, {
    ...before,
    ideal,
    genomes: population * scale.generations,
  })
}

/** As many results as generations would have had, and one for every slot at least; the ideal is that no slot ever waits. */
function steadyState(scale: Scale, progress: Progress): Outcome {
  const { seed, workers, slots, generations: times } = scale
  const population = Math.max(scale.population, workers * slots)
  progress.begin('without generations, not measured', population)
  const cluster = clusterOf(scale, progress)
  const pool = waitingGenomes(population * (times + 2), seed).items
  let used = 0
  const next = (): EvaluationBatch => {
    const item = pool[used % pool.length]
    if (item === undefined) throw new Error('there is nothing to evaluate')
    return { generation: 0, items: [{ ...item, genomeId: genomeId(used++) }] }
  }
  const first = Array.from({ length: IN_FLIGHT * workers * slots }, () => next().items).flat()
  cluster.stream({ generation: 0, items: first }, population, next)
  const before = mark(cluster)
  const genomes = population * times
  progress.begin('without generations', genomes, cluster.nowMs)
  cluster.stream({ generation: 0, items: [] }, genomes, next)
  const elapsed = cluster.nowMs - before.startMs
  const ideal =
    ((cluster.busySlotMs - before.busySlotMs) / (workers * slots)) * (1 - scale.verifyPercent / 100)
  return outcomeOf('steady-state', scale, cluster, { ...before, ideal: Math.min(ideal, elapsed), genomes })
}

const mark = (cluster: SimulatedCluster) => ({
  startMs: cluster.nowMs,
  busySlotMs: cluster.busySlotMs,
  load: cluster.beginMeasuring(),
})

interface Measured extends ReturnType<typeof mark> {
  readonly ideal: number
  readonly genomes: number
}

function outcomeOf(
  mode: Outcome['mode'],
  scale: Scale,
  cluster: SimulatedCluster,
  measured: Measured,
): Outcome {
  const { startMs, ideal, genomes, busySlotMs, load: before } = measured
  const elapsed = cluster.nowMs - startMs
  const breeding = mode === 'generations' ? (genomes * scale.breedUs) / 1000 : 0
  const { load } = cluster
  const since = (key: keyof Load) => load[key] - before[key]
  const seconds = elapsed / 1000
  return {
    mode,
    efficiency: ideal / elapsed,
    withBreeding: ideal / (elapsed + breeding),
    // An evaluation counts whole where it ends, so that a short measurement has a little too much of it.
    busy: Math.min(1, (cluster.busySlotMs - busySlotMs) / (elapsed * scale.workers * scale.slots)),
    genomesPerSecond: genomes / seconds,
    masterCores: (since('sessionMs') + since('busyMs') + (genomes * scale.breedUs) / 1000) / elapsed,
    longestMs: load.longestMs,
    framesPerSecond: (since('framesIn') + since('framesOut')) / seconds,
    bytesPerSecond: (since('bytesIn') + since('bytesOut')) / seconds,
  }
}

const count = (value: number) => Math.round(value).toLocaleString('en')
/** Small ones with two digits that say something. */
const amount = (value: number) => (value < 10 ? String(Number(value.toPrecision(2))) : count(value))
const several = (value: number, one: string) => `${count(value)} ${one}${value === 1 ? '' : 's'}`

function asked(scale: Scale): string {
  return (
    `${several(scale.workers, 'worker')} of ${several(scale.slots, 'slot')}, ${scale.churn} % leave within an hour, evaluations of ` +
    `${amount(scale.meanMs)} ms in the mean (log-normal, sigma ${scale.sigma}), population ${count(scale.population)}:`
  )
}

function sentences(one: Outcome): string {
  return [
    `  ${one.mode.padEnd(12)} efficiency ${one.efficiency.toFixed(3)}, with breeding ${one.withBreeding.toFixed(3)}; ` +
      `slots busy ${(100 * one.busy).toFixed(1)} %; ${amount(one.genomesPerSecond)} genomes/s`,
    `  ${''.padEnd(12)} master: ${one.masterCores.toFixed(2)} cores, longest turn of the session ${one.longestMs.toFixed(0)} ms, ` +
      `${amount(one.framesPerSecond)} frames/s, ${amount(one.bytesPerSecond / 1000)} kB/s`,
  ].join('\n')
}
