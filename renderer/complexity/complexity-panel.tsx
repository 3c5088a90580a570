// How large genomes are: the champion's, the mean and the largest, and the phases in which they shrink.
import { type JSX, useMemo, useRef, useState } from 'react'
import '../chart/chart.css'
import { Chart } from '../chart/chart.tsx'
import { ExportMenu, ZoomTools } from '../chart/chart-tools.tsx'
import { useHistoryFold } from '../chart/history-fold.ts'
import { Legend, type LegendLine } from '../chart/legend.tsx'
import { linePath } from '../chart/paths.ts'
import { shownSpan, steadyEnd } from '../chart/range.ts'
import { MAX_POINTS } from '../chart/sampled.ts'
import { useShownSpan } from '../chart/shown-span.ts'
import { countScale } from '../chart/value-scale.ts'
import { useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { SmallChoice } from '../ui/small-choice.tsx'
import { decimal, number, texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import {
  COUNTED,
  type ComplexityCurves,
  ComplexityHistory,
  type ComplexityKind,
  type Counted,
  complexityCurves,
  shownPhases,
} from './complexity-series.ts'

const words = texts.complexity
const REDRAW_MS = 400

const LOOKS: Readonly<Record<ComplexityKind, Omit<LegendLine, 'text'>>> = {
  champion: { colour: 'var(--best)', look: 'line' },
  mean: { colour: 'var(--mean)', look: 'dashed' },
  max: { colour: 'var(--champion)', look: 'thin' },
}
const KINDS = ['champion', 'mean', 'max'] as const
const SIMPLIFYING: LegendLine = { text: words.simplifying, colour: 'var(--warn)', look: 'area' }

const beginFold = () => new ComplexityHistory()

export function ComplexityPanel(): JSX.Element {
  const history = useSettled(
    useRun((run) => run.history),
    REDRAW_MS,
  )
  const folded = useHistoryFold(beginFold, history)
  const [counted, setCounted] = useState<Counted>('connections')
  const drawing = useRef<HTMLDivElement>(null)
  const all = { from: 0, to: steadyEnd(folded.time.newest, 0, MAX_POINTS) }
  const lines = [
    ...KINDS.filter((kind) => kind === 'champion' || folded.isTold).map((kind) => ({
      text: words[kind],
      ...LOOKS[kind],
    })),
    ...(folded.phases.length === 0 ? [] : [SIMPLIFYING]),
  ]
  const aside =
    folded.time.length === 0 ? null : (
      <>
        <SmallChoice
          label={words.what}
          value={counted}
          options={COUNTED.map((one) => [one, words[one]])}
          onChange={(one) => setCounted(one === 'nodes' ? 'nodes' : 'connections')}
        />
        <span className="chart-tools end">
          <Legend lines={lines} />
          <span className="tool-group">
            <ZoomTools all={all} />
            <ExportMenu
              name="complexity"
              title={words.title}
              drawing={drawing}
              legend={() => lines}
              table={() => folded.table()}
            />
          </span>
        </span>
      </>
    )
  return (
    <Panel title={words.title} testId="complexity-chart" aside={aside}>
      <div className="chart-panel" ref={drawing}>
        {folded.time.length === 0 ? (
          <div className="empty">{words.empty}</div>
        ) : (
          <ComplexityChart folded={folded} newest={folded.time.newest} all={all} counted={counted} />
        )}
        {folded.time.length > 0 && !folded.isTold ? <p className="hint chart-hint">{words.untold}</p> : null}
      </div>
    </Panel>
  )
}

interface ChartProps {
  readonly folded: ComplexityHistory
  /** Generation by which the fold is known to have changed. */
  readonly newest: number
  readonly all: { readonly from: number; readonly to: number }
  readonly counted: Counted
}

function ComplexityChart({ folded, newest, all, counted }: ChartProps): JSX.Element {
  const chosen = useShownSpan((shown) => shown.chosen)
  const { from, to } = shownSpan(chosen, all)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fold changes itself, and is known by its newest generation
  const curves = useMemo(
    () => complexityCurves(folded, counted, { from, to }),
    [folded, newest, counted, from, to],
  )
  const scale = useMemo(() => countScale(1.06 * highest(curves)), [curves])
  return (
    <Chart
      label={`${words.title}: ${words[counted]}`}
      testId="complexity-curves"
      all={all}
      scale={scale}
      bands={shownPhases(folded, { from, to })}
      readingsAt={(generation) => readings(folded, counted, generation)}
    >
      {({ x, y }) => (
        <>
          <path d={linePath(curves.max, x, y)} stroke={LOOKS.max.colour} strokeWidth="1" />
          <path
            d={linePath(curves.mean, x, y)}
            stroke={LOOKS.mean.colour}
            strokeWidth="2"
            strokeDasharray="5 3"
          />
          <path d={linePath(curves.champion, x, y, true)} stroke={LOOKS.champion.colour} strokeWidth="2.5" />
        </>
      )}
    </Chart>
  )
}

function readings(folded: ComplexityHistory, counted: Counted, generation: number) {
  const told = KINDS.flatMap((kind) => {
    const value = folded.column(counted, kind).at(folded.time.indexOf(generation))
    if (!Number.isFinite(value)) return []
    return [
      {
        label: words[kind],
        value: kind === 'mean' ? decimal(value, 2) : number(value),
        colour: LOOKS[kind].colour,
      },
    ]
  })
  return folded.isSimplifying(generation)
    ? [...told, { label: words.simplifying, value: '', colour: 'var(--warn)' }]
    : told
}

function highest({ champion, mean, max }: ComplexityCurves): number {
  return [champion, mean, max].flat().reduce((most, { value }) => (value > most ? value : most), 0)
}
