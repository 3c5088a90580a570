// Problems made of tables: the classic sets are what their sources say, rows are divided without a leak, and measures are
// those of the textbooks.
import { expect, test } from 'vitest'
import type { Network } from '../../core/network/network-spec.ts'
import { declaredProblem } from '../../core/problems/declared-problem.ts'
import { evaluationContext } from '../../core/problems/evaluation-context.ts'
import { fitnessOf, type Problem } from '../../core/problems/problem.ts'
import { problemHash } from '../../core/problems/problem-hash.ts'
import { findProblem } from '../../core/problems/registry.ts'
import { type DataTable, dataTableSchema, tableMisfit } from '../../core/problems/table/data-table.ts'
import { autoMpg } from '../../core/problems/table/sets/auto-mpg.ts'
import { iris } from '../../core/problems/table/sets/iris.ts'
import { fromValues } from '../../core/problems/table/sets/table-of.ts'
import { wine } from '../../core/problems/table/sets/wine.ts'
import { splitTable } from '../../core/problems/table/split.ts'
import { csvOptions, tableOfLines } from '../../core/problems/table/table-of-lines.ts'

function problemOf(name: string, table?: DataTable): Problem {
  const found = declaredProblem(findProblem(name), { table })
  if (!found.ok) throw new RangeError(found.message)
  return found.problem
}

/** A network that answers each row by a function of it. */
function answering(outputs: number, answer: (row: readonly number[]) => readonly number[]): Network {
  const inputCount = 1
  return {
    inputCount,
    outputCount: outputs,
    activate: (inputs) => Float64Array.from(answer([...Array.from(inputs)])),
    activateAll: (inputs, rows) =>
      Float64Array.from(
        Array.from({ length: rows }, (_, row) => {
          const width = inputs.length / rows
          return answer([...inputs.subarray(row * width, (row + 1) * width)])
        }).flat(),
      ),
    reset() {},
  }
}

const meanOf = ({ values }: DataTable, width: number, column: number): number => {
  const all = values.filter((_, at) => at % width === column)
  return all.reduce((sum, value) => sum + value, 0) / all.length
}

test('the classic sets have the rows, classes and means of their sources', () => {
  expect([iris.values.length / 5, wine.values.length / 14, autoMpg.values.length / 7]).toEqual([
    150, 178, 392,
  ])
  expect([0, 1, 2, 3].map((column) => Number(meanOf(iris, 5, column).toFixed(2)))).toEqual([
    5.84, 3.06, 3.76, 1.2,
  ])
  expect(
    [0, 1, 2].map((label) => wine.values.filter((v, at) => at % 14 === 13 && v === label).length),
  ).toEqual([59, 71, 48])
  expect(meanOf(wine, 14, 0)).toBeCloseTo(13.0, 1)
  expect(meanOf(autoMpg, 7, 6)).toBeCloseTo(23.446, 3)
})

test('rows are divided by the seed, none is in both parts, and only training rows decide the scale', () => {
  const table = fromValues(
    ['x'],
    ['y'],
    Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? at : 1000 + at)),
  )
  const { train, test: tested } = splitTable({ ...table, standardise: false }, 'regression')
  expect([train.rows, tested.rows]).toEqual([14, 6])
  expect(new Set([...train.inputs, ...tested.inputs]).size).toBe(20)
  const other = splitTable({ ...table, standardise: false, splitSeed: 2 }, 'regression')
  expect(other.train.inputs).not.toEqual(train.inputs)
  const scaled = splitTable(table, 'regression').train.inputs
  expect(scaled.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12)
  expect(scaled.reduce((sum, x) => sum + x * x, 0) / 14).toBeCloseTo(1, 12)
  expect([Math.min(...train.wanted), Math.max(...train.wanted)]).toEqual([
    expect.closeTo(0.1, 12),
    expect.closeTo(0.9, 12),
  ])
})

test('a regression is worth 1 where it is right and one half where it tells the mean', () => {
  const values = Array.from({ length: 20 }, (_, at) => [at, 3 * at + 1]).flat()
  const problem = problemOf('regression', {
    ...fromValues(['x'], ['y'], values),
    standardise: false,
    trainShare: 1,
  })
  const context = evaluationContext(problem, 1)
  const worth = (answer: (x: number) => number) =>
    fitnessOf(
      problem.evaluate(
        answering(1, ([x = 0]) => [answer(x)]),
        context,
      ),
    )
  expect(worth((x) => 0.1 + (0.8 * x) / 19)).toBeCloseTo(1, 12)
  expect(worth(() => 0.5)).toBeCloseTo(0.5, 12)
  expect(worth((x) => 0.9 - (0.8 * x) / 19)).toBeLessThan(0.25)
})

test('a classification counts the rows whose largest output is right, and tests the champion on the others', () => {
  const values = Array.from({ length: 30 }, (_, at) => [at, at < 15 ? 0 : 1]).flat()
  const table = { ...fromValues(['x'], ['low', 'high'], values), standardise: false }
  const problem = problemOf('classification', table)
  const context = evaluationContext(problem, 1)
  const right = answering(2, ([x = 0]) => (x < 15 ? [1, 0] : [0, 1]))
  const half = answering(2, () => [0.9, 0.8])
  expect(fitnessOf(problem.evaluate(right, context))).toBe(1)
  const { metrics } = problem.evaluate(half, context) as { metrics: Record<string, number> }
  const { train, test: tested } = splitTable(table, 'classification')
  const lows = (rows: { wanted: Float64Array; rows: number }) =>
    rows.wanted.filter((wanted, at) => at % 2 === 0 && wanted === 1).length / rows.rows
  expect(metrics['trainAccuracy']).toBeCloseTo(lows(train), 12)
  expect(problem.tryChampion?.(right)).toEqual({ solved: true, metrics: { 'test accuracy': 1 } })
  expect(problem.tryChampion?.(half).metrics['test accuracy']).toBeCloseTo(lows(tested), 12)
})

