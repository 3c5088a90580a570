// The champion at work.
import { decimal, number } from './numbers.ts'

export const behaviour = {
  network: 'Network',
  atWork: 'At work',
  views: 'Ways to look at the best network',
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
  frame: (at: number, frames: number, isCut: boolean) =>
    `${number(at)} / ${number(frames)}${isCut ? '+' : ''}`,
  figure: (value: number) => value.toLocaleString(undefined, { maximumFractionDigits: 2 }),
  wanted: (value: number) => `(${value.toLocaleString(undefined, { maximumFractionDigits: 3 })})`,
  off: (off: number) => `off by ${decimal(off, 3)}`,
  moreRows: 'There are more examples than are shown.',
} as const
