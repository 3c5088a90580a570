// The fitness panel.

export const fitness = {
  title: 'Fitness',
  empty: 'The curve begins with the first generation.',
  best: 'best so far',
  champion: 'champion of the generation',
  mean: 'mean',
  quartiles: 'middle half',
  solved: 'solved',
} as const
