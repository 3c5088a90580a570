// Workers and how to join.
import { count } from './numbers.ts'

export const cluster = {
  alarm: (number: number) =>
    number === 1 ? 'Two workers disagree.' : `Workers have disagreed ${number} times.`,
  alarmHint:
    'The same evaluation must have the same result everywhere. The majority decides; look at the machine that is alone.',
  alarmSeen: 'I have seen it',
  title: 'Workers',
  join: 'Join link',
  together: (slots: number, rate: number) => `${count(slots, 'slot')}, ${count(rate, 'genome')}/s`,
  howToJoin: 'How to join',
  otherLinks: 'If that address can’t be reached from there, try another of this machine:',
  copyFailed: 'The browser did not allow copying. Select the link and copy it by hand.',
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
    name: 'Name',
    address: 'Address',
    slots: 'Slots',
    state: 'State',
    genomes: 'Genomes',
    rate: 'Genomes/s',
  },
  states: {
    idle: 'idle',
    working: 'working',
    paused: 'paused',
    draining: 'draining',
    'set-aside': 'set aside',
    gone: 'gone',
  },
  local: 'this machine',
} as const
