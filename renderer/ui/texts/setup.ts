// The form of a new run.
import { number } from './numbers.ts'

export const setup = {
  masterTitle: 'Start a run as master',
  masterLead: 'Workers join by a link that you get on the next screen. The run waits until enough are there.',
  localTitle: 'Start a run on this machine',
  localLead: 'The same seed always gives the same result, on every machine.',
  problem: 'Problem',
  population: 'Population',
  populationHint: 'Genomes in every generation.',
  generations: 'Generations',
  generationsHint: 'The run ends after this many if it is not solved.',
  seed: 'Seed',
  seedHint: 'Same seed, same result.',
  minWorkers: 'Minimum workers',
  minWorkersHint: 'The run waits for this many. 0 starts at once.',
  localSlots: 'Own slots',
  localSlotsHint: 'Cores of this machine that evaluate too.',
  port: 'Port',
  portHint: 'Workers connect to it. 0 picks a free one.',
  startPaused: 'Wait for me before the first generation',
  start: 'Start the run',
  starting: 'Starting…',
  whole: (low: number, high: number) => `A whole number from ${number(low)} to ${number(high)}, please.`,
} as const
