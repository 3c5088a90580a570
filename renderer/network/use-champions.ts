// The champions of a line as they followed each other, page by page, and what is new as it comes.
import { useEffect, useRef, useState } from 'react'
import type { ChampionEntry } from '../../core/api/genome-views.ts'
import type { LineKey } from '../../core/run/champion-lines.ts'
import { command, useRun } from '../store.ts'
import { useSettled } from '../ui/use-settled.ts'

const PAGE = 500
const LOOK_MS = 500

export function useChampions(line: LineKey | null): readonly ChampionEntry[] {
  const newest = useSettled(
    useRun((run) =>
      line === 'run' ? (run.champion?.generation ?? -1) : (run.history.at(-1)?.generation ?? -1),
    ),
    LOOK_MS,
  )
  const [entries, setEntries] = useState<readonly ChampionEntry[]>([])
  const run = useRunKey()
  const asked = `${run} ${line}`
  const known = useRef<{ asked: string; entries: readonly ChampionEntry[] }>({ asked, entries: [] })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is new is asked for when there is something new
  useEffect(() => {
    if (known.current.asked !== asked) known.current = { asked, entries: [] }
    let isWanted = true
    const load = async () => {
      if (line === null) return setEntries([])
      let { entries: all } = known.current
      for (let from: number | null = (all.at(-1)?.generation ?? -1) + 1; from !== null; ) {
        const page: Awaited<ReturnType<typeof askPage>> = await askPage(line, from)
        if (!isWanted) return
        all = [...all, ...page.entries]
        from = page.next
      }
      known.current = { asked, entries: all }
      setEntries(all)
    }
    load().catch(() => {}) // whoever looks at the genome hears of it
    return () => {
      isWanted = false
    }
  }, [asked, newest])
  return entries
}

/** Tells one run from the next on the same screen. */
export function useRunKey(): string {
  return useRun(({ folder, problem, seed }) => `${folder} ${problem.name} ${seed}`)
}

const askPage = (line: LineKey, from: number) => command('champions', { line, from, most: PAGE })
