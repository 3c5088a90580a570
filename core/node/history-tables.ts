// The history of a run for other programs, line by line: tables (CSV) and NDJSON. Numbers as they are, at full precision.
import type { GenerationSnapshot } from '../run/snapshot.ts'

/** Generations in order; may be gone through more than once. */
export type Generations = () => AsyncIterable<GenerationSnapshot>

/** A line per generation, with a line of names before. */
export async function* historyCsv(generations: Generations): AsyncGenerator<string> {
  yield csv([
    ...['generation', 'best', 'mean', 'lower_quartile', 'median', 'upper_quartile', 'species', 'evaluations'],
    ...['failures', 'champion', 'champion_hidden_nodes', 'champion_enabled_connections', 'population_hash'],
  ])
  for await (const one of generations()) {
    const { champion } = one
    yield csv([
      ...[one.generation, one.best, one.mean, ...one.quartiles, one.species.length, one.evaluations],
      ...[one.failures, champion.genomeId, champion.hiddenNodes, champion.enabledConnections],
      one.populationHash,
    ])
  }
}

/**
 * What neat-python 2.1's StatisticsReporter writes: best and average fitness per generation (save_genome_fitness), and
 * the sizes of the species (save_species_count) in the columns behind, in order of their numbers.
 */
export async function* neatPythonCsv(generations: Generations): AsyncGenerator<string> {
  const seen = new Set<number>()
  for await (const { species } of generations()) for (const { id } of species) seen.add(id)
  const species = [...seen].toSorted((a, b) => a - b)
  yield csv(['best_fitness', 'avg_fitness', ...species.map((id) => `species_${id}`)])
  for await (const one of generations()) {
    const sizes = new Map(one.species.map(({ id, size }) => [id, size]))
    yield csv([one.champion.fitness, one.mean, ...species.map((id) => sizes.get(id) ?? 0)])
  }
}

/**
 * Steps with named numbers, as Weights & Biases keeps a run's history (`_step` and a key per metric, `/` between a group and
 * its metric): `wandb.log(line, step=line.pop('_step'))` takes each as it is.
 */
export async function* wandbHistory(generations: Generations): AsyncGenerator<string> {
  for await (const one of generations()) {
    const { champion } = one
    const [lower, median, upper] = one.quartiles
    const metrics = {
      _step: one.generation,
      ...{ 'fitness/best': one.best, 'fitness/mean': one.mean, 'fitness/median': median },
      ...{ 'fitness/lower_quartile': lower, 'fitness/upper_quartile': upper },
      ...{ 'species/count': one.species.length, 'species/threshold': one.compatibilityThreshold },
      'species/largest': one.species.reduce((most, { size }) => Math.max(most, size), 0),
      ...{ evaluations: one.evaluations, failures: one.failures },
      'champion/hidden_nodes': champion.hiddenNodes,
      'champion/enabled_connections': champion.enabledConnections,
    }
    yield `${JSON.stringify(metrics)}\n`
  }
}

/** The lines of history.ndjson. */
export async function* historyLines(generations: Generations): AsyncGenerator<string> {
  for await (const one of generations()) yield `${JSON.stringify(one)}\n`
}

/** RFC 4180 with ends of lines as this project has them; nothing here needs quotes. */
function csv(cells: readonly (string | number)[]): string {
  return `${cells.join(',')}\n`
}
