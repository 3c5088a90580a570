// The stretch of generations that is shown, as a slider with two ends below the chart.
import { Slider } from '@base-ui/react/slider'
import type { JSX } from 'react'
import { number, texts } from '../ui/texts.ts'
import { type Span, shownSpan, spanBetween } from './range.ts'
import { showSpan, useShownSpan } from './shown-span.ts'

export function SpanSlider({ all }: { readonly all: Span }): JSX.Element {
  const chosen = useShownSpan((shown) => shown.chosen)
  const { from, to } = shownSpan(chosen, all)
  const words = texts.charts
  return (
    <Slider.Root
      className="span-slider"
      aria-label={words.shown}
      min={all.from}
      max={Math.max(all.from + 1, all.to)}
      largeStep={Math.max(1, Math.round((all.to - all.from) / 10))}
      value={[from, to]}
      onValueChange={([first = from, last = to]) => showSpan(spanBetween(first, last, all))}
    >
      <Slider.Control className="slider-control">
        <Slider.Track className="slider-track">
          <Slider.Indicator className="slider-indicator" />
          {[words.first, words.last].map((label, index) => (
            <Slider.Thumb
              key={label}
              index={index}
              className="slider-thumb"
              getAriaLabel={() => label}
              getAriaValueText={(_, value) => `${texts.run.generation} ${number(value)}`}
            />
          ))}
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  )
}
