// Where a genome's genes come from, asked once it stays on the screen.
import { useEffect, useState } from 'react'
import type { BirthView, GenomeView } from '../../core/api/genome-views.ts'
import { command } from '../store.ts'
import { type Additions, additionsOf, NOTHING_KNOWN } from './gene-words.ts'

/** A genome that stays so long is asked about. */
const REST_MS = 300

export interface Descent {
  /** Who added the genes. */
  readonly additions: Additions
  /** Whoever it descends from that came from another island. */
  readonly migrant: BirthView | null
}

const UNKNOWN: Descent = { additions: NOTHING_KNOWN, migrant: null }

export function useDescent(view: GenomeView | null): Descent {
  const [known, setKnown] = useState<{ hash: string; descent: Descent } | null>(null)
  const hash = view?.hash ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a genome is what its hash says
  useEffect(() => {
    if (view === null || hash === null) return
    const { genome } = view
    let isWanted = true
    const timer = setTimeout(() => {
      command('lineage', { id: genome.genomeId, most: 1 }).then(
        ({ addedBy, migrant }) => {
          if (isWanted) setKnown({ hash, descent: { additions: additionsOf(genome, addedBy), migrant } })
        },
        () => {}, // the drawing is whole without it
      )
    }, REST_MS)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [hash])
  return known !== null && known.hash === hash ? known.descent : UNKNOWN
}
