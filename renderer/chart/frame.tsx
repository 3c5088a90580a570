// The axes and lines of a chart, by recharts: drawn anew when they change, which is seldom. Curves that change with every
// generation are drawn upon it by themselves.
import { type JSX, memo } from 'react'
import { CartesianGrid, ComposedChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts'
import { axisNumber, number } from '../ui/texts.ts'
import { roundTicks } from '../ui/ticks.ts'
import { AXIS_WIDTH, MARGIN, type Size } from './place.ts'

export interface Rule {
  readonly share: number
  readonly label: string
  readonly colour: string
}

export interface Band {
  readonly from: number
  readonly to: number
}

interface FrameProps extends Size {
  readonly axisHeight: number
  readonly from: number
  readonly to: number
  /** Values and where they are, from the bottom, 0, to the top, 1; as text, so that equal ones are equal. */
  readonly ticks: string
  /** As JSON, for the same reason. */
  readonly rules: string
  readonly bands: string
}

const FONT = 11.5
/** Generations of an axis need so much room each. */
const TICK_ROOM = 70
/** A rule's label, in pixels above the rule. */
const LABEL_ROOM = 16

export const Frame = memo(function Frame(props: FrameProps): JSX.Element {
  const { width, height, axisHeight, from, to } = props
  const ticks: readonly (readonly [number, number])[] = JSON.parse(props.ticks)
  const rules: readonly Rule[] = JSON.parse(props.rules)
  const bands: readonly Band[] = JSON.parse(props.bands)
  const text = { fontSize: FONT, fill: 'var(--ink-soft)' }
  // Without the other axis below it, half a number would be cut off at the bottom.
  const seen = ticks.filter(([, share]) => axisHeight > 0 || share * height >= FONT / 2)
  return (
    <ComposedChart
      width={width}
      height={height}
      data={NO_POINTS}
      margin={MARGIN}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      <CartesianGrid stroke="var(--line)" vertical={false} syncWithTicks />
      <XAxis
        dataKey="generation"
        type="number"
        domain={[from, to]}
        allowDataOverflow
        ticks={roundTicks(from, to, Math.max(2, Math.floor(width / TICK_ROOM)), true)}
        tickFormatter={number}
        interval="preserveStartEnd"
        height={axisHeight}
        hide={axisHeight === 0}
        stroke="var(--ink-soft)"
        tick={text}
        tickLine={false}
      />
      <YAxis
        type="number"
        domain={[0, 1]}
        allowDataOverflow
        ticks={seen.map(([, share]) => share)}
        tickFormatter={(share: number) => axisNumber(ticks.find((tick) => tick[1] === share)?.[0] ?? 0)}
        interval={0}
        width={AXIS_WIDTH}
        stroke="var(--ink-soft)"
        tick={text}
        tickLine={false}
        axisLine={false}
      />
      {bands.map(({ from: begin, to: end }) => (
        <ReferenceArea
          key={begin}
          x1={begin}
          x2={end}
          ifOverflow="hidden"
          fill="var(--warn)"
          fillOpacity={0.14}
          stroke="none"
        />
      ))}
      {rules.map(({ share, label, colour }) => (
        <ReferenceLine
          key={label}
          y={share}
          ifOverflow="hidden"
          stroke={colour}
          strokeDasharray="6 4"
          label={{
            value: label,
            fill: colour,
            fontSize: FONT,
            // Below the line where it would be cut off above.
            position: (1 - share) * (height - axisHeight) < LABEL_ROOM ? 'insideTopLeft' : 'insideBottomLeft',
          }}
        />
      ))}
    </ComposedChart>
  )
})

const NO_POINTS: { readonly generation: number }[] = []
