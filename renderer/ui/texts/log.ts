// The log of a run.
import { count, decimal, number } from './numbers.ts'

export const log = {
  title: 'Log',
  list: 'What has happened',
  empty: 'Nothing has happened yet.',
  nothing: 'Nothing of what is chosen has happened yet.',
  filter: 'What is listed',
  kinds: {
    champion: 'Champions',
    species: 'Species',
    workers: 'Workers',
    islands: 'Islands',
    options: 'Options',
    alarm: 'Alarms',
    error: 'Errors',
    printed: 'Printed',
    note: 'Notes',
  },
  generation: (generation: number) => `generation ${number(generation)}`,
  champion: (fitness: number, genomeId: number) =>
    `New best: fitness ${decimal(fitness)}, genome ${number(genomeId)}`,
  championOf: (hidden: number, connections: number) =>
    `${count(hidden, 'hidden node')}, ${count(connections, 'connection')}`,
  born: (id: number) => `Species ${id} is born`,
  extinct: (id: number, lived: number, largest: number) =>
    `Species ${id} has died out after ${count(lived, 'generation')}, with at most ${count(largest, 'member')}`,
  joined: (label: string, address: string, slots: number) =>
    `${label} joined from ${address} with ${count(slots, 'slot')}`,
  left: (label: string, how: string) => `${label} ${how}`,
  failed: (label: string, reason: string) => `${label}: ${reason}`,
  islandMissed: (island: string, exchange: number) =>
    `The island ${island} is away: the exchange of generation ${number(exchange)} went on without it`,
  islandBack: (island: string, exchange: number) =>
    `The island ${island} is back: its champions of generation ${number(exchange)} have come`,
  missed: (exchanges: number) => `after ${count(exchanges, 'exchange')} without it`,
  extended: (generations: number) => `The run goes on to ${number(generations)} generations`,
  options: (values: string) => `Options from the next generation on: ${values}`,
  printed: (worker: string | null, genomeId: number | null, text: string) =>
    `${worker ?? 'This machine'}, ${genomeId === null ? 'problem' : `genome ${number(genomeId)}`}: ${text}`,
  genomeFailed: (genomeId: number, reason: string) => `Genome ${number(genomeId)}: ${reason}`,
  others: (others: number) => `and ${count(others, 'other genome')} of this generation`,
  more: (shown: number, all: number) => `Show more (${number(shown)} of ${number(all)})`,
  time: (ms: number) => new Date(ms).toLocaleTimeString(),
  date: (ms: number) => new Date(ms).toLocaleString(),
  note: 'Note',
  notePlaceholder: 'What should be remembered?',
  noteGeneration: 'Generation',
  noteHint: 'Kept with the run and shown in the charts. A click on the fitness chart picks a generation.',
  noGeneration: (last: number) =>
    last < 0
      ? 'There is no generation to pin a note to yet.'
      : `A generation from 0 to ${number(last)}, please.`,
  add: 'Add note',
  remove: (text: string) => `Remove the note “${text}”`,
  save: (genomeId: number) => `Save genome ${genomeId}`,
  genomeGone: 'That genome was not kept: a run without a folder keeps none that failed.',
} as const
