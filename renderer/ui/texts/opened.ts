// Files that somebody opens: dropped, chosen, or handed over by the desktop.
import { count, number, size } from './numbers.ts'

export const opened = {
  action: 'Open a file…',
  drop: 'Drop it to open it',
  dropHint: 'A .neatwork file, settings or a genome. No code of it is run.',
  reading: (name: string) => `Opening ${name}…`,
  refused: 'That file can’t be opened',
  tooLarge: (name: string, bytes: number, most: number) =>
    `${name} has ${size(bytes)}, and a screen opens up to ${size(most)}. “neatwork runs import ${name}” takes any size.`,
  oneAtATime: 'Open one file at a time.',
  runTitle: 'A run was imported',
  run: (name: string, problem: string, generations: number) =>
    `${name}: ${problem}, ${count(generations, 'generation')}. It is among the saved runs.`,
  code: 'Its problem is somebody’s own code. None of it was run, and none will be unasked. To run it, look at it first, then:',
  codeFile: (file: string, hash: string | null) => (hash === null ? file : `${file}, hash ${hash}`),
  codeCommand: (name: string, hash: string) => `neatwork resume ${name} --trust-problem ${hash}`,
  openRun: 'Open it',
  showRuns: 'Show saved runs',
  genomeTitle: (name: string) => `The genome of ${name}`,
  genome: (nodes: number, connections: number) =>
    `${number(nodes)} nodes and ${number(connections)} connections`,
} as const
