// Plays an episode: start and pause, step by step, faster and slower, from any frame on, again with other chance.
import { Slider } from '@base-ui/react/slider'
import { Dices, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import { type JSX, useEffect, useRef, useState } from 'react'
import type { Watched } from '../../core/api/watch.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { advance, type Playback, SPEEDS, type Speed, step, toggled } from './playback.ts'
import { StageCanvas } from './stage-canvas.tsx'

const words = texts.behaviour

export type Episode = Extract<Watched, { kind: 'play' }>

interface PlayerProps {
  readonly episode: Episode
  /** Asks for the same network under another seed. */
  readonly onOtherChance: () => void
}

export function Player({ episode, onOtherChance }: PlayerProps): JSX.Element {
  const { frames, frameMs, stage, scenery, isCut } = episode
  const [speed, setSpeed] = useState<Speed>(1)
  const [playback, setPlayback] = usePlayback(frames.length, frameMs, speed)
  const at = Math.floor(playback.at)
  const frame = frames[at]
  return (
    <div className="player">
      <StageCanvas stage={stage} scenery={scenery} frame={frame} label={words.stage} />
      <Figures figures={frame?.figures ?? {}} />
      <div className="player-controls">
        <Button
          className="small"
          icon={SkipBack}
          aria-label={words.back}
          onClick={() => setPlayback(step(playback, -1, frames.length))}
        />
        <Button
          className="small"
          icon={playback.isRunning ? Pause : Play}
          aria-label={playback.isRunning ? words.pause : words.play}
          testId="play-episode"
          onClick={() => setPlayback(toggled(playback, frames.length))}
        />
        <Button
          className="small"
          icon={SkipForward}
          aria-label={words.forward}
          onClick={() => setPlayback(step(playback, 1, frames.length))}
        />
        <Slider.Root
          className="timeline"
          min={0}
          max={Math.max(1, frames.length - 1)}
          value={at}
          onValueChange={(value) => setPlayback({ at: Number(value), isRunning: false })}
        >
          <Slider.Control className="slider-control">
            <Slider.Track className="slider-track">
              <Slider.Indicator className="slider-indicator" />
              <Slider.Thumb className="slider-thumb" aria-label={words.position} />
            </Slider.Track>
          </Slider.Control>
        </Slider.Root>
        <span className="soft mono">{words.frame(at + 1, frames.length, isCut)}</span>
        <label className="speed">
          <span className="visually-hidden">{words.speed}</span>
          <select value={speed} onChange={(event) => setSpeed(speedOf(event.target.value))}>
            {SPEEDS.map((choice) => (
              <option key={choice} value={choice}>
                {words.times(choice)}
              </option>
            ))}
          </select>
        </label>
        <Button className="small" icon={Dices} aria-label={words.otherChance} onClick={onOtherChance} />
      </div>
    </div>
  )
}

function Figures({ figures }: { readonly figures: Readonly<Record<string, number | string>> }): JSX.Element {
  return (
    <dl className="play-figures">
      {Object.entries(figures).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'number' ? words.figure(value) : value}</dd>
        </div>
      ))}
    </dl>
  )
}

function speedOf(text: string): Speed {
  return SPEEDS.find((speed) => String(speed) === text) ?? 1
}

/** A new episode plays from its start; for those who want less motion it waits. */
function usePlayback(
  frames: number,
  frameMs: number,
  speed: Speed,
): [Playback, (playback: Playback) => void] {
  const [playback, setPlayback] = useState<Playback>(() => ({
    at: 0,
    isRunning: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  }))
  const last = useRef<number | null>(null)
  const { isRunning } = playback
  useEffect(() => {
    if (!isRunning) return
    let request = requestAnimationFrame(function tick(now) {
      const elapsed = last.current === null ? 0 : now - last.current
      last.current = now
      setPlayback((before) => advance(before, elapsed, { frames, frameMs, speed }))
      request = requestAnimationFrame(tick)
    })
    return () => {
      last.current = null
      cancelAnimationFrame(request)
    }
  }, [isRunning, frames, frameMs, speed])
  return [playback, setPlayback]
}
