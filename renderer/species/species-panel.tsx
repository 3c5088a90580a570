// Species: over generations as stacked areas with the threshold that tells them apart, as a table, and one by one.
import { Tabs } from '@base-ui/react/tabs'
import { type JSX, useRef, useState } from 'react'
import '../chart/chart.css'
import './species.css'
import { ExportMenu, ZoomTools } from '../chart/chart-tools.tsx'
import { useHistoryFold } from '../chart/history-fold.ts'
import { steadyEnd } from '../chart/range.ts'
import { useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { SpeciesAreas } from './species-areas.tsx'
import { speciesColour } from './species-colour.ts'
import { SpeciesHistory } from './species-history.ts'
import { SpeciesMembers } from './species-members.tsx'
import { LARGEST_FIRST, livingSpecies } from './species-rows.ts'
import { MAX_ROWS, speciesCsv } from './species-series.ts'
import { SpeciesTable } from './species-table.tsx'
import { ThresholdChart } from './threshold-chart.tsx'

const words = texts.species
const REDRAW_MS = 500
/** Species named above the chart, and in its pictures. */
const KEYED = 4
const KEYED_IN_PICTURE = 8

const beginFold = () => new SpeciesHistory()

export function SpeciesPanel(): JSX.Element {
  const history = useSettled(
    useRun((run) => run.history),
    REDRAW_MS,
  )
  const folded = useHistoryFold(beginFold, history)
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const [species, setSpecies] = useState<number | null>(null)
  const drawing = useRef<HTMLDivElement>(null)
  const { newest } = folded.time
  const last = history.at(-1)
  const all = { from: 0, to: steadyEnd(newest, 0, MAX_ROWS) }
  const key = (most: number) =>
    livingSpecies(last, LARGEST_FIRST)
      .slice(0, most)
      .map(({ id, size }) => ({ text: words.key(id, size), colour: speciesColour(id) }))
  if (last === undefined) {
    return (
      <Panel title={words.title} testId="species-chart">
        <div className="empty">{words.empty}</div>
      </Panel>
    )
  }
  return (
    <Tabs.Root
      className="contents"
      value={view}
      onValueChange={(value) => {
        setView(value === 'table' ? 'table' : 'chart')
        setSpecies(null)
      }}
    >
      <Panel
        title={words.title}
        testId="species-chart"
        aside={
          <>
            <span className="soft">{words.caption(last.species.length, folded.ever)}</span>
            <span className="chart-tools end">
              {view === 'chart' ? <Key entries={key(KEYED)} /> : null}
              <ViewTabs />
              <ZoomTools all={all} />
              <ExportMenu
                name="species"
                title={words.title}
                drawing={view === 'chart' && species === null ? drawing : null}
                legend={() => key(KEYED_IN_PICTURE)}
                table={() => speciesCsv(history)}
              />
            </span>
          </>
        }
      >
        {species !== null ? (
          <SpeciesMembers key={species} species={species} folded={folded} onBack={() => setSpecies(null)} />
        ) : (
          <>
            <Tabs.Panel className="species-view" value="chart">
              <div className="chart-panel species-charts" ref={drawing}>
                <SpeciesAreas history={history} folded={folded} all={all} onChoose={setSpecies} />
                <div className="threshold-title">{words.threshold}</div>
                <ThresholdChart folded={folded} newest={newest} all={all} />
              </div>
            </Tabs.Panel>
            <Tabs.Panel className="species-view" value="table">
              <SpeciesTable snapshot={last} onChoose={setSpecies} />
            </Tabs.Panel>
          </>
        )}
      </Panel>
    </Tabs.Root>
  )
}

function ViewTabs(): JSX.Element {
  return (
    <Tabs.List className="tabs" aria-label={words.views}>
      <Tabs.Tab className="tab" value="chart" data-testid="show-species-chart">
        {words.chart}
      </Tabs.Tab>
      <Tabs.Tab className="tab" value="table" data-testid="show-species-table">
        {words.table}
      </Tabs.Tab>
    </Tabs.List>
  )
}

/** The largest species of the last generation, as the key to the colours. */
function Key({
  entries,
}: {
  readonly entries: readonly { readonly text: string; readonly colour: string }[]
}): JSX.Element {
  return (
    <span className="legend species-key">
      {entries.map(({ text, colour }) => (
        <span key={text}>
          <svg width="10" height="10" aria-hidden="true">
            <rect width="10" height="10" rx="3" style={{ fill: colour }} />
          </svg>
          {text}
        </span>
      ))}
    </span>
  )
}
