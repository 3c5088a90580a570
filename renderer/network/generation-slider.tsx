// A slider through the champions of a line: how it grew, step by step or played.
import { Slider } from '@base-ui/react/slider'
import { Pause, Play, SkipForward } from 'lucide-react'
import { type JSX, useEffect, useState } from 'react'
import type { LineKey } from '../../core/run/champion-lines.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import type { ShownGenome } from './network-choice.ts'
import { useChampions } from './use-champions.ts'

const words = texts.network.slider
/** Each champion stays so long when they are played. */
const STEP_MS = 700

interface GenerationSliderProps {
  readonly line: LineKey
  readonly at: number | 'newest'
  readonly onChoose: (shown: ShownGenome) => void
}

export function GenerationSlider({ line, at, onChoose }: GenerationSliderProps): JSX.Element | null {
  const entries = useChampions(line)
  const [isPlaying, setPlaying] = useState(false)
  const last = entries.length - 1
  const found = at === 'newest' ? last : entries.findLastIndex(({ generation }) => generation <= at)
  const place = Math.max(0, found)
  const show = (index: number) => {
    const entry = entries[index]
    if (entry !== undefined) onChoose({ kind: 'line', line, at: index >= last ? 'newest' : entry.generation })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step is timed from the one before
  useEffect(() => {
    if (!isPlaying) return
    if (place >= last) return setPlaying(false)
    const timer = setTimeout(() => show(place + 1), STEP_MS)
    return () => clearTimeout(timer)
  }, [isPlaying, place, last])
  if (entries.length < 2) return null
  const entry = entries[place]
  return (
    <div className="generation-slider" data-testid="network-slider">
      <Button
        className="small"
        icon={isPlaying ? Pause : Play}
        aria-label={isPlaying ? words.pause : words.play}
        title={isPlaying ? words.pause : words.play}
        testId="network-play"
        onClick={() => {
          if (!isPlaying && place >= last) show(0)
          setPlaying(!isPlaying)
        }}
      />
      <Slider.Root
        className="timeline"
        min={0}
        max={Math.max(1, last)}
        value={place}
        onValueChange={(value) => {
          setPlaying(false)
          show(Number(value))
        }}
      >
        <Slider.Control className="slider-control">
          <Slider.Track className="slider-track">
            <Slider.Indicator className="slider-indicator" />
            <Slider.Thumb
              className="slider-thumb"
              aria-label={words.label}
              getAriaValueText={() => words.at(entry?.generation ?? 0, place + 1, entries.length)}
            />
          </Slider.Track>
        </Slider.Control>
      </Slider.Root>
      <span className="soft mono">{words.place(place + 1, entries.length)}</span>
      {at === 'newest' ? null : (
        <Button
          className="small"
          icon={SkipForward}
          aria-label={words.newest}
          title={words.newest}
          onClick={() => show(last)}
        />
      )}
    </div>
  )
}
