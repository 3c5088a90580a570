// The run screen: state, controls, outcome.
import { count, number } from './numbers.ts'

export const run = {
  lookingOn: 'You are looking on.',
  nothingOn: 'Nothing runs at the moment. The next run shows up here by itself.',
  state: 'State of the run',
  ofGenerations: (done: number, all: number) => `${number(done)} of ${number(all)}`,
  generation: 'Generation',
  evaluations: 'Evaluations',
  best: 'Best fitness',
  species: 'Species',
  seed: 'Seed',
  resume: 'Start',
  pause: 'Pause',
  step: 'Step',
  stop: 'Stop',
  newRun: 'New run',
  status: {
    waiting: (connected: number, needed: number) => `Waiting for workers: ${connected} of ${needed}`,
    running: 'Running',
    paused: 'Paused',
    stopping: 'Stopping',
    ended: 'Ended',
    failed: 'Failed',
  },
  solved: (generation: number, evaluations: number) =>
    `Solved in generation ${number(generation)}, after ${number(evaluations)} evaluations.`,
  notSolved: (generations: number) =>
    `Not solved within ${number(generations)} generations. Try more generations or another seed.`,
  stopped: (generations: number) => `Stopped after ${number(generations)} generations.`,
  failed: (message: string) => `The run failed: ${message}`,
  champion: (hidden: number, connections: number) =>
    `The champion has ${count(hidden, 'hidden node')} and ${count(connections, 'enabled connection')}.`,
  savedIn: (folder: string) => `Saved in ${folder}`,
} as const
