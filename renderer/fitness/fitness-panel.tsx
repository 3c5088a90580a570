// The fitness curve: best so far, each generation's champion, mean and the middle half of the population; or another
// measure of the run.
import { type JSX, useMemo, useRef, useState } from 'react'
import '../chart/chart.css'
import { Chart, type Reading } from '../chart/chart.tsx'
import { ExportMenu, ZoomTools } from '../chart/chart-tools.tsx'
import { useHistoryFold } from '../chart/history-fold.ts'
import { Legend, type LegendLine } from '../chart/legend.tsx'
import { linePath } from '../chart/paths.ts'
import type { Place } from '../chart/place.ts'
import { shownSpan, steadyEnd } from '../chart/range.ts'
import { extremesOfEach, MAX_POINTS, meanOfEach } from '../chart/sampled.ts'
import { useShownSpan } from '../chart/shown-span.ts'
import { SpanSlider } from '../chart/span-slider.tsx'
import { valueScale } from '../chart/value-scale.ts'
import { pinAt } from '../log/note-draft.ts'
import { useRun } from '../store.ts'
import { Panel } from '../ui/panel.tsx'
import { decimal, number, texts } from '../ui/texts.ts'
import { useSettled } from '../ui/use-settled.ts'
import { useFitnessChoices } from './fitness-choices.ts'
import { MeasureChoice, ViewMenu } from './fitness-controls.tsx'
import { FitnessCurvesDrawing } from './fitness-curves.tsx'
import { FitnessHistory, fitnessCurves, valuesOf } from './fitness-series.ts'

const words = texts.fitness
const REDRAW_MS = 250

const LINES: readonly LegendLine[] = [
  { text: words.best, colour: 'var(--best)', look: 'marked' },
  { text: words.champion, colour: 'var(--champion)', look: 'thin' },
  { text: words.mean, colour: 'var(--mean)', look: 'dashed' },
  { text: words.quartiles, colour: 'var(--mean)', look: 'area' },
]

export function FitnessPanel(): JSX.Element {
  const history = useSettled(
    useRun((run) => run.history),
    REDRAW_MS,
  )
  const goal = useRun((run) => run.goal)
  const [begin] = useState(() => () => new FitnessHistory(goal))
  const folded = useHistoryFold(begin, history)
  const { measure } = useFitnessChoices()
  const drawing = useRef<HTMLDivElement>(null)
  const column = measure === null ? null : folded.measure(measure)
  const lines = column === null ? LINES : [{ text: measureName(measure ?? ''), ...MEASURE_LOOK }]
  const all = { from: 0, to: steadyEnd(folded.time.newest, 0, MAX_POINTS) }
  const aside =
    folded.time.length === 0 ? null : (
      <>
        <MeasureChoice metrics={folded.metrics} />
        <span className="chart-tools end">
          <Legend lines={lines} />
          <ViewMenu />
          <ZoomTools all={all} />
          <ExportMenu
            name="fitness"
            title={words.title}
            drawing={drawing}
            legend={() => lines}
            table={() => folded.table(COLUMN_NAMES)}
          />
        </span>
      </>
    )
  return (
    <Panel title={words.title} testId="fitness-chart" aside={aside}>
      <div className="chart-panel" ref={drawing}>
        {folded.time.length === 0 ? (
          <div className="empty">{words.empty}</div>
        ) : (
          <>
            {column === null ? (
              <FitnessChart folded={folded} newest={folded.time.newest} all={all} />
            ) : (
              <MeasureChart name={measure ?? ''} folded={folded} newest={folded.time.newest} all={all} />
            )}
            <div data-not-exported>
              <SpanSlider all={all} />
            </div>
          </>
        )}
      </div>
    </Panel>
  )
}

const MEASURE_LOOK = { colour: 'var(--champion)', look: 'line' } as const

const COLUMN_NAMES = {
  ...words.columns,
  ...words.measures,
  best: words.best,
  champion: words.champion,
  mean: words.mean,
  median: words.median,
}

function measureName(name: string): string {
  const known: Readonly<Record<string, string>> = words.measures
  return known[name] ?? name
}

interface CurvesProps {
  readonly folded: FitnessHistory
  /** Generation by which the fold is known to have changed. */
  readonly newest: number
  readonly all: { readonly from: number; readonly to: number }
}

function FitnessChart({ folded, newest, all }: CurvesProps): JSX.Element {
  const { scale: kind, smoothing } = useFitnessChoices()
  const chosen = useShownSpan((shown) => shown.chosen)
  const solvedAt = useRun((run) => run.problem.solvedAt)
  const { from, to } = shownSpan(chosen, all)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fold changes itself, and is known by its newest generation
  const curves = useMemo(
    () => fitnessCurves(folded, { from, to }, smoothing),
    [folded, newest, from, to, smoothing],
  )
  const scale = useMemo(
    () => valueScale(kind, solvedAt === null ? valuesOf(curves) : [...valuesOf(curves), solvedAt]),
    [kind, curves, solvedAt],
  )
  const readings = (generation: number): readonly Reading[] => {
    const told = (name: 'best' | 'champion' | 'mean' | 'median') => decimal(folded.at(name, generation))
    const [lower, upper] = (['lower', 'upper'] as const).map((name) => folded.at(name, generation))
    return [
      { label: words.best, value: told('best'), colour: 'var(--best)' },
      { label: words.champion, value: told('champion'), colour: 'var(--champion)' },
      { label: words.mean, value: told('mean'), colour: 'var(--mean)' },
      { label: words.median, value: told('median') },
      { label: words.quartiles, value: `${decimal(lower ?? Number.NaN)} – ${decimal(upper ?? Number.NaN)}` },
    ]
  }
  return (
    <Chart
      label={words.title}
      testId="fitness-curves"
      all={all}
      scale={scale}
      rules={solvedAt === null ? [] : [{ value: solvedAt, label: words.solved, colour: 'var(--good)' }]}
      readingsAt={readings}
      onChoose={(generation) => pinAt(Math.min(generation, newest))}
    >
      {(place) => <FitnessCurvesDrawing curves={curves} place={place} />}
    </Chart>
  )
}

function MeasureChart({ name, folded, newest, all }: CurvesProps & { readonly name: string }): JSX.Element {
  const { scale: kind, smoothing } = useFitnessChoices()
  const chosen = useShownSpan((shown) => shown.chosen)
  const { from, to } = shownSpan(chosen, all)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fold changes itself, and is known by its newest generation
  const points = useMemo(() => {
    const column = folded.measure(name)
    if (column === null) return []
    const series = { time: folded.time, column }
    const parts = folded.time.stretches({ from, to }, MAX_POINTS)
    return smoothing > 1 ? meanOfEach(series, parts, smoothing) : extremesOfEach(series, parts)
  }, [folded, name, newest, from, to, smoothing])
  const scale = useMemo(
    () =>
      valueScale(
        kind,
        points.map(({ value }) => value),
      ),
    [kind, points],
  )
  const valueAt = (generation: number) =>
    folded.measure(name)?.at(folded.time.indexOf(generation)) ?? Number.NaN
  const told = (value: number) =>
    Number.isFinite(value) ? (Number.isInteger(value) ? number(value) : decimal(value)) : '–'
  return (
    <Chart
      label={measureName(name)}
      testId="fitness-curves"
      all={all}
      scale={scale}
      readingsAt={(generation) => [
        { label: measureName(name), value: told(valueAt(generation)), colour: 'var(--champion)' },
      ]}
    >
      {({ x, y }: Place) => <path d={linePath(points, x, y)} stroke="var(--champion)" strokeWidth="2" />}
    </Chart>
  )
}
