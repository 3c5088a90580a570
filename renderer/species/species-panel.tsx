// Species over generations, as stacked areas of their sizes.
import { type JSX, memo, useMemo } from 'react'
import { Area, AreaChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { number, texts } from '../ui/texts.ts'
import { roundTicks } from '../ui/ticks.ts'
import { useSettled } from '../ui/use-settled.ts'
import { speciesColour } from './species-colour.ts'
import { largest, type SpeciesRow, type SpeciesSeries, speciesSeries } from './species-series.ts'

const words = texts.species
const REDRAW_MS = 400
/** Species named in the tooltip. */
const NAMED = 8
/** Species named above the chart. */
const KEYED = 5

export function SpeciesPanel(): JSX.Element {
  const history = useSettled(
    useRun((run) => run.history),
    REDRAW_MS,
  )
  const series = useMemo(() => speciesSeries(history), [history])
  const aside =
    series.rows.length === 0 ? null : (
      <>
        <span className="soft">{words.caption(series.shown.length, series.count)}</span>
        <Living series={series} />
      </>
    )
  return (
    <Panel title={words.title} testId="species-chart" aside={aside}>
      <div className="chart">
        {series.rows.length === 0 ? <div className="empty">{words.empty}</div> : <Areas series={series} />}
      </div>
    </Panel>
  )
}

const Areas = memo(function Areas({ series }: { readonly series: SpeciesSeries }): JSX.Element {
  const { shown, rows } = series
  const first = rows[0]?.generation ?? 0
  const last = Math.max(first + 1, rows.at(-1)?.generation ?? 1)
  const look = {
    stackId: 'all',
    stroke: 'var(--panel)',
    strokeWidth: 0.75,
    fillOpacity: 1,
    isAnimationActive: false,
  }
  return (
    <ResponsiveContainer>
      <AreaChart data={[...rows]} margin={{ top: 4, right: 12, bottom: 0, left: 0 }}>
        <XAxis
          dataKey="generation"
          type="number"
          domain={[first, last]}
          ticks={roundTicks(first, last, 8, true)}
          tickFormatter={number}
          interval="preserveStartEnd"
          stroke="var(--ink-soft)"
          tickLine={false}
        />
        <YAxis
          stroke="var(--ink-soft)"
          tickLine={false}
          axisLine={false}
          width={52}
          domain={[0, series.most]}
          ticks={roundTicks(0, series.most, 4, true)}
          tickFormatter={number}
        />
        <Tooltip
          content={({ payload }) => <RowTooltip row={payload?.[0]?.payload} shown={shown} />}
          isAnimationActive={false}
        />
        {shown.map((id, index) => (
          <Area
            key={id}
            dataKey={(row: SpeciesRow) => row.sizes[index] ?? 0}
            name={words.name(id)}
            fill={speciesColour(id)}
            {...look}
          />
        ))}
        <Area key="others" dataKey="others" name={words.others} fill="var(--raised)" {...look} />
      </AreaChart>
    </ResponsiveContainer>
  )
})

/** The largest species of the last generation, as the key to the colours. */
function Living({ series: { shown, rows } }: { readonly series: SpeciesSeries }): JSX.Element {
  const sizes = rows.at(-1)?.sizes ?? []
  return (
    <span className="legend">
      {largest(shown, sizes, KEYED).map((one) => (
        <SpeciesSize key={one.id} id={one.id} text={words.key(one.id, one.size)} />
      ))}
    </span>
  )
}

function SpeciesSize({ id, text }: { readonly id: number; readonly text: string }): JSX.Element {
  return (
    <span>
      <svg width="10" height="10" aria-hidden="true">
        <rect width="10" height="10" rx="3" fill={speciesColour(id)} />
      </svg>
      {text}
    </span>
  )
}

interface RowTooltipProps {
  readonly row: SpeciesRow | undefined
  readonly shown: readonly number[]
}

function RowTooltip({ row, shown }: RowTooltipProps): JSX.Element | null {
  if (row === undefined) return null
  return (
    <div className="tooltip">
      <strong>
        {texts.run.generation} {number(row.generation)}
      </strong>
      {largest(shown, row.sizes, NAMED).map((one) => (
        <div key={one.id} className="legend">
          <SpeciesSize id={one.id} text={words.size(one.id, one.size)} />
        </div>
      ))}
    </div>
  )
}
