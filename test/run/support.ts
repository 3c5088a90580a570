// Runs of the built-in problem for the tests of the run loop.
import { Cancellation } from '../../core/base/abort.ts'
import { issuesText } from '../../core/base/config-issue.ts'
import type { BatchEvaluator } from '../../core/evaluate/batch.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { xor } from '../../core/problems/xor.ts'
import {
  type EvaluatedGeneration,
  type Evolution,
  evolve,
  type GenerationOutcome,
} from '../../core/run/evolve.ts'
import { parseRunConfig, type RunConfig, type RunConfigInput } from '../../core/run/run-config.ts'

export function runConfigOf(input: RunConfigInput = {}): RunConfig {
  const parsed = parseRunConfig(input)
  if (!parsed.ok) throw new RangeError(issuesText(parsed.issues))
  return parsed.value
}

export function evolutionOf(config: RunConfig, change: Partial<Evolution> = {}): Evolution {
  return {
    config,
    problem: xor,
    evaluator: new SerialEvaluator(xor),
    resumeFrom: null,
    signal: new Cancellation().signal,
    ...change,
  }
}

/** The first `count` generations. */
export async function generationsOf(evolution: Evolution, count: number): Promise<GenerationOutcome[]> {
  const outcomes: GenerationOutcome[] = []
  for await (const outcome of evolve(evolution)) {
    outcomes.push(outcome)
    if (outcomes.length === count) break
  }
  return outcomes
}

export function hashesOf(outcomes: readonly GenerationOutcome[]): string[] {
  return outcomes.map(({ snapshot }) => snapshot.populationHash)
}

export function resumable({
  population,
  fitness,
  evaluations,
  search,
  steady,
}: GenerationOutcome): EvaluatedGeneration {
  return { population, fitness, evaluations, search, steady }
}

/** The serial evaluator, with every result passed through `change`. */
export function changedResults(
  change: (result: Awaited<ReturnType<BatchEvaluator['evaluate']>>[number], index: number) => typeof result,
): BatchEvaluator {
  const serial = new SerialEvaluator(xor)
  return { evaluate: async (batch, signal) => (await serial.evaluate(batch, signal)).map(change) }
}
