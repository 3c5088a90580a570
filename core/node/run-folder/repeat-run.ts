// Repeats a stretch of a saved run, from its beginning or from the nearest checkpoint that was kept, as its record says:
// settings, options that were changed in its middle, failures that chance decided, what came from other islands, and the
// order of results where that counts.
import type { AbortSignalLike } from '../../base/abort.ts'
import type { BatchEvaluator } from '../../evaluate/batch.ts'
import { ReplayingEvaluator, withoutGenerations } from '../../evaluate/recorded-failures.ts'
import { migrantsFrom } from '../../islands/exchange-record.ts'
import type { OptionValues } from '../../problems/options.ts'
import type { Problem } from '../../problems/problem.ts'
import { type EvaluatedGeneration, evolve, type GenerationOutcome } from '../../run/evolve.ts'
import { evolveSteadily } from '../../run/evolve-steadily.ts'
import { readCheckpoint, readLast } from './checkpoint.ts'
import { readExchanges } from './exchange-file.ts'
import { readFailures } from './failure-record.ts'
import { FILES } from './files.ts'
import { readLooks } from './history.ts'
import { keptFile, keptGenerations } from './kept-checkpoints.ts'
import type { LookedAt } from './run-folder.ts'
import { damaged } from './run-folder-error.ts'

export interface Repetition {
  readonly run: LookedAt
  readonly problem: Problem
  readonly evaluator: BatchEvaluator
  readonly signal: AbortSignalLike
}

/** Generations after the nearest kept checkpoint before `from`, up to `to`; those before `from` lead there. */
export async function* repeatRun(
  { run, problem, evaluator, signal }: Repetition,
  from: number,
  to: number,
): AsyncGenerator<GenerationOutcome> {
  const last = await readLast(run.path, run.record.config, run.history.length)
  const read = await readFailures(run.path, last?.population.generation)
  if (read === null) throw damaged(run.path, FILES.failures, 'a line is not a failed genome')
  const failures = read.record
  const resumeFrom = await nearestBefore(run, from)
  let next = resumeFrom === null ? 0 : resumeFrom.population.generation + 1
  const { config } = run.record
  const isSteady = config.mode === 'steady-state'
  const { record: exchanges } = await readExchanges(run.path)
  let options: OptionValues | undefined
  const evolution = {
    ...{ config, problem, resumeFrom, signal },
    evaluator: new ReplayingEvaluator(evaluator, isSteady ? withoutGenerations(failures) : failures),
    options: () => options ?? config.options,
    migrants: async ({ population }: EvaluatedGeneration) =>
      migrantsFrom(exchanges.get(population.generation) ?? null),
  }
  const looks = await readLooks(run.path)
  const recorded = looks.slice(next).flatMap(({ order }) => order)
  const inFlight = () => looks[next]?.inFlight ?? 1
  const generations = isSteady ? evolveSteadily({ ...evolution, recorded, inFlight }) : evolve(evolution)
  while (next <= to) {
    options = (await run.history.at(next))?.options
    const { value } = await generations.next()
    yield value
    next = value.snapshot.generation + 1
  }
}

/** null: there is none, and the run is repeated from its beginning. */
async function nearestBefore({ path, record }: LookedAt, from: number): Promise<EvaluatedGeneration | null> {
  const kept = (await keptGenerations(path)).filter((generation) => generation < from).at(-1)
  // A fork's first generations are another run's: its own first checkpoint is where it began.
  if (kept === undefined) return null
  return await readCheckpoint(path, record.config, keptFile(kept))
}

/** Generation `at` of a run with all that is needed to go on from it. */
export async function generationAt(repetition: Repetition, at: number): Promise<EvaluatedGeneration | null> {
  const { path, record, history } = repetition.run
  if ((await keptGenerations(path)).includes(at))
    return await readCheckpoint(path, record.config, keptFile(at))
  const last = await readLast(path, record.config, history.length)
  if (last?.population.generation === at) return last
  for await (const outcome of repeatRun(repetition, at, at)) {
    if (outcome.snapshot.generation === at) return outcome
  }
  return null
}
