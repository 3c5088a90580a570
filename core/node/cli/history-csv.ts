// The history of a run as tables for other programs. Numbers as they are, at full precision.
import type { GenerationSnapshot } from '../../run/snapshot.ts'

/** A line per generation, with a line of names before. */
export function historyCsv(history: readonly GenerationSnapshot[]): string {
  const names = [
    ...['generation', 'best', 'mean', 'lower_quartile', 'median', 'upper_quartile', 'species', 'evaluations'],
    ...['failures', 'champion', 'champion_hidden_nodes', 'champion_enabled_connections', 'population_hash'],
  ]
  const rows = history.map((one) => [
    ...[one.generation, one.best, one.mean, ...one.quartiles, one.species.length, one.evaluations],
    ...[one.failures, one.champion.genomeId, one.champion.hiddenNodes, one.champion.enabledConnections],
    one.populationHash,
  ])
  return csv(names, rows)
}

/**
 * What neat-python 2.1's StatisticsReporter writes: best and average fitness per generation (save_genome_fitness), and
 * the sizes of the species (save_species_count) in the columns behind, in order of their numbers.
 */
export function neatPythonCsv(history: readonly GenerationSnapshot[]): string {
  const species = [...new Set(history.flatMap((one) => one.species.map(({ id }) => id)))].toSorted(
    (a, b) => a - b,
  )
  const names = ['best_fitness', 'avg_fitness', ...species.map((id) => `species_${id}`)]
  const rows = history.map((one) => {
    const sizes = new Map(one.species.map(({ id, size }) => [id, size]))
    return [one.champion.fitness, one.mean, ...species.map((id) => sizes.get(id) ?? 0)]
  })
  return csv(names, rows)
}

/** RFC 4180 with ends of lines as this project has them; nothing here needs quotes. */
function csv(names: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [names, ...rows].map((row) => `${row.join(',')}\n`).join('')
}
