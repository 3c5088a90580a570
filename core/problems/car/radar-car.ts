// A car with radars on closed tracks, as users of NEATify built it, with tracks that can be switched while it learns.
import type { OptionSpecs, OptionValues } from '../options.ts'
import type { Problem } from '../problem.ts'
import { driveAround, LAPS, TOP_SPEED } from './car.ts'
import { generatedTrack } from './generated-track.ts'
import { carPlay } from './play.ts'
import type { Track } from './track.ts'
import { LONGEST_TRACK_TEXT, readTrackText } from './track-text.ts'

const OPTIONS = {
  track: {
    kind: 'text',
    default: '',
    longest: LONGEST_TRACK_TEXT,
    description:
      'A track of your own, "width 10 at 0,0 100,0 100,50 …" in metres; empty for the generated ones.',
  },
  first: {
    ...{ kind: 'number', default: 1, low: 0, high: 1_000_000, whole: true },
    description: 'Number of the first generated track.',
  },
  tracks: {
    ...{ kind: 'number', default: 3, low: 1, high: 20, whole: true },
    description: 'How many generated tracks are driven, the first and those after it.',
  },
} as const satisfies OptionSpecs

/** Tracks of one set of options, kept: to lay one out takes longer than to drive it. */
let kept: { readonly key: string; readonly tracks: readonly Track[] } | null = null

/** The tracks that the options ask for. */
function tracksOf({ track = '', first = 1, tracks = 1 }: OptionValues): readonly Track[] {
  const key = `${first} ${tracks} ${track}`
  if (kept?.key !== key) kept = { key, tracks: layOut(String(track), Number(first), Number(tracks)) }
  return kept.tracks
}

function layOut(text: string, first: number, count: number): readonly Track[] {
  if (text.trim() === '') return Array.from({ length: count }, (_, at) => generatedTrack(first + at))
  const read = readTrackText(text)
  if (!read.ok) throw new RangeError(`the option "track" is wrong: ${read.message}`)
  return [read.track]
}

export const radarCar: Problem = {
  name: 'car',
  version: 1,
  summary: 'Drives a car with five radars around closed tracks, generated or your own.',
  inputs: ['radar left', 'radar front left', 'radar front', 'radar front right', 'radar right', 'speed'],
  outputs: ['steer', 'pedal'],
  solvedAt: LAPS,
  worstFitness: 0,
  deterministic: true,
  options: OPTIONS,
  optionIssue({ track = '' }) {
    const text = String(track)
    const read = text.trim() === '' ? null : readTrackText(text)
    return read?.ok === false ? { option: 'track', message: read.message } : null
  },
  play: carPlay(({ options }) => tracksOf(options)),
  /** Mean laps of all tracks; and when all are driven to their end, their pace over the top speed. */
  evaluate(network, { options }) {
    const tracks = tracksOf(options)
    const drives = tracks.map((track) => driveAround(track, network))
    const laps = drives.reduce((sum, drive) => sum + drive.laps, 0) / drives.length
    const metres = tracks.reduce((sum, track, at) => sum + track.length * (drives[at]?.laps ?? 0), 0)
    const seconds = drives.reduce((sum, drive) => sum + drive.seconds, 0)
    const pace = metres / seconds
    const isDone = drives.every((drive) => drive.laps === LAPS)
    return {
      fitness: laps + (isDone ? pace / TOP_SPEED : 0),
      metrics: { laps, 'metres per second': pace, crashes: drives.filter(({ crashed }) => crashed).length },
    }
  },
}
