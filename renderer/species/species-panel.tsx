// Species over generations, as stacked areas of their sizes.
import { type JSX, useMemo } from 'react'
import { Area, AreaChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { number, texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { speciesColour } from './species-colour.ts'
import { type SpeciesRow, type SpeciesSeries, speciesSeries } from './species-series.ts'

const words = texts.species
const REDRAW_MS = 400
/** Species named in the tooltip. */
const NAMED = 8

export function SpeciesPanel(): JSX.Element {
  const history = useSettled(
    useRun((run) => run.history),
    REDRAW_MS,
  )
  const series = useMemo(() => speciesSeries(history), [history])
  const caption = <span className="soft">{words.caption(series.shown.length, series.count)}</span>
  return (
    <Panel title={words.title} testId="species-chart" aside={series.rows.length === 0 ? null : caption} wide>
      <div className="chart">
        {series.rows.length === 0 ? <div className="empty">{words.empty}</div> : <Areas series={series} />}
      </div>
    </Panel>
  )
}

function Areas({ series }: { readonly series: SpeciesSeries }): JSX.Element {
  const { shown, rows } = series
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
          domain={['dataMin', 'dataMax']}
          stroke="var(--ink-soft)"
          tickLine={false}
          allowDecimals={false}
        />
        <YAxis
          stroke="var(--ink-soft)"
          tickLine={false}
          axisLine={false}
          width={52}
          domain={[0, 'dataMax']}
          allowDecimals={false}
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
}

interface RowTooltipProps {
  readonly row: SpeciesRow | undefined
  readonly shown: readonly number[]
}

function RowTooltip({ row, shown }: RowTooltipProps): JSX.Element | null {
  if (row === undefined) return null
  const present = shown
    .map((id, index) => ({ id, size: row.sizes[index] ?? 0 }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
  return (
    <div className="tooltip">
      <strong>
        {texts.run.generation} {number(row.generation)}
      </strong>
      {present.slice(0, NAMED).map(({ id, size }) => (
        <div key={id} className="legend">
          <span>
            <svg width="10" height="10" aria-hidden="true">
              <rect width="10" height="10" rx="2" fill={speciesColour(id)} />
            </svg>
            {words.name(id)}: {number(size)}
          </span>
        </div>
      ))}
    </div>
  )
}