test('other data make another problem with another fingerprint; the same data the same', () => {
  const table = fromValues(['x'], ['y'], [0, 1, 1, 2, 2, 3, 3, 5])
  const nudged = fromValues(['x'], ['y'], [0, 1, 1, 2, 2, 3, 3, 5.5])
  expect(problemHash(problemOf('regression', table))).toBe(problemHash(problemOf('regression', table)))
  expect(problemHash(problemOf('regression', nudged))).not.toBe(problemHash(problemOf('regression', table)))
  expect(problemOf('regression', table).declared?.table).toEqual(table)
})

test.each<[string, string, Partial<DataTable>]>([
  ['no whole number of rows', 'regression', { values: [1, 2, 3] }],
  ['at least 4 are needed', 'regression', { values: [1, 2, 3, 4] }],
  ['leaves 1 of 5 rows', 'regression', { values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], trainShare: 0.2 }],
  ['nothing to tell apart', 'classification', { values: [1, 0, 2, 0, 3, 0, 4, 0] }],
  ['row 2 names no class', 'classification', { values: [1, 0, 2, 7, 3, 1, 4, 0], targets: ['a', 'b'] }],
])('data with %s are refused as a sentence', (sentence, kind, change) => {
  const table = { ...fromValues(['x'], ['y'], []), ...change }
  expect(tableMisfit(table, kind as 'regression' | 'classification')).toContain(sentence)
  const found = declaredProblem(findProblem(kind), { table })
  expect(found.ok ? '' : found.message).toContain(sentence)
})

test('a problem that learns from no table refuses one', () => {
  const found = declaredProblem(findProblem('xor'), { table: iris })
  expect(found.ok ? '' : found.message).toContain('"xor" learns from no data')
})

test('the tables that come along are tables by their own schema', () => {
  for (const table of [iris, wine, autoMpg]) expect(dataTableSchema.parse(table)).toEqual(table)
})

test.each(['iris', 'wine', 'auto-mpg', 'regression', 'classification'])(
  '%s shows its networks at work',
  (name) => {
    const problem = problemOf(name)
    const network = answering(problem.outputs.length, () => problem.outputs.map((_, at) => 0.3 + 0.1 * at))
    const context = evaluationContext(problem, 1)
    const frames = [...(problem.play?.frames(network, context) ?? [])]
    expect(frames).toHaveLength(2)
    expect(frames.map(({ figures }) => String(figures?.['rows']).split(',')[0])).toEqual(['training', 'test'])
    for (const { table } of frames)
      for (const row of table?.rows ?? [[]]) expect(row).toHaveLength(table?.columns.length ?? Number.NaN)
  },
)

test('what is shown can be read as a table: right and predicted in their own unit, and who was taken for whom', () => {
  const values = Array.from({ length: 20 }, (_, at) => [at, 3 * at + 1]).flat()
  const table = { ...fromValues(['x'], ['y'], values), standardise: false, trainShare: 1 }
  const told = (problem: Problem, network: Network) =>
    [...(problem.play?.frames(network, evaluationContext(problem, 1)) ?? [])][0]?.table
  const regression = told(
    problemOf('regression', table),
    answering(1, ([x = 0]) => [0.1 + (0.8 * x) / 19 + 0.08]),
  )
  expect(regression?.columns).toEqual(['x, as given', 'y', 'y, predicted'])
  for (const [x, right, predicted] of (regression?.rows ?? []) as [number, number, number][]) {
    expect(right).toBeCloseTo(3 * x + 1, 9)
    expect(predicted - right).toBeCloseTo(5.7, 9)
  }
  const classes = {
    ...fromValues(
      ['x'],
      ['low', 'high'],
      values.map((value, at) => (at % 2 === 0 ? value : Number(value > 30))),
    ),
    trainShare: 1,
  }
  const classification = told(
    problemOf('classification', classes),
    answering(2, () => [0.9, 0.8]),
  )
  expect(classification).toEqual({
    columns: ['class', 'taken for low', 'taken for high'],
    rows: [
      ['low', 10, 0],
      ['high', 10, 0],
    ],
  })
})

test('columns are parted by what the line of names has, and what is too much or has no name is told', () => {
  expect(
    ['a,b;c\n1;2', 'a;b\n1,5;2', 'a\tb', 'a', '"a"\r\nb;c'].map((text) => csvOptions(text).delimiter),
  ).toEqual([...[',', ';', '\t', ',', ',']])
  const lines = (...records: string[][]) => records.map((record, at) => ({ record, info: { lines: at + 1 } }))
  const wrong = (records: string[][]) => () => tableOfLines(lines(...records), ['y'], 'classification')
  const wide = Array.from({ length: 1001 }, (_, at) => `c${at}`)
  expect(
    wrong([
      ['a', '', 'y'],
      ['1', '2', 'p'],
    ]),
  ).toThrow('column 2 has no name')
  expect(
    wrong([
      ['a', 'y'],
      ['1', 'p'],
      ['2', ''],
    ]),
  ).toThrow('line 3, column "y" is empty')
  expect(
    wrong([
      [...wide, 'y'],
      [...wide, 'p'],
    ]),
  ).toThrow('1001 columns to learn from, and at most 1000')
  expect(wrong([['a', 'y'], ...wide.map((name) => ['1', name])])).toThrow('has 1001 classes, and at most 200')
})
