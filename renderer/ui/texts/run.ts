// The run screen: state, controls, outcome.
import type { RunNews } from '../../../core/api/run-news.ts'
import { count, duration, number, percent } from './numbers.ts'

export const run = {
  lookingOn: 'You are looking on.',
  nothingOn: 'Nothing runs at the moment',
  nothingOnHint: 'The next run shows up here by itself. Until then, the saved ones can be looked at.',
  state: 'State of the run',
  ofGenerations: (done: number, all: number) => `${number(done)} of ${number(all)}`,
  /** The first is number 0, so that 12 of them end with generation 11. */
  generations: 'Generations',
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
  timeLeft: 'Time left',
  pace: 'Generations/s',
  left: (leftMs: number | null) => (leftMs === null ? '–' : `≤ ${duration(leftMs / 1000)}`),
  stall: {
    workers: (forMs: number) =>
      `Nothing happens: too few workers for ${duration(forMs / 1000)}. Invite some, or lower the minimum in a new run.`,
    generation: (forMs: number) =>
      `No generation was done for ${duration(forMs / 1000)}. See the cluster’s timeline: a worker or an evaluation may hang.`,
  },
  extend: {
    open: 'Extend…',
    goOn: 'Go on…',
    more: 'More generations',
    until: (generations: string) => `The run ends after ${generations}.`,
    whole: (low: number, high: number) => `A whole number from ${number(low)} to ${number(high)}, please.`,
    extend: 'Extend',
    cancel: 'Cancel',
  },
  notices: {
    on: 'Notifications are on: solved, ended, failed, standing still',
    off: 'Notify me when the run is solved, ends, fails or stands still',
    refused: 'Notifications are blocked in the browser’s settings for this page',
  },
  news: (problem: string, news: RunNews): { readonly title: string; readonly body: string } => {
    switch (news.kind) {
      case 'solved':
        return { title: `${problem} is solved`, body: `After ${count(news.generations, 'generation')}.` }
      case 'ended':
        return {
          title: `${problem} has ended`,
          body: `Not solved within ${count(news.generations, 'generation')}.`,
        }
      case 'failed':
        return { title: `${problem} has failed`, body: news.message }
      case 'stalled':
        return { title: `${problem} stands still`, body: run.stall[news.stall.kind](news.stall.forMs) }
    }
  },
  invitation: {
    title: 'Invite the first worker',
    how: 'On another machine open Neatwork and choose Worker: scan this code, paste the link, or type the address and a join code. From a terminal: npx neatwork worker "LINK".',
  },
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
  trace: 'Where its code was',
  long: {
    title: 'Long evaluations',
    genome: (id: number, worker?: string) =>
      worker === undefined ? `Genome ${id}` : `Genome ${id} at ${worker}`,
    others: (others: number) => `and ${count(others, 'other genome')}`,
    at: (share: number, note: string) => (note === '' ? percent(share) : `${percent(share)}: ${note}`),
  },
  failed: (message: string) => `The run failed: ${message}`,
  champion: (hidden: number, connections: number) =>
    `The champion has ${count(hidden, 'hidden node')} and ${count(connections, 'enabled connection')}.`,
  savedIn: (folder: string) => `Saved in ${folder}`,
} as const
