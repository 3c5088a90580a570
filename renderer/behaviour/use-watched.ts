// Genomes at work, asked for as they change; meanwhile what was shown stays.
import { useEffect, useState } from 'react'
import type { GenomeRef } from '../../core/api/genome-requests.ts'
import type { WatchedGenome } from '../../core/api/watch.ts'
import { command, messageOf } from '../store.ts'

export interface AtWork {
  readonly watched: WatchedGenome | null
  readonly error: string | null
  /** Of the genome and the seed that it shows. */
  readonly key: string
}

/** null asks for nothing. `hash` tells one genome from the next where the question stays the same. */
export function useWatched(ref: GenomeRef | null, hash: string, seed: number): AtWork {
  const asked = ref === null ? null : JSON.stringify(ref)
  const key = `${hash} ${asked} ${seed}`
  const [found, setFound] = useState<AtWork>({ watched: null, error: null, key: '' })
  useEffect(() => {
    if (asked === null) return
    let isWanted = true
    command('watchGenome', { genome: JSON.parse(asked), seed }).then(
      (watched) => isWanted && setFound({ watched, error: null, key }),
      (reason) => isWanted && setFound({ watched: null, error: messageOf(reason), key }),
    )
    return () => {
      isWanted = false
    }
  }, [asked, key, seed])
  return found
}
