// The first screen beside the choice of a role: the hint for newcomers, runs and masters of before.
import { decimal, number } from './numbers.ts'

export const start = {
  hint: {
    title: 'New here? Thirty seconds.',
    steps: [
      ['Watch', 'a car that learns to drive: see the curve climb and the network grow.'],
      ['Try', 'other problems on this machine, or your own.'],
      ['Share', 'the work: become a master, and let machines join by a link.'],
    ],
    demo: 'Watch it solve something',
    starting: 'Starting…',
    close: 'Don’t show this again',
  },
  demo: 'Watch a demo',
  recent: {
    title: 'Recent runs',
    all: 'All saved runs',
    empty: 'Runs are saved by themselves, and wait here to be opened again.',
    progress: (done: number, planned: number) => `${number(done)} of ${number(planned)} generations`,
    best: (fitness: number) => `best ${decimal(fitness, 3)}`,
    states: {
      solved: 'Solved',
      'generations done': 'Not solved',
      stopped: 'Stopped',
      unfinished: 'Unfinished',
      damaged: 'Damaged',
    },
  },
  join: {
    title: 'Join a master',
    label: 'Join link, or the master’s address',
    placeholder: 'neatwork://join/… or 192.168.1.10:5000',
    go: 'Join',
    found: 'On this network',
    looking: 'Looking for masters on this network…',
    nobody: 'No master announces itself on this network. A join link works all the same.',
    again: 'Look again',
    known: 'Worked for before',
    rejoin: 'Join again',
    forget: (address: string) => `Forget ${address}`,
    withCode: 'Join with its code',
  },
} as const
