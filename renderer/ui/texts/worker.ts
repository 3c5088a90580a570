// The worker screen and the form that joins.
import { count, decimal, number } from './numbers.ts'

export const worker = {
  title: 'Join a master as worker',
  lead: 'On the master’s screen, copy the join link and paste it here.',
  link: 'Join link',
  linkPlaceholder: 'neatwork://join/192.168.1.10:5000?cert=…&token=…',
  found: 'Masters on this network; choose one and type the code that it shows:',
  code: 'Join code',
  codeHint: 'Nine digits. On the master’s screen: Show a join code.',
  slots: 'Slots',
  slotsHint: 'Cores that evaluate. Empty: all but one.',
  name: 'Name',
  nameHint: 'What the master calls this machine. Empty: its host name.',
  onlyWhenIdle: 'Pause while somebody uses this machine (until nobody has for 5 minutes)',
  join: 'Join',
  joining: 'Joining…',
  leave: 'Leave the master',
  drain: 'Finish the work in hand, then leave',
  back: 'Back',
  of: (master: string) => `Worker of ${master}`,
  label: 'Shown as',
  evaluated: 'Genomes evaluated',
  rate: 'Genomes/s',
  problem: 'Problem',
  noProblem: 'none yet',
  lastError: 'Last error',
  connection: {
    connecting: 'Connecting to the master…',
    retrying: (seconds: number) => `No connection. Next try in ${decimal(seconds, 1)} s.`,
    idle: 'Connected, waiting for work',
    working: (generation: number, genomes: number) =>
      `Evaluating ${count(genomes, 'genome')} of generation ${number(generation)}`,
    paused: (reason: string) => `Paused: ${reason}`,
    draining: (genomes: number) => `Finishing ${count(genomes, 'genome')}, then leaving`,
    closed: 'Not connected',
  },
} as const
