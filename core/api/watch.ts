// A genome at work, ready to be drawn: an episode of a problem that can be played, or a table of what the network answers
// where it is known what it should. Plain data, bounded in size.
import { compileNetwork } from '../network/compile.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import { observedNetwork } from '../network/observed.ts'
import { evaluationContext } from '../problems/evaluation-context.ts'
import type { OptionValues } from '../problems/options.ts'
import type { Play, PlayFrame, Shape, Stage } from '../problems/play.ts'
import type { Problem } from '../problems/problem.ts'

export type Watched =
  | {
      readonly kind: 'play'
      readonly stage: Stage
      /** Milliseconds of the problem's own time between two frames. */
      readonly frameMs: number
      /** Below every frame. */
      readonly scenery: readonly Shape[]
      readonly frames: readonly PlayFrame[]
      /** Whether the episode went on after the last frame. */
      readonly isCut: boolean
      /** What the nodes said in each frame; where the network at work is the genome's own, and not too large. */
      readonly activity?: Activity
    }
  | {
      readonly kind: 'table'
      /** Row by row, in the order of the problem's inputs and outputs. */
      readonly rows: readonly ExampleRow[]
      readonly isCut: boolean
    }
  /** There is nothing to watch. */
  | { readonly kind: 'nothing' }

export interface ExampleRow {
  readonly inputs: readonly number[]
  readonly wanted: readonly number[]
  readonly outputs: readonly number[]
}

/** With the numbers of the nodes that the network at work has, in the order of {@link Activity}. */
export type WatchedGenome = Watched & { readonly nodes: readonly number[] }

export interface Activity {
  /** Per frame a number for every node of the network: inputs first, the others in the order of their genes. */
  readonly frames: readonly (readonly number[])[]
}

const MOST_FRAMES = 2000
/** Numbers of activity in one episode: later frames have none. */
const MOST_ACTIVITY = 200_000
const MOST_ROWS = 200

/** `seed` decides the episode's chance as it does for an evaluation. Throws what the problem's code throws. */
export function watch(
  problem: Problem,
  spec: NetworkSpec,
  { seed, options }: { readonly seed: number; readonly options: OptionValues },
): Watched {
  const { play, examples } = problem
  if (play !== undefined) return episode(problem, play, spec, { seed, options })
  const network = compileNetwork(spec)
  if (examples === undefined) return { kind: 'nothing' }
  const rows = Math.min(MOST_ROWS, examples.rows)
  const outputs = network.activateAll(examples.inputs.subarray(0, rows * spec.inputCount), rows)
  const table = Array.from({ length: rows }, (_, row) => ({
    inputs: rowOf(examples.inputs, row, spec.inputCount),
    wanted: rowOf(examples.wanted, row, spec.outputCount),
    outputs: rowOf(outputs, row, spec.outputCount),
  }))
  return { kind: 'table', rows: table, isCut: rows < examples.rows }
}

function episode(
  problem: Problem,
  play: Play,
  spec: NetworkSpec,
  { seed, options }: { readonly seed: number; readonly options: OptionValues },
): Watched {
  const { stage, frameMs } = play
  const { network, values } = observedNetwork(spec)
  const frames: PlayFrame[] = []
  const activity: (readonly number[])[] = []
  const mostActive = Math.floor(MOST_ACTIVITY / values().length)
  const scenery = play.scenery?.(evaluationContext(problem, seed, options)) ?? []
  let isCut = false
  for (const frame of play.frames(network, evaluationContext(problem, seed, options))) {
    isCut = frames.length === MOST_FRAMES
    if (isCut) break
    frames.push(frame)
    if (activity.length < mostActive) activity.push(Array.from(values(), shortened))
  }
  const seen = { kind: 'play', stage, frameMs, scenery, frames, isCut } as const
  // Where networks are painted, the one at work is another than the genome's.
  return problem.declared?.substrate === undefined ? { ...seen, activity: { frames: activity } } : seen
}

/** Three digits behind the point, which is more than one sees. */
function shortened(value: number): number {
  return Number.isFinite(value) ? Math.round(1000 * Math.max(-1e6, Math.min(1e6, value))) / 1000 : 0
}

function rowOf(values: Float64Array, row: number, width: number): readonly number[] {
  return [...values.subarray(row * width, (row + 1) * width)]
}
