// The fitness panel.

export const fitness = {
  title: 'Fitness',
  empty: 'The curve begins with the first generation.',
  best: 'best so far',
  champion: 'champion',
  mean: 'mean',
  median: 'median',
  quartiles: 'middle half',
  solved: 'solved',
  measure: 'Measure',
  measures: {
    failures: 'failed evaluations',
    species: 'number of species',
    threshold: 'compatibility threshold',
  },
  view: 'Scale and smoothing',
  scale: 'Scale',
  scales: { linear: 'linear', log: 'logarithmic' },
  smoothing: 'Smoothing',
  smoothings: (generations: number) => (generations === 1 ? 'none' : `over ${generations} generations`),
  compare: {
    title: 'Compare with earlier runs',
    loading: 'Looking for saved runs…',
    none: 'There is no earlier run that was saved here.',
    run: (problem: string, seed: number, createdAt: string) =>
      `${problem}, seed ${seed}, ${new Date(createdAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}`,
  },
  columns: {
    generation: 'generation',
    lower: 'lower quartile',
    upper: 'upper quartile',
    evaluations: 'evaluations',
  },
} as const
