// Plays an episode: start and pause, step by step, faster and slower, from any frame on, again with other chance.
import { Slider } from '@base-ui/react/slider'
import { Dices, Pause, Play, RotateCcw, SkipBack, SkipForward } from 'lucide-react'
import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react'
import type { WatchedGenome } from '../../core/api/watch.ts'
import { endActivity, tellActivity } from '../network/activity.ts'
import { Button } from '../ui/button.tsx'
import { texts } from '../ui/texts.ts'
import { EpisodeExport } from './episode-export.tsx'
import { advance, type Playback, SPEEDS, type Speed, step, toggled } from './playback.ts'
import { StageCanvas } from './stage-canvas.tsx'

const words = texts.behaviour

export type Episode = Extract<WatchedGenome, { kind: 'play' }>

/** One of those that play at the same time. */
export interface PlayedEpisode {
  readonly key: string
  /** Of the genome, where a drawing of it may show what its nodes say. */
  readonly hash: string
  readonly heading: ReactNode
  /** null as long as there is none, for the reason in `missing`. */
  readonly episode: Episode | null
  readonly missing: string
}

interface PlayerProps {
  /** The first one's clock is everybody's. */
  readonly episodes: readonly PlayedEpisode[]
  /** Asks for the same networks under another seed. */
  readonly onOtherChance: () => void
}

export function Player({ episodes, onOtherChance }: PlayerProps): JSX.Element {
  const played = episodes.flatMap(({ episode }) => episode ?? [])
  const frames = Math.max(1, ...played.map((episode) => episode.frames.length))
  const { frameMs } = played[0] ?? { frameMs: 50 }
  const isCut = played.some((episode) => episode.isCut)
  const [speed, setSpeed] = useState<Speed>(1)
  const [playback, setPlayback] = usePlayback(frames, frameMs, speed)
  const at = Math.floor(playback.at)
  useToldActivity(episodes, at)
  return (
    <div className="player">
      <div className="side-by-side" data-count={episodes.length}>
        {episodes.map((one) => (
          <Stage key={one.key} one={one} at={at} isAlone={episodes.length === 1} />
        ))}
      </div>
      <div className="player-controls">
        <Button
          className="small"
          icon={SkipBack}
          aria-label={words.back}
          onClick={() => setPlayback(step(playback, -1, frames))}
        />
        <Button
          className="small"
          icon={playback.isRunning ? Pause : Play}
          aria-label={playback.isRunning ? words.pause : words.play}
          testId="play-episode"
          onClick={() => setPlayback(toggled(playback, frames))}
        />
        <Button
          className="small"
          icon={SkipForward}
          aria-label={words.forward}
          onClick={() => setPlayback(step(playback, 1, frames))}
        />
        <Slider.Root
          className="timeline"
          min={0}
          max={Math.max(1, frames - 1)}
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
        <span className="soft mono">{words.frame(at + 1, frames, isCut)}</span>
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
        <Button
          className="small"
          icon={RotateCcw}
          aria-label={words.again}
          title={words.again}
          onClick={() => setPlayback({ at: 0, isRunning: true })}
        />
        <Button
          className="small"
          icon={Dices}
          aria-label={words.otherChance}
          title={words.otherChance}
          onClick={onOtherChance}
        />
      </div>
    </div>
  )
}

interface StageProps {
  readonly one: PlayedEpisode
  readonly at: number
  readonly isAlone: boolean
}

function Stage({ one: { heading, episode, missing }, at, isAlone }: StageProps): JSX.Element {
  // Whose episode is over stays at its end.
  const frame = episode?.frames[Math.min(at, episode.frames.length - 1)]
  return (
    <div className="at-work">
      {isAlone ? null : heading}
      {episode === null ? (
        <div className="empty">{missing}</div>
      ) : (
        <>
          <StageCanvas stage={episode.stage} scenery={episode.scenery} frame={frame} label={words.stage} />
          <div className="play-foot">
            <Figures figures={frame?.figures ?? {}} />
            <EpisodeExport episode={episode} at={Math.max(0, Math.min(at, episode.frames.length - 1))} />
          </div>
        </>
      )}
    </div>
  )
}

/** The drawing of a genome that plays shows what its nodes say in this frame. */
function useToldActivity(episodes: readonly PlayedEpisode[], at: number): void {
  const [first] = episodes
  const { hash = '', episode = null } = first ?? {}
  const values = episode?.activity?.frames[at]
  useEffect(() => {
    if (values === undefined || episode === null) return
    tellActivity(hash, episode.nodes, values)
  }, [hash, episode, values])
  useEffect(() => () => endActivity(hash), [hash])
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
