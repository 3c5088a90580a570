// The first screen.

export const choose = {
  title: 'What should this machine do?',
  lead: 'Neatwork evolves neural networks with NEAT, on this machine or on all machines of a lab.',
  version: (version: string) => `Neatwork ${version}`,
  local: {
    title: 'This machine only',
    text: 'Evolve with the cores of this machine. Nothing else is needed.',
  },
  master: { title: 'Master', text: 'Own a run and let other machines join it as workers by a link.' },
  worker: { title: 'Worker', text: 'Lend the cores of this machine to a master: paste its join link.' },
} as const
