// Text that has only so much room: smaller first, then shorter. Pure.

const FULL_PX = 13
/** Smaller ones can't be read. */
const LEAST_PX = 8

export interface FittedText {
  readonly text: string
  readonly px: number
}

export interface Roomed {
  readonly text: string
  /** In pixels; null: as much as it takes. */
  readonly room: number | null
}

/** How long a text is at one pixel of size. */
type WidthOf = (text: string) => number

/** Of at most `mostPx`, if it has only so much room. */
export function fitted({ text, room }: Roomed, widthOf: WidthOf, mostPx = FULL_PX): FittedText {
  if (room === null) return { text, px: FULL_PX }
  const px = Math.max(LEAST_PX, Math.min(mostPx, room / Math.max(1e-9, widthOf(text))))
  const letters = [...text]
  for (let kept = letters.length; kept > 1; kept--) {
    const shown = kept === letters.length ? text : `${letters.slice(0, kept).join('')}…`
    if (widthOf(shown) * px <= room * 1.001) return { text: shown, px }
  }
  return { text: letters[0] ?? '', px }
}

/** The size in which all of them can be written alike. */
export function evenPx(texts: readonly Roomed[], widthOf: WidthOf): number {
  return Math.min(FULL_PX, ...texts.map((text) => fitted(text, widthOf).px))
}
