// Species over generations as stacked areas of their sizes, with where they begin and end.
import { type JSX, memo, useMemo } from 'react'
import type { GenerationSnapshot } from '../../core/run/snapshot.ts'
import { Chart, type Reading } from '../chart/chart.tsx'
import { bandPath } from '../chart/paths.ts'
import type { Place } from '../chart/place.ts'
import { type Span, shownSpan } from '../chart/range.ts'
import { useShownSpan } from '../chart/shown-span.ts'
import { countScale } from '../chart/value-scale.ts'
import { number, texts } from '../ui/texts.ts'
import { speciesColour } from './species-colour.ts'
import type { SpeciesHistory } from './species-history.ts'
import {
  type LifeMark,
  largest,
  lifeMarks,
  nearestRow,
  type SpeciesSeries,
  type StackedArea,
  speciesAt,
  speciesSeries,
  stackedAreas,
} from './species-series.ts'

const words = texts.species
/** Species named beside the cursor. */
const NAMED = 8

interface AreasProps {
  readonly history: readonly GenerationSnapshot[]
  readonly folded: SpeciesHistory
  readonly all: Span
  readonly onChoose: (species: number) => void
}

export function SpeciesAreas({ history, folded, all, onChoose }: AreasProps): JSX.Element {
  const chosen = useShownSpan((shown) => shown.chosen)
  const { from, to } = shownSpan(chosen, all)
  const drawn = useMemo(() => {
    const series = speciesSeries(history, { time: folded.time, span: { from, to } })
    const areas = stackedAreas(series)
    return { series, areas, marks: lifeMarks(series, areas, folded) }
  }, [history, folded, from, to])
  const { series } = drawn
  const scale = useMemo(() => countScale(folded.most), [folded.most])
  const choose = (generation: number, share: number | null): void => {
    const [most] = largest(series.shown, nearestRow(series, generation)?.sizes ?? [], 1)
    const under =
      share === null ? (most?.id ?? null) : speciesAt(series, generation, scale.valueAt(1 - share))
    if (under !== null) onChoose(under)
  }
  return (
    <Chart
      label={words.title}
      testId="species-areas"
      all={all}
      scale={scale}
      readingsAt={(generation) => readings(series, generation)}
      onChoose={choose}
    >
      {(place) => <Drawing {...drawn} place={place} />}
    </Chart>
  )
}

function readings(series: SpeciesSeries, generation: number): readonly Reading[] {
  const row = nearestRow(series, generation)
  if (row === null) return []
  return largest(series.shown, row.sizes, NAMED).map(({ id, size }) => ({
    label: words.name(id),
    value: number(size),
    colour: speciesColour(id),
  }))
}

interface DrawingProps {
  readonly series: SpeciesSeries
  readonly areas: readonly StackedArea[]
  readonly marks: readonly LifeMark[]
  readonly place: Place
}

const Drawing = memo(function Drawing({ series, areas, marks, place }: DrawingProps): JSX.Element {
  const generations = series.rows.map(({ generation }) => generation)
  return (
    <>
      {areas.map(({ id, low, high }) => (
        <path
          key={id ?? 'others'}
          d={bandPath(generations, low, high, place)}
          data-species={id ?? undefined}
          style={{ fill: id === null ? 'var(--raised)' : speciesColour(id) }}
          stroke="var(--panel)"
          strokeWidth="0.75"
        />
      ))}
      {marks.map((mark) => (
        <Mark key={`${mark.kind}-${mark.id}`} mark={mark} place={place} />
      ))}
    </>
  )
})

/** A ring where a species is born, a cross where one dies out. */
function Mark({ mark, place }: { readonly mark: LifeMark; readonly place: Place }): JSX.Element {
  const [x, y] = [place.x(mark.generation), place.y(mark.height)]
  return mark.kind === 'born' ? (
    <circle className="life-mark" cx={x} cy={y} r="3" />
  ) : (
    <path className="life-mark" d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />
  )
}
