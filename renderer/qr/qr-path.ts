// A text as a QR code, as the path of its dark squares. Pure.
import { encodeQR } from 'qr'

export interface QrPath {
  /** Squares along each side, the quiet border included. */
  readonly size: number
  readonly path: string
}

/** Light squares around the code, without which cameras don't find it (ISO/IEC 18004 asks for four). */
const BORDER = 4

export function qrPath(text: string): QrPath {
  // Screens are clean: the lowest level of correction makes the largest squares.
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: BORDER })
  const path = rows.flatMap((row, y) =>
    runsOf(row).map(({ from, length }) => `M${from} ${y}h${length}v1h-${length}z`),
  )
  return { size: rows.length, path: path.join('') }
}

/** Dark squares of one row, those side by side as one. */
function runsOf(row: readonly boolean[]): readonly { readonly from: number; readonly length: number }[] {
  const runs: { from: number; length: number }[] = []
  for (const [x, isDark] of row.entries()) {
    const last = runs.at(-1)
    if (!isDark) continue
    if (last !== undefined && last.from + last.length === x) last.length += 1
    else runs.push({ from: x, length: 1 })
  }
  return runs
}
