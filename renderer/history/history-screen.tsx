// The saved runs: all of them in a list, or some of them side by side.
import { ArrowLeft } from 'lucide-react'
import { type JSX, useCallback, useMemo, useState } from 'react'
import { goTo } from '../route.ts'
import { type Action, useActionsOf } from '../ui/actions.ts'
import { Button } from '../ui/button.tsx'
import { CommandError, useActs } from '../ui/command-error.tsx'
import { texts } from '../ui/texts.ts'
import { TopBar } from '../ui/top-bar.tsx'
import { Bin } from './bin.tsx'
import { Comparison } from './comparison.tsx'
import { ALL_RUNS } from './listed-runs.ts'
import { RunList } from './run-list.tsx'
import { useSavedRuns } from './use-saved-runs.ts'
import './history.css'

const words = texts.history

export function HistoryScreen(): JSX.Element {
  const list = useSavedRuns()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [query, setQuery] = useState(ALL_RUNS)
  const [compared, setCompared] = useState<readonly string[] | null>(null)
  const [error, act] = useActs()
  const leave = useCallback(() => (compared === null ? goTo('app') : setCompared(null)), [compared])
  useActionsOf(useMemo(() => [leaveAction(leave, compared !== null)], [leave, compared]))
  const runs = list.runs ?? []
  const side = (compared ?? []).flatMap(
    (name) => runs.find((run) => run.kind === 'run' && run.name === name) ?? [],
  )
  const problem = error ?? list.error
  return (
    <div className="history-shell">
      <TopBar>
        <Button className="small" icon={ArrowLeft} testId="leave-history" onClick={leave}>
          {compared === null ? words.back : words.comparison.back}
        </Button>
        <span className="grow" />
        {compared === null ? <Bin act={act} onChanged={list.reload} /> : null}
      </TopBar>
      <main className="history">
        <title>{`${words.title} – ${texts.appName}`}</title>
        <CommandError message={problem} />
        {compared === null ? (
          <RunList
            list={list}
            query={query}
            onQuery={setQuery}
            chosen={chosen}
            onChoose={setChosen}
            onCompare={setCompared}
            act={act}
          />
        ) : (
          <Comparison runs={side.filter((run) => run.kind === 'run')} />
        )}
      </main>
    </div>
  )
}

function leaveAction(run: () => void, isComparing: boolean): Action {
  const title = isComparing ? words.comparison.back : words.leave
  return { id: 'leave-history', title, group: 'go', icon: ArrowLeft, keys: 'b', run }
}
