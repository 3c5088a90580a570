// The other islands of a run, and the way to this one.
import type { IslandState, PassageView } from '../../../core/api/islands-view.ts'
import { count } from './numbers.ts'

const topology = { ring: 'in a ring', star: 'in a star', random: 'at random' } as const

const state: Readonly<Record<IslandState, string>> = {
  here: 'here',
  away: 'away',
  ended: 'has ended',
  unmet: 'not met yet',
}

const passage: Readonly<Record<PassageView['state'], string>> = {
  planned: 'planned',
  awaited: 'on their way',
  arrived: 'arrived',
  missing: 'missed',
}

export const islands = {
  title: 'Islands',
  all: 'All islands, as picture and table',
  aside: (shape: keyof typeof topology, every: number, settled: number) =>
    `${topology[shape]}, every ${count(every, 'generation')}; ${count(settled, 'migrant')} settled here`,
  picture: (names: number) => `Picture of ${count(names, 'island')}; the table below says the same`,
  lastExchange: (generation: number | null, next: number) =>
    generation === null
      ? `First exchange after generation ${next}.`
      : `Last exchange after generation ${generation}, the next after ${next}.`,
  waiting: (names: readonly string[]) => `Waiting for the champions of ${names.join(', ')}.`,
  own: 'this island',
  state,
  passage,
  generation: (generation: number | null) => (generation === null ? '–' : String(generation)),
  columns: {
    name: 'Island',
    state: 'State',
    generation: 'Generation',
    best: 'Best fitness',
    arrived: 'Last champions from it',
    passages: 'Champions for',
  },
  passageTo: (to: string, how: PassageView['state']) => `${to}: ${passage[how]}`,
  invite: 'Connect another island',
  inviteHint:
    'Start its master with the same settings and a name of its own. On the command line or in the form, it is given this neighbour:',
} as const
