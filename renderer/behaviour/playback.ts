// Which frame of an episode is shown after so much time: the arithmetic of a player, without its clock.

export interface Playback {
  /** Position in frames, whole or between two. */
  readonly at: number
  readonly isRunning: boolean
}

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const
export type Speed = (typeof SPEEDS)[number]

interface Episode {
  readonly frames: number
  readonly frameMs: number
  readonly speed: Speed
}

/** After `elapsedMs` more; it stops at the last frame. */
export function advance(
  playback: Playback,
  elapsedMs: number,
  { frames, frameMs, speed }: Episode,
): Playback {
  if (!playback.isRunning) return playback
  const at = playback.at + (elapsedMs * speed) / frameMs
  const last = Math.max(0, frames - 1)
  return at >= last ? { at: last, isRunning: false } : { at, isRunning: true }
}

/** One frame on or back, standing. */
export function step(playback: Playback, by: 1 | -1, frames: number): Playback {
  const at = Math.floor(playback.at) + by
  return { at: Math.max(0, Math.min(frames - 1, at)), isRunning: false }
}

/** From the start where it is over. */
export function toggled(playback: Playback, frames: number): Playback {
  if (playback.isRunning) return { ...playback, isRunning: false }
  return { at: playback.at >= frames - 1 ? 0 : playback.at, isRunning: true }
}
