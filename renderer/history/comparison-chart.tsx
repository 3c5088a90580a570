// The curves of several runs over each other, by recharts: drawn once, and read by mouse or arrow keys.
import type { JSX } from 'react'
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'
import { useSize } from '../chart/use-size.ts'
import { axisNumber, decimal, number, texts } from '../ui/texts.ts'
import { type CurveRow, lookOf } from './compare-series.ts'

const words = texts.history.comparison
const TEXT = { fontSize: 11.5, fill: 'var(--ink-soft)' }
const MARGIN = { top: 8, right: 16, bottom: 4, left: 0 }

interface ComparisonChartProps {
  readonly names: readonly string[]
  readonly rows: readonly CurveRow[]
}

export function ComparisonChart({ names, rows }: ComparisonChartProps): JSX.Element {
  const [area, size] = useSize<HTMLDivElement>()
  return (
    <div ref={area} className="comparison-area">
      {size === null ? null : (
        <LineChart {...size} data={[...rows]} margin={MARGIN} title={words.curves}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis
            dataKey="generation"
            type="number"
            domain={['dataMin', 'dataMax']}
            allowDecimals={false}
            tickFormatter={number}
            stroke="var(--ink-soft)"
            tick={TEXT}
            tickLine={false}
          />
          <YAxis
            domain={['auto', 'auto']}
            tickFormatter={axisNumber}
            width={56}
            stroke="var(--ink-soft)"
            tick={TEXT}
            tickLine={false}
            axisLine={false}
          />
          <Tooltip
            isAnimationActive={false}
            content={(shown) => <Reading {...readingOf(shown)} names={names} />}
          />
          {names.map((name, index) => (
            <Line
              key={name}
              name={name}
              dataKey={({ values }: CurveRow) => values[index]}
              type="stepAfter"
              dot={false}
              stroke={lookOf(index).colour}
              strokeWidth={2}
              strokeDasharray={lookOf(index).dashes}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </div>
  )
}

interface Shown {
  readonly active?: boolean
  readonly payload?: readonly { readonly payload?: unknown }[]
}

/** recharts hands over the whole row with every curve. */
function readingOf({ active, payload }: Shown): { readonly row: CurveRow | null } {
  return { row: active === true ? ((payload?.[0]?.payload as CurveRow | undefined) ?? null) : null }
}

interface ReadingProps {
  readonly row: CurveRow | null
  readonly names: readonly string[]
}

function Reading({ row, names }: ReadingProps): JSX.Element | null {
  if (row === null) return null
  return (
    <div className="tooltip">
      <strong>
        {words.generation} {number(row.generation)}
      </strong>
      {names.map((name, index) => {
        const value = row.values[index] ?? null
        return value === null ? null : (
          <div key={name} className="reading">
            <i style={{ background: lookOf(index).colour }} />
            <span>{name}</span>
            <b>{decimal(value)}</b>
          </div>
        )
      })}
    </div>
  )
}
