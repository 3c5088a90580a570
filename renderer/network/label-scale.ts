// How much larger than the drawing its names are written, so that they can still be read in a small panel. Pure.
import type { Box } from './use-pan-zoom.ts'

/** Of a name in units of the drawing, and the least that can be read, in pixels. */
const NAME_SIZE = 13
const READABLE_PX = 10.5
const LETTER_WIDTH = 7.5
/** Larger ones would cover their neighbours. */
const LARGEST = 2.2

/** `shown` is the part of the drawing that has to be seen in `room` (pixels); `letters` those of the longest name. */
export function labelScale(
  shown: Pick<Box, 'width' | 'height'>,
  room: Pick<Box, 'width' | 'height'>,
  letters: number,
): number {
  const perUnit = Math.min(room.width / shown.width, room.height / shown.height)
  if (!(perUnit > 0)) return 1
  const wanted = READABLE_PX / (NAME_SIZE * perUnit)
  // Beside the drawing, on both sides: names may grow into what it leaves free.
  const free = (room.width / perUnit - shown.width) / 2
  const fitting = 1 + free / Math.max(1, letters * LETTER_WIDTH)
  return Math.max(1, Math.min(wanted, fitting, LARGEST))
}
