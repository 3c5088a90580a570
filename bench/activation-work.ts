// The work that activation benchmarks do, ours and the peers' alike: networks of about 10, 40 and 400 connections with
// sigmoid nodes, and the clock around it.
import { Random } from '../core/base/random.ts'
import type { NetworkSpec } from '../core/network/network-spec.ts'

export interface Work {
  readonly connections: number
  readonly spec: NetworkSpec
}

/** Every input to every output, with one connection split; the largest with a hidden layer besides. */
export function activationWorks(): readonly Work[] {
  return [
    { inputs: 3, outputs: 3, hidden: 1 },
    { inputs: 10, outputs: 4, hidden: 1 },
    { inputs: 10, outputs: 4, hidden: 26 },
  ].map((shape) => {
    const spec = shape.hidden === 1 ? splitOnce(shape) : layered(shape)
    return { connections: spec.weight.length, spec }
  })
}

interface Shape {
  readonly inputs: number
  readonly outputs: number
  readonly hidden: number
}

type Edge = readonly [number, number]

function allPairs(from: number, fromCount: number, to: number, toCount: number): Edge[] {
  return Array.from(
    { length: fromCount * toCount },
    (_, pair): Edge => [from + (pair % fromCount), to + Math.floor(pair / fromCount)],
  )
}

/** What NEAT begins with after its first new node. */
function splitOnce({ inputs, outputs }: Shape): NetworkSpec {
  const hidden = inputs + outputs
  const [, ...direct] = allPairs(0, inputs, inputs, outputs)
  return specOf({ inputs, outputs, hidden: 1 }, [...direct, [0, hidden], [hidden, inputs]])
}

function layered(shape: Shape): NetworkSpec {
  const { inputs, outputs, hidden } = shape
  const first = inputs + outputs
  return specOf(shape, [
    ...allPairs(0, inputs, inputs, outputs),
    ...allPairs(0, inputs, first, hidden),
    ...allPairs(first, hidden, inputs, outputs),
  ])
}

function specOf({ inputs, outputs, hidden }: Shape, edges: readonly Edge[]): NetworkSpec {
  const random = Random.fromSeed(1)
  const nodes = outputs + hidden
  return {
    kind: 'feed-forward',
    inputCount: inputs,
    outputCount: outputs,
    activation: new Uint8Array(nodes),
    aggregation: new Uint8Array(nodes),
    bias: Float64Array.from({ length: nodes }, () => random.nextGaussian()),
    response: new Float64Array(nodes).fill(1),
    source: Uint32Array.from(edges, ([source]) => source),
    target: Uint32Array.from(edges, ([, target]) => target),
    weight: Float64Array.from(edges, () => random.nextGaussian()),
  }
}

/** Rows of the data set: as many as fit the caches of any machine. */
export const DATA_ROWS = 1024

export function dataSet(inputCount: number): Float64Array {
  const random = Random.fromSeed(2)
  return Float64Array.from({ length: DATA_ROWS * inputCount }, () => random.nextBetween(-1, 1))
}

/** Something to time: `run` does `activations` of them. */
export interface Task {
  readonly activations: number
  run(): void
}

const ROUNDS = 10
const SPAN_MS = 100

/**
 * Activations per second of each task, in the best of several spans. The tasks take turns, so that what else the
 * machine does falls on all alike.
 */
export function ratesOf(tasks: readonly Task[]): readonly number[] {
  const best = tasks.map(() => 0)
  for (let round = 0; round < ROUNDS; round++) {
    tasks.forEach((task, index) => {
      best[index] = Math.max(best[index] ?? 0, rateOf(task))
    })
  }
  return best
}

function rateOf({ activations, run }: Task): number {
  const start = performance.now()
  let runs = 0
  let elapsed = 0
  do {
    run()
    runs++
    elapsed = performance.now() - start
  } while (elapsed < SPAN_MS)
  return (1000 * runs * activations) / elapsed
}
