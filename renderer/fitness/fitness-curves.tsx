// Draws the curves of the fitness chart.
import { type JSX, memo } from 'react'
import { bandPath, linePath } from '../chart/paths.ts'
import type { Place } from '../chart/place.ts'
import type { FitnessCurves } from './fitness-series.ts'

interface DrawingProps {
  readonly curves: FitnessCurves
  readonly place: Place
}

export const FitnessCurvesDrawing = memo(function FitnessCurvesDrawing({
  curves,
  place,
}: DrawingProps): JSX.Element {
  const { x, y } = place
  const { lower, upper, mean, champion, best, marks } = curves
  const values = (points: readonly { readonly value: number }[]) => points.map(({ value }) => value)
  const generations = lower.map(({ generation }) => generation)
  return (
    <>
      <path
        className="filled"
        d={bandPath(generations, values(lower), values(upper), { x, y })}
        style={{ fill: 'var(--mean)', fillOpacity: 0.18 }}
      />
      <path d={linePath(champion, x, y)} stroke="var(--champion)" strokeWidth="1" />
      <path d={linePath(mean, x, y)} stroke="var(--mean)" strokeWidth="2" strokeDasharray="5 3" />
      <path d={linePath(best, x, y, true)} stroke="var(--best)" strokeWidth="2.5" />
      {marks.map(({ generation, value }) => (
        <circle key={generation} cx={x(generation)} cy={y(value)} r="2.6" fill="var(--best)" />
      ))}
    </>
  )
})
