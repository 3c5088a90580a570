// All saved runs, asked for part by part: the first part is shown while the others come.
import { useCallback, useEffect, useState } from 'react'
import { MOST_RUNS_TOLD } from '../../core/api/limits.ts'
import type { RunLabel, SavedRunsPage, SavedRunView } from '../../core/api/saved-runs.ts'
import { command, messageOf, useScreen } from '../store.ts'

/** So many fill the largest screen. */
const FIRST_PART = 60

export interface SavedRunsList {
  /** null until the first part came. */
  readonly runs: readonly SavedRunView[] | null
  /** Folders that there are; null when all of them are read. */
  readonly awaited: number | null
  readonly error: string | null
  /** Asks again; what is shown stays until it is known better. */
  readonly reload: () => void
  readonly relabel: (name: string, label: RunLabel) => void
}

export function useSavedRuns(): SavedRunsList {
  const [runs, setRuns] = useState<readonly SavedRunView[] | null>(null)
  const [awaited, setAwaited] = useState<number | null>(0)
  const [error, setError] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  // A run that begins or ends elsewhere changes what there is.
  const mode = useScreen(({ app }) =>
    app?.mode.kind === 'run' ? `run ${app.mode.run.status.kind}` : (app?.mode.kind ?? ''),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round, or another mode, asks again
  useEffect(() => {
    let isStale = false
    const read = async (): Promise<void> => {
      const found: SavedRunView[] = []
      let after: string | null = null
      do {
        const limit = after === null ? FIRST_PART : MOST_RUNS_TOLD
        const page: SavedRunsPage = await command('savedRuns', { after, limit })
        if (isStale) return
        found.push(...page.runs)
        after = page.next
        // A list that is there already isn't emptied to be filled again.
        const isBetter = (before: readonly SavedRunView[] | null) =>
          after === null || before === null || found.length > before.length
        setRuns((before) => (isBetter(before) ? [...found] : before))
        setAwaited(after === null ? null : page.total)
      } while (after !== null)
    }
    setError(null)
    read().catch((reason: unknown) => isStale || setError(messageOf(reason)))
    return () => {
      isStale = true
    }
  }, [round, mode])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  const relabel = useCallback((name: string, label: RunLabel) => {
    setRuns((before) =>
      (before ?? []).map((run) => (run.kind === 'run' && run.name === name ? { ...run, ...label } : run)),
    )
  }, [])
  return { runs, awaited, error, reload, relabel }
}
