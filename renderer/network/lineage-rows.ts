// A genome's forebears as rows: whoever brought new structure stands alone, births that changed weights only are
// counted together. Pure.
import type { BirthView, LineageView } from '../../core/api/genome-views.ts'
import type { Home } from '../../core/network/genome-json.ts'

export type LineageRow =
  | {
      readonly kind: 'birth'
      readonly birth: BirthView
      /** The other parent; of one whose birth is forgotten the number alone. */
      readonly beside: {
        readonly id: number
        readonly generation: number | null
        readonly home: Home | null
      } | null
    }
  | { readonly kind: 'between'; readonly births: readonly BirthView[] }

/** Youngest first. The genome itself and the first of its line always stand alone, and so does what is `open`. */
export function lineageRows({ line, beside }: LineageView, open: ReadonlySet<number>): readonly LineageRow[] {
  const known = new Map(beside.map((birth) => [birth.id, birth]))
  const rows: LineageRow[] = []
  line.forEach((birth, at) => {
    const isPlain = at > 0 && at < line.length - 1 && birth.added.length === 0 && !open.has(birth.id)
    const last = rows.at(-1)
    if (isPlain && last?.kind === 'between')
      rows[rows.length - 1] = { kind: 'between', births: [...last.births, birth] }
    else if (isPlain) rows.push({ kind: 'between', births: [birth] })
    else rows.push({ kind: 'birth', birth, beside: otherParent(birth, known) })
  })
  return rows
}

function otherParent({ parents }: BirthView, known: ReadonlyMap<number, BirthView>) {
  const [first, id] = parents
  // Selfing: both are the same.
  if (id === undefined || id === first) return null
  const birth = known.get(id)
  return { id, generation: birth?.generation ?? null, home: birth?.home ?? null }
}
