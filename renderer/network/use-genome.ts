// The genome that is to be shown, asked for as it changes; meanwhile the one before stays.
import { useEffect, useState } from 'react'
import type { GenomeView } from '../../core/api/genome-views.ts'
import { command, messageOf, useRun } from '../store.ts'
import { useSettled } from '../ui/use-settled.ts'
import { refOf, type ShownGenome } from './network-choice.ts'

export interface FoundGenome {
  readonly view: GenomeView | null
  /** Why there is none. */
  readonly problem: 'loading' | 'forgotten' | string | null
}

/** Species' champions are looked at so often while a run goes on. */
const LOOK_MS = 500

export function useGenome(shown: ShownGenome): FoundGenome {
  const champion = useRun((run) => run.champion)
  const newest = useSettled(
    useRun((run) => run.history.at(-1)?.generation ?? 0),
    LOOK_MS,
  )
  const ref = refOf(shown, newest)
  const isChampion = ref.kind === 'champion'
  const asked = JSON.stringify(ref)
  const [found, setFound] = useState<FoundGenome>({ view: null, problem: 'loading' })
  useEffect(() => {
    if (isChampion) return
    let isWanted = true
    command('genome', JSON.parse(asked)).then(
      (view) => {
        if (!isWanted) return
        setFound(view === null ? { view: null, problem: 'forgotten' } : { view, problem: null })
      },
      (reason) => isWanted && setFound({ view: null, problem: messageOf(reason) }),
    )
    return () => {
      isWanted = false
    }
  }, [asked, isChampion])
  if (!isChampion) return found
  return champion === null
    ? { view: null, problem: 'loading' }
    : { view: { ...champion, species: null }, problem: null }
}
