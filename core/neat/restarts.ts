// Restarts: a population that has settled where nothing better is near begins anew from minimal genomes. How long runs
// take has a heavy tail where a search may settle in the wrong place, and restarts cut it off (Luby, Sinclair & Zuckerman
// 1993; Auger & Hansen 2005, "A restart CMA evolution strategy with increasing population size").
import type { NeatConfig } from './config.ts'

/** How far a population has come since it began, or began anew. A value. */
export interface Progress {
  /** Best score at the last gain. */
  readonly score: number
  /** Generation of the last gain. */
  readonly since: number
}

/** The progress after a generation with this best score; a gain is more than the share `minGain` of the score before. */
export function progressAfter(
  before: Progress | null,
  bestScore: number,
  generation: number,
  { minGain }: NeatConfig['restarts'],
): Progress {
  const isGain = before === null || bestScore > before.score + minGain * Math.abs(before.score)
  return isGain ? { score: bestScore, since: generation } : before
}

/** Whether a population has gained nothing for longer than the settings are patient. */
export function hasSettled(
  progress: Progress,
  generation: number,
  { patience }: NeatConfig['restarts'],
): boolean {
  return patience > 0 && generation - progress.since >= patience
}
