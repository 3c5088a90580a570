// What a generation measured besides fitness, as part of its snapshot.
import type { Metrics } from '../evaluate/metrics.ts'
import type { SearchState } from './search.ts'
import type { GenerationSnapshot } from './snapshot.ts'
import type { Verdict } from './verdict.ts'

/**
 * Of the champion's own evaluation, of the problem's trial of it and of the search, by names for people; nothing where there
 * is nothing. Where a trial measures what the evaluation does, the trial's is told.
 */
export function metricsOf(
  { trial }: Pick<Verdict, 'trial'>,
  search: SearchState | null,
  evaluated: Metrics = {},
): Pick<GenerationSnapshot, 'metrics'> {
  const measured = Object.entries({ ...evaluated, ...trial, ...searchMetrics(search) })
  // JSON knows no other numbers.
  const metrics = measured.filter(([, value]) => Number.isFinite(value))
  return metrics.length === 0 ? {} : { metrics: Object.fromEntries(metrics) }
}

function searchMetrics(search: SearchState | null): Readonly<Record<string, number>> {
  if (search === null) return {}
  if (search.kind === 'map-elites') {
    const { elites } = search
    // Sums of many fitnesses may be no number; the mean of finite ones always is.
    const mean = elites.reduce((sum, { fitness }) => sum + fitness / elites.length, 0)
    return { 'cells filled': elites.length, ...(elites.length > 0 && { 'mean fitness of elites': mean }) }
  }
  const { scores, archive } = search
  const mean = scores.reduce((sum, score) => sum + score / scores.length, 0)
  const most = scores.reduce((high, score) => Math.max(high, score), 0)
  return { 'mean novelty': mean, 'highest novelty': most, 'novelty archive': archive.behaviours.length }
}
