// A genome at work, ready to be drawn: an episode of a problem that can be played, or a table of what the network answers
// where it is known what it should. Plain data, bounded in size.
import { compileNetwork } from '../network/compile.ts'
import type { NetworkSpec } from '../network/network-spec.ts'
import { evaluationContext } from '../problems/evaluation-context.ts'
import type { OptionValues } from '../problems/options.ts'
import type { PlayFrame, Shape, Stage } from '../problems/play.ts'
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

const MOST_FRAMES = 2000
const MOST_ROWS = 200

/** `seed` decides the episode's chance as it does for an evaluation. Throws what the problem's code throws. */
export function watch(
  problem: Problem,
  spec: NetworkSpec,
  { seed, options }: { readonly seed: number; readonly options: OptionValues },
): Watched {
  const network = compileNetwork(spec)
  const { play, examples } = problem
  if (play !== undefined) {
    const { stage, frameMs } = play
    const frames: PlayFrame[] = []
    const scenery = play.scenery?.(evaluationContext(problem, seed, options)) ?? []
    for (const frame of play.frames(network, evaluationContext(problem, seed, options))) {
      if (frames.length === MOST_FRAMES) {
        return { kind: 'play', stage, frameMs, scenery, frames, isCut: true }
      }
      frames.push(frame)
    }
    return { kind: 'play', stage, frameMs, scenery, frames, isCut: false }
  }
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

function rowOf(values: Float64Array, row: number, width: number): readonly number[] {
  return [...values.subarray(row * width, (row + 1) * width)]
}
