// The log: what happened in the run, filtered by kind, and notes.
import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { type JSX, useCallback, useMemo, useState } from 'react'
import '../chart/chart.css'
import './log.css'
import { ExportMenu } from '../chart/chart-tools.tsx'
import { useHistoryFold } from '../chart/history-fold.ts'
import { FitnessHistory } from '../fitness/fitness-series.ts'
import { SpeciesHistory } from '../species/species-history.ts'
import { useRun } from '../store.ts'
import { Notice } from '../ui/notice.tsx'
import { OwnersOnly } from '../ui/owners-only.tsx'
import { Panel } from '../ui/panel.tsx'
import { remember, remembered } from '../ui/remembered.ts'
import { number, texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { countByKind, LOG_KINDS, type LogItem, type LogKind, logCsv, logItems } from './log-items.ts'
import { KIND_ICONS, LogList } from './log-list.tsx'
import { NoteForm } from './note-form.tsx'

const words = texts.log
const REDRAW_MS = 1000
/** Kinds that somebody doesn't want to see: a kind that is new to them is seen. */
const MEMORY = 'log-hidden'

const beginSpecies = () => new SpeciesHistory()

export function LogPanel(): JSX.Element {
  const items = useLogItems()
  const [kinds, setKinds] = useState<readonly LogKind[]>(() => readKinds(remembered(MEMORY)))
  const [error, setError] = useState<string | null>(null)
  const shown = useMemo(() => items.filter(({ kind }) => kinds.includes(kind)), [items, kinds])
  const choose = (chosen: readonly string[]): void => {
    const next = LOG_KINDS.filter((kind) => chosen.includes(kind))
    setKinds(next)
    remember(
      MEMORY,
      LOG_KINDS.filter((kind) => !next.includes(kind)),
    )
  }
  return (
    <Panel
      title={words.title}
      testId="log-panel"
      aside={
        <>
          <KindFilter kinds={kinds} items={items} onChange={choose} />
          <span className="chart-tools end">
            <ExportMenu name="log" title={words.title} drawing={null} table={() => logCsv(shown)} />
          </span>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys */}
      <section className="log" aria-label={words.list} tabIndex={0}>
        <OwnersOnly>
          <NoteForm />
        </OwnersOnly>
        {error === null ? null : <Notice tone="bad">{error}</Notice>}
        {shown.length === 0 ? (
          <p className="soft">{items.length === 0 ? words.empty : words.nothing}</p>
        ) : (
          <LogList items={shown} onError={setError} />
        )}
      </section>
    </Panel>
  )
}

function useLogItems(): readonly LogItem[] {
  const history = useSettled(
    useRun((run) => run.history),
    REDRAW_MS,
  )
  const goal = useRun((run) => run.goal)
  const log = useRun((run) => run.log)
  const notes = useRun((run) => run.notes)
  const printed = useRun((run) => run.told.printed)
  const begin = useCallback(() => new FitnessHistory(goal), [goal])
  const fitness = useHistoryFold(begin, history)
  const species = useHistoryFold(beginSpecies, history)
  return useMemo(
    () => logItems({ history, improvements: fitness.improvements, species, log, notes, printed }),
    [history, fitness, species, log, notes, printed],
  )
}

interface KindFilterProps {
  readonly kinds: readonly LogKind[]
  readonly items: readonly LogItem[]
  readonly onChange: (kinds: readonly string[]) => void
}

function KindFilter({ kinds, items, onChange }: KindFilterProps): JSX.Element {
  const counts = useMemo(() => countByKind(items), [items])
  const hasIslands = useRun((run) => run.islands !== null)
  return (
    <ToggleGroup
      className="log-filter"
      multiple
      value={[...kinds]}
      onValueChange={onChange}
      aria-label={words.filter}
      data-testid="log-filter"
    >
      {LOG_KINDS.filter((kind) => kind !== 'islands' || hasIslands).map((kind) => {
        const Icon = KIND_ICONS[kind]
        return (
          <Toggle key={kind} value={kind} className="chip">
            <Icon size={13} aria-hidden />
            {words.kinds[kind]}
            <span className="soft">{number(counts[kind])}</span>
          </Toggle>
        )
      })}
    </ToggleGroup>
  )
}

/** All, where nothing is remembered that can be read. */
function readKinds(value: unknown): readonly LogKind[] {
  return Array.isArray(value) ? LOG_KINDS.filter((kind) => !value.includes(kind)) : LOG_KINDS
}
