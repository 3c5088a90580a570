// The complexity panel.

export const complexity = {
  title: 'Complexity',
  empty: 'Complexity is drawn from the first generation on.',
  untold:
    'This run was begun before Neatwork told the complexity of whole populations: of the champion only.',
  what: 'Count',
  nodes: 'hidden nodes',
  connections: 'enabled connections',
  champion: 'champion',
  mean: 'mean',
  max: 'largest',
  simplifying: 'phase of simplification',
} as const
