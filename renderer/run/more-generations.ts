// How many more generations somebody wants, as typed and as suggested. Pure.

export const MOST_GENERATIONS = 1_000_000_000

/** null for what is no such number. */
export function moreOf(text: string, least: number): number | null {
  const trimmed = text.trim().replaceAll(/[\s,.'’_]/g, '')
  if (!/^\d+$/.test(trimmed)) return null
  const more = Number(trimmed)
  return more >= least && more <= MOST_GENERATIONS ? more : null
}

/** As many again as there are to be, in round numbers. */
export function suggestedMore(generations: number): number {
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(generations)))
  return Math.max(1, Math.round(generations / scale) * scale)
}
