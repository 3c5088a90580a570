// Headings under which --help lists options: whoever begins finds the problem at the top, and what tunes a cluster further down.

export const GROUP = {
  command: 'Options:',
  slurm: 'The jobs:',
  problem: 'The problem:',
  run: 'The run:',
  master: 'The master:',
  machine: 'This machine:',
  islands: 'Islands:',
  evaluation: 'Batches of genomes:',
  page: 'The screens in a browser:',
  output: 'Output:',
} as const
