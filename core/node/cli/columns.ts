// Rows of cells as lines of text, for people.
import { Help } from 'commander'

/**
 * Every column as wide as its widest cell, two spaces between them. Where a `lineWidth` is given, in characters, the last
 * column goes on below itself instead of beyond it.
 */
export function columns(rows: readonly (readonly string[])[], lineWidth = Infinity): readonly string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, cell.length)
    })
  }
  return rows.flatMap((row) => {
    const before = row.slice(0, -1).map((cell, at) => `${cell.padEnd(widths[at] ?? 0)}  `)
    const indent = before.join('').length
    return wrapped(row.at(-1) ?? '', lineWidth - indent).map((text, line) =>
      `${line === 0 ? before.join('') : ' '.repeat(indent)}${text}`.trimEnd(),
    )
  })
}

/** Lines of at most `width` characters, where that is a width in which one can read. */
function wrapped(text: string, width: number): readonly string[] {
  return width === Infinity || width < 20 ? [text] : new Help().boxWrap(text, width).split('\n')
}
