// The champion at work.
import { decimal, number } from './numbers.ts'

type ShownWords =
  | { readonly kind: 'line'; readonly line: 'run' | number; readonly at: number | 'newest' }
  | { readonly kind: 'genome'; readonly id: number }
  | { readonly kind: 'elite'; readonly cell: number }

export const behaviour = {
  title: 'Behaviour',
  none: 'The champion is shown at work as soon as there is one.',
  atWork: 'At work',
  views: 'What the champion does, and what the search collected',
  loading: 'The champion gets ready…',
  nothing: 'This problem has nothing to show: it neither plays nor has examples.',
  stage: 'The champion at work',
  play: 'Play',
  pause: 'Pause',
  back: 'One frame back',
  forward: 'One frame on',
  position: 'Position in the episode',
  speed: 'Speed',
  times: (speed: number) => `${speed}×`,
  otherChance: 'Play with other chance',
  columns: { frame: 'Frame', time: 'Time, ms' },
  frame: (at: number, frames: number, isCut: boolean) =>
    `${number(at)} / ${number(frames)}${isCut ? '+' : ''}`,
  figure: (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 2 }),
  wanted: (value: number) => `(${value.toLocaleString(undefined, { maximumFractionDigits: 3 })})`,
  off: (off: number) => `off by ${decimal(off, 3)}`,
  whose: (shown: ShownWords) =>
    shown.kind === 'genome'
      ? `Genome ${number(shown.id)}`
      : shown.kind === 'elite'
        ? `Elite of cell ${number(shown.cell)}`
        : `${shown.line === 'run' ? 'Best of the run' : `Species ${number(shown.line)}`}${shown.at === 'newest' ? '' : `, generation ${number(shown.at)}`}`,
  beside: 'Beside it',
  stop: (whose: string) => `Stop ${whose}`,
  again: 'From the start',
  curve: (output: string, input: string) =>
    `${output} over ${input}: what is wanted, and what the network answers`,
  curveWanted: 'wanted',
  wantedOf: (output: string) => `${output}, wanted`,
  curveAnswer: 'answer',
  archive: {
    title: 'Archive',
    novelty: (total: number) => `${number(total)} behaviours collected`,
    elites: (total: number, of: number) => `${number(total)} of ${number(of)} cells filled`,
    cell: (at: string, fitness: number) => `${at}: fitness ${decimal(fitness)}`,
    range: (name: string, from: number, to: number) => `${name} ${decimal(from, 2)} to ${decimal(to, 2)}`,
    best: 'Of cells that differ in further axes only, the fittest is shown.',
    drawing: (words: string) => `Archive of the search: ${words}`,
    show: 'Show its network',
    play: 'Play it beside the champion',
    worst: 'worst',
    fittest: 'fittest',
    table: 'The cells as a table',
    empty: 'Nothing is collected yet.',
    more: (left: number) => `${number(left)} more cells, less fit.`,
  },
  moreRows: 'There are more examples than are shown.',
} as const
