// The fitness curve: best so far, each generation's champion, mean and the middle half of the population; or another
// measure of the run.
import { type JSX, useCallback, useMemo, useRef } from 'react'
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
import { CompareMenu } from './compare-menu.tsx'
import { useFitnessChoices } from './fitness-choices.ts'
import { MeasureChoice, ViewMenu } from './fitness-controls.tsx'
import { FitnessCurvesDrawing } from './fitness-curves.tsx'
import { FitnessHistory, fitnessCurves, isGoalNear, valuesOf } from './fitness-series.ts'
import { OVERLAY_LOOKS, overlayAt, overlayName, overlayPoints, useOverlays } from './overlays.ts'

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
  const begin = useCallback(() => new FitnessHistory(goal), [goal])
  const folded = useHistoryFold(begin, history)
  const { measure } = useFitnessChoices()
  const drawing = useRef<HTMLDivElement>(null)
  const column = measure === null ? null : folded.measure(measure)
  const curves = useOverlays((shown) => shown.curves)
  const problem = useRun((run) => run.problem.name)
  const overlaid = curves.map((curve, at) => ({
    text: overlayName(curve, curve.problem === problem),
    colour: OVERLAY_LOOKS[at]?.colour ?? 'var(--ink-soft)',
    look: 'dashed' as const,
  }))
  const lines =
    column === null ? [...LINES, ...overlaid] : [{ text: measureName(measure ?? ''), ...MEASURE_LOOK }]
  const newest = Math.max(folded.time.newest, ...curves.map(({ points }) => points.at(-1)?.[0] ?? 0))
  const all = { from: 0, to: steadyEnd(newest, 0, MAX_POINTS) }
  const aside =
    folded.time.length === 0 ? null : (
      <>
        <MeasureChoice metrics={folded.metrics} />
        <span className="chart-tools end">
          <Legend lines={lines} />
          <span className="tool-group">
            <ViewMenu />
            <CompareMenu />
            <ZoomTools all={all} />
            <ExportMenu
              name="fitness"
              title={words.title}
              drawing={drawing}
              legend={() => lines}
              table={() => folded.table(COLUMN_NAMES)}
            />
          </span>
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
  const overlays = useOverlays((shown) => shown.curves)
  const overlaid = useMemo(
    () => overlays.map((curve) => overlayPoints(curve, { from, to })),
    [overlays, from, to],
  )
  const scale = useMemo(() => {
    const others = overlaid.flatMap((points) => points.map(({ value }) => value))
    const values = [...valuesOf(curves), ...others]
    const hasGoal = solvedAt !== null && (kind === 'log' || isGoalNear(values, solvedAt))
    return valueScale(kind, hasGoal ? [...values, solvedAt] : values)
  }, [kind, curves, overlaid, solvedAt])
  const readings = (generation: number): readonly Reading[] => {
    const others = overlays.flatMap((curve, at) => {
      const value = overlayAt(curve, generation)
      if (value === null) return []
      return [{ label: overlayName(curve, false), value: decimal(value), ...OVERLAY_LOOKS[at] }]
    })
    // Where only the others have got to.
    return generation > newest && others.length > 0 ? others : [...ownReadings(folded, generation), ...others]
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
      {(place) => (
        <>
          {overlaid.map((points, at) => (
            <path
              key={overlays[at]?.name}
              d={linePath(points, place.x, place.y, true)}
              stroke={OVERLAY_LOOKS[at]?.colour}
              strokeDasharray={OVERLAY_LOOKS[at]?.dashes}
              strokeWidth="1.8"
            />
          ))}
          <FitnessCurvesDrawing curves={curves} place={place} />
        </>
      )}
    </Chart>
  )
}

function ownReadings(folded: FitnessHistory, generation: number): readonly Reading[] {
  const told = (name: 'best' | 'champion' | 'mean' | 'median' | 'lower' | 'upper') =>
    decimal(folded.at(name, generation))
  return [
    { label: words.best, value: told('best'), colour: 'var(--best)' },
    { label: words.champion, value: told('champion'), colour: 'var(--champion)' },
    { label: words.mean, value: told('mean'), colour: 'var(--mean)' },
    { label: words.median, value: told('median') },
    { label: words.quartiles, value: `${told('lower')} – ${told('upper')}` },
  ]
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
