// The champions of the runs that are seen, asked for once and many at a time.
import { useEffect, useState } from 'react'
import { MOST_CHAMPIONS } from '../../core/api/limits.ts'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import type { ChampionView } from '../../core/api/views.ts'
import { command } from '../store.ts'

/** Who scrolls on doesn't want what flew by. */
const PATIENCE_MS = 60

export type Pictures = ReadonlyMap<string, ChampionView | null>

/** By {@link pictureKey}; what isn't known yet is missing. */
export function usePictures(seen: readonly SavedRunView[]): Pictures {
  const [pictures, setPictures] = useState<Pictures>(new Map())
  const unknown = seen
    .filter((run) => run.kind === 'run' && run.generations > 0 && !pictures.has(pictureKey(run)))
    .slice(0, MOST_CHAMPIONS)
  const wanted = JSON.stringify(unknown.map((run) => [run.name, pictureKey(run)]))
  useEffect(() => {
    const asked: readonly (readonly [name: string, key: string])[] = JSON.parse(wanted)
    if (asked.length === 0) return
    let isStale = false
    const ask = async (): Promise<void> => {
      const names = asked.map(([name]) => name)
      const answer = await command('savedChampions', { names }).catch(() => null)
      if (isStale || answer === null) return
      const byName = new Map(answer.map(({ name, champion }) => [name, champion]))
      setPictures(
        (before) =>
          new Map([...before, ...asked.map(([name, key]) => [key, byName.get(name) ?? null] as const)]),
      )
    }
    const timer = setTimeout(() => void ask(), PATIENCE_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [wanted])
  return pictures
}

/** A run that went on has another champion, maybe. */
export const pictureKey = (run: SavedRunView): string =>
  run.kind === 'run' ? `${run.name} ${run.generations}` : run.name
