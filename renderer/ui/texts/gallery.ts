// The gallery of problems, and the check of a fitness file.
import { count, decimal, number } from './numbers.ts'

export const gallery = {
  search: 'Find a problem',
  among: (problems: number) => `Find one of ${count(problems, 'problem')}`,
  nothing: (words: string) => `No problem is about “${words}”.`,
  shape: (inputs: number, outputs: number) => `${count(inputs, 'input')}, ${count(outputs, 'output')}`,
  preset: (name: string, population: number, generations: number) =>
    `Preset of ${name}: ${number(population)} genomes, ${number(generations)} generations.`,
  backToPreset: 'Back to the preset',
  file: 'A fitness function of your own',
  fileHint:
    'A file in TypeScript, JavaScript or Python. Its problem is tried with a few genomes before anything is started.',
  choose: 'Choose a file…',
  path: 'Path of the file on the machine that Neatwork runs on',
  check: 'Check it',
  again: 'Check it again',
  checking: 'Trying it with a few genomes…',
  works: (name: string, genomes: number, each: number) =>
    `${name} works: ${count(genomes, 'genome')} in ${decimal(each, each < 10 ? 2 : 0)} ms each.`,
  failed: (failed: number, all: number) => `${failed} of ${count(all, 'genome')} got no fitness:`,
  allEqual: 'All of them got the same fitness, so that selection has nothing to go by yet.',
  solved: 'One of them has solved it already: is the goal too low?',
  fitness: 'Fitness',
  genome: (number: number) => `Genome ${number}`,
} as const
