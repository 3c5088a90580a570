// How networks that learnt from a table look: a regression's predictions beside what is right, a classification's
// confusion matrix; first the training rows, then the test rows.
import type { DataSet } from '../../network/gradient.ts'
import type { Network } from '../../network/network-spec.ts'
import type { Play, PlayFrame, PlayTable, Shape } from '../play.ts'
import type { DataTable } from './data-table.ts'
import { classified, regressed } from './measures.ts'
import { type TargetScale, targetOf } from './split.ts'

/** Points of a picture: more would cover each other. */
const MOST_POINTS = 400
const FRAME_MS = 2000

interface Part {
  readonly name: string
  readonly data: DataSet
}

function partsOf(train: DataSet, test: DataSet): readonly Part[] {
  const parts = [
    { name: 'training', data: train },
    { name: 'test', data: test },
  ]
  return parts.filter(({ data }) => data.rows > 0)
}

interface Regression {
  readonly table: DataTable
  /** Of each target. */
  readonly scales: readonly TargetScale[]
}

/** A frame for every target of the training rows, then of the test rows. */
export function regressionPlay(train: DataSet, test: DataSet, { table, scales }: Regression): Play {
  // Over a single input the prediction is a curve; over several only right and predicted can be compared.
  const [only] = table.inputs
  const input = table.inputs.length === 1 && only !== undefined ? only : null
  return {
    stage: { left: -0.05, right: 1.05, bottom: -0.05, top: 1.05 },
    frameMs: FRAME_MS,
    scenery: () => (input === null ? [DIAGONAL] : []),
    *frames(network: Network): Iterable<PlayFrame> {
      for (const part of partsOf(train, test)) {
        const outputs = network.activateAll(part.data.inputs, part.data.rows)
        const { r2, rmse } = regressed(network, part.data, scales)
        for (const [target, scale] of scales.entries()) {
          const predicted = { scale, name: table.targets[target] ?? '', input }
          const rows = pointsOf(part.data, outputs, { target, of: scales.length })
          yield {
            shapes: input === null ? scattered(rows) : curve(rows),
            figures: {
              rows: `${part.name}, ${part.data.rows}`,
              ...axesOf(predicted),
              'R²': r2.toFixed(3),
              RMSE: (rmse[target] ?? 0).toPrecision(3),
            },
            table: predictions(rows, predicted),
          }
        }
      }
    },
  }
}

/** On it a prediction is right. */
const DIAGONAL: Shape = {
  kind: 'path',
  role: 'goal',
  points: [
    [0, 0],
    [1, 1],
  ],
}

/** What the picture's directions stand for. */
function axesOf({ scale, name, input }: Predicted): Readonly<Record<string, string>> {
  if (input !== null) return { 'to the right': input, 'upwards, predicted as a line': name }
  const ends = [targetOf(0.1, scale), targetOf(0.9, scale)].map((end) => end.toPrecision(3))
  return { 'right, to the right': name, 'predicted, upwards': ends.join(' to ') }
}

/** The first rows, of one target `of` so many. */
function pointsOf(
  { inputs, wanted, rows }: DataSet,
  outputs: Float64Array,
  { target, of }: { readonly target: number; readonly of: number },
): readonly Point[] {
  return Array.from({ length: Math.min(rows, MOST_POINTS) }, (_, row) => {
    const at = row * of + target
    return { input: inputs[row] ?? 0, right: wanted[at] ?? 0, predicted: outputs[at] ?? 0 }
  })
}

/** A row of one target, as outputs have it: right ones lie within 0..1. */
interface Point {
  readonly input: number
  readonly right: number
  readonly predicted: number
}

interface Predicted {
  readonly scale: TargetScale
  readonly name: string
  /** Where there is only one. */
  readonly input: string | null
}

/** In the target's own unit; the input as the network is given it. */
function predictions(rows: readonly Point[], { scale, name, input: from }: Predicted): PlayTable {
  const columns = [name, `${name}, predicted`]
  return {
    columns: from === null ? columns : [`${from}, as given`, ...columns],
    rows: rows.map(({ input, right, predicted }) => {
      const both = [targetOf(right, scale), targetOf(predicted, scale)]
      return from === null ? both : [input, ...both]
    }),
  }
}

const scattered = (rows: readonly Point[]): readonly Shape[] =>
  rows.map(({ right, predicted }) => dot('body', [right, onStage(predicted)]))

const onStage = (value: number): number => Math.max(0, Math.min(1, value))

/** What is right as dots, what is predicted as a line, over the input. */
function curve(rows: readonly Point[]): readonly Shape[] {
  const sorted = rows.toSorted((a, b) => a.input - b.input)
  const low = sorted[0]?.input ?? 0
  const across = (sorted.at(-1)?.input ?? 1) - low || 1
  const place = ({ input }: Point) => (input - low) / across
  const points = sorted.map((row) => [place(row), onStage(row.predicted)] as const)
  return [
    ...sorted.map((row) => dot('goal', [place(row), row.right])),
    { kind: 'path', role: 'body', points, width: 0.006 },
  ]
}

const dot = (role: Shape['role'], centre: readonly [number, number]): Shape => ({
  ...{ kind: 'circle', role, centre, radius: 0.008, filled: true },
})

export function classificationPlay(train: DataSet, test: DataSet, { targets }: DataTable): Play {
  const count = targets.length
  return {
    stage: { left: -0.4 * count, right: count, bottom: 0, top: count + 0.5 },
    frameMs: FRAME_MS,
    scenery: () => targets.flatMap((name, at) => namesOf(name, at, count)),
    *frames(network: Network): Iterable<PlayFrame> {
      for (const { name, data } of partsOf(train, test)) {
        const { right, confusion } = classified(network, data, count)
        const shapes = confusion.flatMap((line, wanted) =>
          line.flatMap((rows, answer) => cell(rows, { wanted, answer, count, of: sum(line) })),
        )
        yield {
          shapes,
          figures: {
            rows: `${name}, ${data.rows}`,
            'class down, answer across; right': right,
            accuracy: (right / data.rows).toFixed(3),
          },
          table: {
            columns: ['class', ...targets.map((target) => `taken for ${target}`)],
            rows: confusion.map((line, wanted) => [targets[wanted] ?? '', ...line]),
          },
        }
      }
    },
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

/** The right class down the side, the answer along the top. */
function namesOf(name: string, at: number, count: number): readonly Shape[] {
  return [
    { kind: 'text', role: 'ground', at: [-0.38 * count, count - at - 0.5], text: name, room: 0.36 * count },
    { kind: 'text', role: 'ground', at: [at + 0.1, count + 0.2], text: name, room: 0.85 },
  ]
}

interface Place {
  readonly wanted: number
  readonly answer: number
  readonly count: number
  /** Rows of that class. */
  readonly of: number
}

/** Leaves room for the number below. */
const WIDEST = 0.68

/** The fuller its square, the larger the part of its class. */
function cell(rows: number, { wanted, answer, count, of }: Place): readonly Shape[] {
  const [x, y] = [answer + 0.5, count - wanted - 0.5]
  const side = of === 0 ? 0 : WIDEST * Math.sqrt(rows / of)
  const role = wanted === answer ? 'body' : 'danger'
  return [
    { kind: 'box', role: 'ground', centre: [x, y], size: [0.95, 0.95] },
    ...(rows === 0
      ? []
      : [{ kind: 'box', role, centre: [x, y + 0.1], size: [side, side], filled: true } as const]),
    { kind: 'text', role: 'ground', at: [x - 0.4, y - 0.4], text: String(rows), room: 0.8 },
  ]
}
