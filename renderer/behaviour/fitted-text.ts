// Text that has only so much room: smaller first, then shorter. Pure.

const FULL_PX = 13
/** Smaller ones can't be read. */
const LEAST_PX = 8

export interface FittedText {
  readonly text: string
  readonly px: number
}

/** `widthOf` tells how long a text is at one pixel of size; both lengths in pixels. */
export function fitted(text: string, room: number | null, widthOf: (text: string) => number): FittedText {
  if (room === null) return { text, px: FULL_PX }
  const px = Math.max(LEAST_PX, Math.min(FULL_PX, room / Math.max(1e-9, widthOf(text))))
  const letters = [...text]
  for (let kept = letters.length; kept > 1; kept--) {
    const shown = kept === letters.length ? text : `${letters.slice(0, kept).join('')}…`
    if (widthOf(shown) * px <= room * 1.001) return { text: shown, px }
  }
  return { text: letters[0] ?? '', px }
}
