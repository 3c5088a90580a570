// Which of two boxes on a visual field is the larger? Its centre is to be pointed at on a target field of the same
// size: HyperNEAT's first task (Stanley, D'Ambrosio & Gauci 2009, §4.1; Gauci & Stanley 2007). The paper's field is 11
// by 11 and its boxes are 1 and 3 wide.
import { parseSubstrate, type Substrate } from '../hyperneat/substrate.ts'
import type { Network } from '../network/network-spec.ts'
import { onSubstrate } from './on-substrate.ts'
import type { Problem, Score } from './problem.ts'

const SIZE = 11
const LARGE = 3
/** Positions of the large box's corner per axis. */
const CORNERS = SIZE - LARGE + 1
/** Trials: the paper's 75, by moving the small box in three ways relative to 25 spots of the large one. */
const SPOTS = 25
const OFFSETS = [
  [5, 0],
  [0, 5],
  [5, 5],
] as const

interface Trial {
  readonly field: Float64Array
  /** Centre of the large box. */
  readonly x: number
  readonly y: number
}

const trials: readonly Trial[] = Array.from({ length: SPOTS }, (_, spot) =>
  OFFSETS.map(([dx, dy]) => trial(spot, dx, dy)),
).flat()

/** The large box at one of 5 by 5 evenly spread spots, the small one `dx` and `dy` from its centre, round the edges. */
function trial(spot: number, dx: number, dy: number): Trial {
  const left = Math.floor(((spot % 5) * (CORNERS - 1)) / 4)
  const top = Math.floor((Math.floor(spot / 5) * (CORNERS - 1)) / 4)
  const field = new Float64Array(SIZE * SIZE)
  for (let y = top; y < top + LARGE; y++) field.fill(1, y * SIZE + left, y * SIZE + left + LARGE)
  const x = left + 1
  const y = top + 1
  field[((y + dy) % SIZE) * SIZE + ((x + dx) % SIZE)] = 1
  return { field, x, y }
}

/** All fields, one row each. */
const fields = Float64Array.from(trials.flatMap(({ field }) => [...field]))

/** Mean over the trials of 1 − squared distance between the brightest place and the centre, over the largest possible. */
function evaluate(network: Network): Score {
  const largest = 2 * (SIZE - 1) * (SIZE - 1)
  const answers = network.activateAll(fields, trials.length)
  let error = 0
  let right = 0
  trials.forEach(({ x, y }, trial) => {
    const place = brightest(answers.subarray(trial * SIZE * SIZE, (trial + 1) * SIZE * SIZE))
    const dx = (place % SIZE) - x
    const dy = Math.floor(place / SIZE) - y
    error += dx * dx + dy * dy
    if (dx === 0 && dy === 0) right++
  })
  return { fitness: 1 - error / (largest * trials.length), metrics: { right } }
}

/** The first of the largest values. */
function brightest(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if ((values[i] ?? 0) > (values[best] ?? 0)) best = i
  return best
}

const cells = Array.from(
  { length: SIZE * SIZE },
  (_, cell) => [cell % SIZE, Math.floor(cell / SIZE)] as const,
)

const fieldProblem: Problem = {
  name: 'visual-discrimination-direct',
  version: 1,
  summary: 'Points at the larger of two boxes on a field of 11 by 11.',
  inputs: cells.map(([x, y]) => `pixel ${x},${y}`),
  outputs: cells.map(([x, y]) => `target ${x},${y}`),
  solvedAt: 1,
  worstFitness: 0,
  deterministic: true,
  evaluate,
}

/** Two sheets, one above the other, every cell of the one connected to every cell of the other. */
export const visualSubstrate: Substrate = declared({
  format: 'neatwork-substrate',
  version: 1,
  inputs: { name: 'visual field', nodes: cells.map(centred) },
  outputs: { name: 'target field', nodes: cells.map(centred) },
  connections: [['visual field', 'target field']],
})

/** Coordinates in −1..1. */
function centred([x, y]: readonly [number, number]): number[] {
  return [(2 * x) / (SIZE - 1) - 1, (2 * y) / (SIZE - 1) - 1]
}

function declared(value: unknown): Substrate {
  const parsed = parseSubstrate(value)
  if (!parsed.ok) throw new RangeError(parsed.issues.map((issue) => issue.message).join('; '))
  return parsed.value
}

export const visualDiscrimination: Problem = onSubstrate(
  fieldProblem,
  visualSubstrate,
  'visual-discrimination',
)
