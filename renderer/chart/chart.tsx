// A chart over generations: axes, curves, a cursor that tells what they say, and zoom and brush by mouse and keyboard.
import { type JSX, type ReactNode, useId, useMemo, useState } from 'react'
import { useRun } from '../store.ts'
import type { TestId } from '../ui/test-ids.ts'
import { number, texts } from '../ui/texts.ts'
import { type Band, Frame } from './frame.tsx'
import { NotePins } from './note-pins.tsx'
import { AXIS_HEIGHT, type Place, placeOf } from './place.ts'
import { type Span, shownSpan } from './range.ts'
import { useShownSpan } from './shown-span.ts'
import { useChartHands } from './use-chart-hands.ts'
import { useSize } from './use-size.ts'
import type { ValueScale } from './value-scale.ts'

/** What the cursor tells of one generation. */
export interface Reading {
  readonly label: string
  readonly value: string
  readonly colour?: string
}

interface ChartProps {
  readonly label: string
  readonly testId: TestId
  /** Generations that there are. */
  readonly all: Span
  readonly scale: ValueScale
  readonly rules?: readonly { readonly value: number; readonly label: string; readonly colour: string }[]
  /** Stretches that are told apart by their ground. */
  readonly bands?: readonly Band[]
  /** false: the generations are written below another chart. */
  readonly hasAxis?: boolean
  /** Draws the curves, in an SVG of the whole chart's size. */
  readonly children: (place: Place) => ReactNode
  readonly readingsAt: (generation: number) => readonly Reading[]
  /** A generation was clicked, or Enter pressed on it; where in the plot, from its top, 0, to its bottom, 1. */
  readonly onChoose?: (generation: number, share: number | null) => void
}

export function Chart(props: ChartProps): JSX.Element {
  const { label, testId, all, scale, rules = [], bands = [], children, readingsAt, onChoose } = props
  const axisHeight = props.hasAxis === false ? 0 : AXIS_HEIGHT
  const [area, size] = useSize<HTMLFieldSetElement>()
  const clip = useId()
  const helpId = useId()
  const chosen = useShownSpan((shown) => shown.chosen)
  const span = shownSpan(chosen, all)
  const [cursor, setCursor] = useState<number | null>(null)
  const place = useMemo(
    () => (size === null ? null : placeOf(size, { from: span.from, to: span.to }, scale, axisHeight)),
    [size, span.from, span.to, scale, axisHeight],
  )
  const hands = useChartHands({ area, place, chosen, all, cursor, setCursor, onChoose })
  const seen = cursor === null ? null : Math.max(all.from, Math.min(all.to, cursor))
  const readings = seen === null ? [] : readingsAt(seen)
  return (
    <fieldset
      ref={area}
      className="chart-area"
      data-testid={testId}
      data-from={span.from}
      data-to={span.to}
      aria-label={label}
      aria-describedby={helpId}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its arrow keys move the cursor over the curves
      tabIndex={0}
      {...hands.events}
    >
      {size === null || place === null ? null : (
        <>
          <div className="chart-frame">
            <Frame
              {...size}
              axisHeight={axisHeight}
              from={span.from}
              to={span.to}
              ticks={JSON.stringify(scale.ticks.map((tick) => [tick, scale.share(tick)]))}
              rules={JSON.stringify(
                rules.map(({ value, ...rule }) => ({ ...rule, share: scale.share(value) })),
              )}
              bands={JSON.stringify(bands)}
            />
          </div>
          <svg className="chart-curves" {...size} aria-hidden="true">
            <clipPath id={clip}>
              <rect
                x={place.plot.left}
                y={place.plot.top - 2}
                width={place.plot.width}
                height={place.plot.height + 2}
              />
            </clipPath>
            <g clipPath={`url(#${clip})`}>{children(place)}</g>
            <NotePins place={place} />
          </svg>
          <Overlay place={place} cursor={seen} brushed={hands.brushed} />
          {seen === null ? null : (
            <div
              className={`tooltip chart-tooltip ${place.x(seen) > size.width / 2 ? 'left' : 'right'}`}
              style={{ '--at': `${place.x(seen)}px` } as never}
              data-not-exported
            >
              <Readings generation={seen} readings={readings} />
            </div>
          )}
        </>
      )}
      <span id={helpId} className="visually-hidden">
        {texts.charts.help}
      </span>
      <output className="visually-hidden">
        {seen === null || !hands.isByKey
          ? ''
          : `${texts.run.generation} ${number(seen)}. ${readings.map((one) => `${one.label}: ${one.value}`).join('. ')}`}
      </output>
    </fieldset>
  )
}

interface OverlayProps {
  readonly place: Place
  readonly cursor: number | null
  readonly brushed: Span | null
}

function Overlay({ place, cursor, brushed }: OverlayProps): JSX.Element {
  const { left, top, width, height } = place.plot
  return (
    <svg
      className="chart-curves"
      width={left + width}
      height={top + height}
      data-not-exported
      aria-hidden="true"
    >
      {brushed === null ? null : (
        <rect
          className="chart-brush"
          x={place.x(brushed.from)}
          y={top}
          width={Math.max(0, place.x(brushed.to) - place.x(brushed.from))}
          height={height}
        />
      )}
      {cursor === null || cursor < place.span.from || cursor > place.span.to ? null : (
        <line className="chart-cursor" x1={place.x(cursor)} x2={place.x(cursor)} y1={top} y2={top + height} />
      )}
    </svg>
  )
}

function Readings({
  generation,
  readings,
}: {
  readonly generation: number
  readonly readings: readonly Reading[]
}): JSX.Element {
  const notes = useRun((run) => run.notes)
  return (
    <>
      <strong>
        {texts.run.generation} {number(generation)}
      </strong>
      {readings.map(({ label, value, colour }) => (
        <div key={label} className="reading">
          {colour === undefined ? null : <i style={{ background: colour }} />}
          <span>{label}</span>
          <b>{value}</b>
        </div>
      ))}
      {notes
        .filter((note) => note.generation === generation)
        .map((note) => (
          <div key={note.number} className="reading-note">
            {note.text}
          </div>
        ))}
    </>
  )
}
