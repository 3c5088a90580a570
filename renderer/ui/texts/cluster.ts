// Workers and how to join.
import { count, decimal, duration, number, percent } from './numbers.ts'

export interface TaskWords {
  readonly label: string
  readonly genomes: number
  readonly generation: number
  readonly failed: number
  readonly tookMs: number
}

export const cluster = {
  alarm: (number: number) =>
    number === 1 ? 'Two workers disagree.' : `Workers have disagreed ${number} times.`,
  alarmHint:
    'The same evaluation must have the same result everywhere. The majority decides; look at the machine that is alone.',
  alarmSeen: 'I have seen it',
  title: 'Cluster',
  join: 'Join link',
  together: (members: number, slots: number, rate: number) =>
    `${count(members, 'worker')}, ${count(slots, 'slot')}, ${count(rate, 'genome')}/s`,
  card: (slots: number, genomes: number) => `${count(slots, 'slot')} · ${count(genomes, 'genome')}`,
  latency: (roundTripMs: number | null) =>
    roundTripMs === null ? '–' : `${decimal(roundTripMs, roundTripMs < 10 ? 1 : 0)} ms`,
  efficiency: {
    measuring: 'Measuring how much of the slots’ time is used…',
    used: (part: number) => `${percent(part)} of the slots’ time is used`,
    lost: {
      waiting: (part: number) => `${percent(part)} waiting for workers`,
      breeding: (part: number) => `${percent(part)} while the master is breeding`,
      stragglers: (part: number) => `${percent(part)} waiting for stragglers`,
      travel: (part: number) => `${percent(part)} while batches travel`,
    },
  },
  stream: {
    title: 'Timeline of the slots',
    columns: {
      worker: 'Worker',
      slot: 'Slot',
      generation: 'Generation',
      genomes: 'Genomes',
      failed: 'Failed',
      started: 'Started, ms',
      took: 'Took, ms',
    },
    label: (batches: number, seconds: number) =>
      `Timeline of the slots: ${count(batches, 'batch', 'batches')} in the last ${seconds} seconds`,
    from: (seconds: number) => `${seconds} s ago`,
    now: 'now',
    hint: 'A bar is a batch; its colour changes with the generation. Point at one.',
    task: ({ label, genomes, generation, failed, tookMs }: TaskWords) =>
      `${label}: ${count(genomes, 'genome')} of generation ${number(generation)} in ${number(Math.round(tookMs))} ms` +
      (failed === 0 ? '' : `, ${number(failed)} failed`),
  },
  jobs: {
    title: (scheduler: string, running: number, tasks: number) =>
      `${scheduler}: ${number(running)} of ${count(tasks, 'task')} ${running === 1 ? 'runs' : 'run'}`,
    columns: {
      task: 'Task',
      state: 'State',
      node: 'Node',
      worker: 'Worker',
      genomes: 'Genomes',
      again: 'Asked again',
    },
    states: { waiting: 'waits', running: 'runs', ending: 'is ending', lost: 'lost', ended: 'ended' },
    said: (state: string, said: string, reason: string | null) =>
      `${state} (${said.toLowerCase().replaceAll('_', ' ')}${reason === null ? '' : `: ${reason}`})`,
    none: '–',
  },
  failures: {
    title: (failures: number) => `${count(failures, 'genome')} failed lately`,
    genome: (id: number, generation: number) => `Genome ${id} of generation ${number(generation)}`,
    where: (worker: string, seconds: number) => `at ${worker}, ${duration(seconds)} ago`,
  },
  list: {
    title: 'Workers',
    view: 'Show workers as',
    table: 'Table',
    cards: 'Cards',
    search: 'Find workers',
    state: 'Show workers of state',
    found: (found: number, all: number) => `${number(found)} of ${number(all)}`,
    states: {
      all: 'all states',
      working: 'working',
      idle: 'idle',
      paused: 'paused',
      draining: 'draining',
      'set-aside': 'set aside',
      gone: 'gone',
      warned: 'with a warning',
    },
  },
  howToJoin: 'How to join',
  invite: 'Invite more workers',
  otherLinks: 'If that address can’t be reached from there, try another of this machine:',
  copyFailed: 'The browser did not allow copying. Select the link and copy it by hand.',
  brokerHint:
    'On another machine, paste the address into Neatwork’s Worker screen, or run npx neatwork worker "ADDRESS"; with user and password in it where the broker wants them.',
  joinHint:
    'On another machine, paste the link into Neatwork’s Worker screen, or run npx neatwork worker "LINK".',
  copy: 'Copy',
  copied: 'Copied',
  showCode: 'Show a join code',
  sendAway: 'Send away…',
  drain: 'Let it finish, then leave',
  remove: 'Remove this worker now',
  bar: (address: string) => `Bar all of ${address}`,
  keep: 'Keep',
  codeHint: 'Good for ten minutes and one worker.',
  columns: {
    label: 'Name',
    address: 'Address',
    slots: 'Slots',
    state: 'State',
    genomes: 'Genomes',
    rate: 'Genomes/s',
    latency: 'Latency',
    version: 'Version',
  },
  states: {
    idle: 'idle',
    working: 'working',
    paused: 'paused',
    draining: 'draining',
    'set-aside': 'set aside',
    gone: 'gone',
  },
  warning: 'Warning',
  local: 'this machine',
} as const
