// The distance from which genomes are of different species, as it adapts.
import { type JSX, useMemo } from 'react'
import { Chart } from '../chart/chart.tsx'
import { linePath } from '../chart/paths.ts'
import { type Span, shownSpan } from '../chart/range.ts'
import { extremesOfEach, MAX_POINTS } from '../chart/sampled.ts'
import { useShownSpan } from '../chart/shown-span.ts'
import { valueScale } from '../chart/value-scale.ts'
import { decimal, number, texts } from '../ui/texts.ts'
import type { SpeciesHistory } from './species-history.ts'

const words = texts.species

interface ThresholdChartProps {
  readonly folded: SpeciesHistory
  /** Generation by which the fold is known to have changed. */
  readonly newest: number
  readonly all: Span
}

export function ThresholdChart({ folded, newest, all }: ThresholdChartProps): JSX.Element {
  const chosen = useShownSpan((shown) => shown.chosen)
  const { from, to } = shownSpan(chosen, all)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fold changes itself, and is known by its newest generation
  const points = useMemo(() => {
    const parts = folded.time.stretches({ from, to }, MAX_POINTS / 2)
    return extremesOfEach({ time: folded.time, column: folded.threshold }, parts)
  }, [folded, newest, from, to])
  const scale = useMemo(
    () =>
      valueScale(
        'linear',
        points.map(({ value }) => value),
        2,
      ),
    [points],
  )
  return (
    <Chart
      label={words.threshold}
      testId="species-threshold"
      all={all}
      hasAxis={false}
      scale={scale}
      readingsAt={(generation) => {
        const index = folded.time.indexOf(generation)
        return [
          {
            label: words.thresholdValue,
            value: decimal(folded.threshold.at(index), 3),
            colour: 'var(--accent)',
          },
          { label: words.count, value: number(folded.count.at(index)) },
        ]
      }}
    >
      {({ x, y }) => <path d={linePath(points, x, y)} stroke="var(--accent)" strokeWidth="1.6" />}
    </Chart>
  )
}
