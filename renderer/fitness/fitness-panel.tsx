// The fitness curve: best so far, each generation's champion, mean and the middle half of the population.
import { type JSX, memo, useMemo } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { axisNumber, decimal, number, texts } from '../ui/texts.ts'
import { roundTicks } from '../ui/ticks.ts'
import { useSettled } from '../ui/use-settled.ts'
import { type FitnessPoint, fitnessRange, fitnessSeries } from './fitness-series.ts'

const words = texts.fitness
const REDRAW_MS = 200
/** Up to this many champions are drawn as dots; more would hide the curve. */
const MAX_DOTS = 120

export function FitnessPanel(): JSX.Element {
  const history = useSettled(
    useRun((run) => run.history),
    REDRAW_MS,
  )
  const solvedAt = useRun((run) => run.problem.solvedAt)
  const points = useMemo(() => fitnessSeries(history), [history])
  return (
    <Panel title={words.title} testId="fitness-chart" aside={<Legend />}>
      <div className="chart">
        {points.length === 0 ? (
          <div className="empty">{words.empty}</div>
        ) : (
          <Curve points={points} solvedAt={solvedAt} />
        )}
      </div>
    </Panel>
  )
}

interface CurveProps {
  readonly points: readonly FitnessPoint[]
  readonly solvedAt: number | null
}

const Curve = memo(function Curve({ points, solvedAt }: CurveProps): JSX.Element {
  const [low, high] = fitnessRange(points, solvedAt)
  const first = points[0]?.generation ?? 0
  const last = Math.max(first + 1, points.at(-1)?.generation ?? 1)
  return (
    <ResponsiveContainer>
      <ComposedChart data={[...points]} margin={{ top: 4, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} syncWithTicks />
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
          domain={[low, high]}
          ticks={roundTicks(low, high, 5)}
          tickFormatter={axisNumber}
        />
        <Tooltip
          content={({ payload }) => <PointTooltip point={payload?.[0]?.payload} />}
          isAnimationActive={false}
        />
        {solvedAt === null ? null : (
          <ReferenceLine
            y={solvedAt}
            stroke="var(--good)"
            strokeDasharray="6 4"
            label={{ value: words.solved, fill: 'var(--good)', fontSize: 11, position: 'insideBottomLeft' }}
          />
        )}
        <Area
          dataKey="middle"
          stroke="none"
          fill="var(--mean)"
          fillOpacity={0.18}
          isAnimationActive={false}
        />
        <Line
          dataKey="mean"
          stroke="var(--mean)"
          strokeWidth={2}
          strokeDasharray="5 3"
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="champion"
          stroke={points.length > MAX_DOTS ? 'var(--champion)' : 'none'}
          strokeWidth={1}
          dot={points.length > MAX_DOTS ? false : { r: 2.2, fill: 'var(--champion)', stroke: 'none' }}
          isAnimationActive={false}
        />
        <Line
          dataKey="best"
          stroke="var(--best)"
          strokeWidth={2.5}
          dot={false}
          isAnimationActive={false}
          type="stepAfter"
        />
      </ComposedChart>
    </ResponsiveContainer>
  )
})

function PointTooltip({ point }: { readonly point: FitnessPoint | undefined }): JSX.Element | null {
  if (point === undefined) return null
  return (
    <div className="tooltip">
      <strong>
        {texts.run.generation} {number(point.generation)}
      </strong>
      <div>
        {words.best}: {decimal(point.best)}
      </div>
      <div>
        {words.champion}: {decimal(point.champion)}
      </div>
      <div>
        {words.mean}: {decimal(point.mean)}
      </div>
      <div>
        {words.quartiles}: {decimal(point.middle[0])} – {decimal(point.middle[1])}
      </div>
    </div>
  )
}

function Legend(): JSX.Element {
  return (
    <span className="legend">
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <path d="M0 4h18" stroke="var(--best)" strokeWidth="2.5" />
        </svg>
        {words.best}
      </span>
      <span>
        <svg width="8" height="8" aria-hidden="true">
          <circle cx="4" cy="4" r="3" fill="var(--champion)" />
        </svg>
        {words.champion}
      </span>
      <span>
        <svg width="18" height="8" aria-hidden="true">
          <path d="M0 4h18" stroke="var(--mean)" strokeWidth="2" strokeDasharray="5 3" />
        </svg>
        {words.mean}
      </span>
      <span>
        <svg width="14" height="8" aria-hidden="true">
          <rect width="14" height="8" fill="var(--mean)" opacity="0.3" />
        </svg>
        {words.quartiles}
      </span>
    </span>
  )
}
