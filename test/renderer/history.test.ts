// The list of saved runs: searched, filtered, sorted; labels as typed; several runs side by side.
import { describe, expect, test } from 'vitest'
import { MOST_TAGS } from '../../core/api/limits.ts'
import type { SavedRunView } from '../../core/api/saved-runs.ts'
import {
  comparisonTable,
  curveRows,
  curveTable,
  LOOKS,
  namesOf,
  resultRows,
  settingText,
  type WholeRun,
} from '../../renderer/history/compare-series.ts'
import { canCompare } from '../../renderer/history/history-actions.ts'
import { draftOf, labelOf, tagsIssue } from '../../renderer/history/label-draft.ts'
import {
  ALL_RUNS,
  choicesIn,
  listedRuns,
  nameOf,
  nextSorting,
  type RunQuery,
  SORT_KEYS,
} from '../../renderer/history/listed-runs.ts'
import { size } from '../../renderer/ui/texts.ts'
import { DAMAGED_RUNS, madeUpRuns } from './saved-run-scenes.ts'

const RUNS = [...madeUpRuns(12, Date.UTC(2026, 10, 26)), ...DAMAGED_RUNS]
const found = (query: Partial<RunQuery>) => listedRuns(RUNS, { ...ALL_RUNS, ...query })
const whole = RUNS.filter((run): run is WholeRun => run.kind === 'run')

describe('the list', () => {
  test('the latest stands first, and what is damaged last, as long as nobody asks otherwise', () => {
    const listed = found({})
    expect(listed[0]).toMatchObject({ seed: 1 })
    expect(listed.slice(-2).map(({ kind }) => kind)).toEqual(['damaged', 'damaged'])
    expect(listed).toHaveLength(RUNS.length)
  })

  test.each(SORT_KEYS)(
    'sorted by %s, one order is the other turned round, but for what has no such value',
    (by) => {
      const order = (isDescending: boolean) => found({ sorting: { by, isDescending } })
      const [up, down] = [order(false), order(true)]
      const hasNone = (run: SavedRunView) =>
        run.kind === 'damaged' && by !== 'bytes' && by !== 'title' && by !== 'state'
      const some = (runs: readonly SavedRunView[]) =>
        runs.filter((run) => !hasNone(run)).map(({ name }) => name)
      expect(some(down)).toEqual(some(up).toReversed())
      expect(up.slice(some(up).length).every(hasNone)).toBe(true)
    },
  )

  test('words are looked for in names, tags, texts, problems and what is wrong, all of them', () => {
    const names = (words: string) => found({ words }).map(nameOf)
    expect(names('BASELINE')).toEqual(['Baseline'])
    expect(names('figure 2')).toEqual(['Baseline'])
    expect(names('lost night')).toEqual(['snake, seed 5'])
    expect(names('maze')).toHaveLength(2)
    expect(names('paper ablation')).toEqual(['Without crossover'])
    expect(names('not json')).toEqual([DAMAGED_RUNS[0]?.name])
    expect(names('nothing is like that')).toEqual([])
  })

  test('state, problem and tag narrow it', () => {
    expect(found({ state: 'damaged' })).toHaveLength(2)
    expect(found({ state: 'unsolved' }).every((run) => run.kind === 'run' && run.state !== 'solved')).toBe(
      true,
    )
    expect(found({ state: 'solved', problem: 'car' }).map(nameOf)).toEqual(['car, seed 1'])
    expect(found({ tag: 'paper' })).toHaveLength(3)
    expect(choicesIn(RUNS)).toEqual({
      problems: ['auto-mpg', 'car', 'deceptive-maze', 'double-pole', 'snake', 'xor'],
      tags: ['ablation', 'figure 2', 'lab', 'paper'],
    })
  })

  test('a click sorts, another one turns the order round', () => {
    const first = nextSorting(ALL_RUNS.sorting, 'best')
    expect(first).toEqual({ by: 'best', isDescending: true })
    expect(nextSorting(first, 'best')).toEqual({ by: 'best', isDescending: false })
    expect(nextSorting(first, 'problem')).toEqual({ by: 'problem', isDescending: false })
  })

  test('thousands are sorted and searched', () => {
    const many = madeUpRuns(5000)
    expect(
      listedRuns(many, { ...ALL_RUNS, words: 'car', sorting: { by: 'best', isDescending: true } }).length,
    ).toBe(Math.ceil(5000 / 6))
  })
})

describe('labels', () => {
  test('tags stand between commas, each once', () => {
    expect(labelOf({ title: ' a ', tags: 'x, y,, x ,z', text: ' b ' })).toEqual({
      ...{ title: 'a', tags: ['x', 'y', 'z'], text: ' b ' },
    })
    expect(draftOf({ title: '', tags: ['x', 'y'], text: '' }).tags).toBe('x, y')
  })

  test('too many, or too long ones, are refused with a sentence', () => {
    expect(tagsIssue('a, b')).toBeNull()
    expect(tagsIssue(Array.from({ length: MOST_TAGS + 1 }, (_, tag) => tag).join(','))).toContain('20')
    expect(tagsIssue('x'.repeat(31))).toContain('30')
  })
})

describe('side by side', () => {
  const curves = [
    {
      name: 'a',
      problem: 'xor',
      seed: 1,
      points: [
        [0, 1],
        [5, 2],
        [9, 3],
      ],
    },
    {
      name: 'b',
      problem: 'xor',
      seed: 2,
      points: [
        [0, 2],
        [3, 4],
      ],
    },
  ] as const

  test('a curve keeps its value between its points, and has none after its end', () => {
    expect(curveRows(curves)).toEqual([
      { generation: 0, values: [1, 2] },
      { generation: 3, values: [1, 4] },
      { generation: 5, values: [2, null] },
      { generation: 9, values: [3, null] },
    ])
    expect(curveTable(['A', 'B'], curveRows(curves)).rows[1]).toEqual([3, 1, 4])
  })

  test('eight runs look different without colour, too', () => {
    expect(new Set(LOOKS.map(({ dashes }) => dashes)).size).toBe(8)
    expect(new Set(LOOKS.map(({ colour }) => colour)).size).toBe(8)
  })

  test('two to eight whole runs are compared', () => {
    expect(canCompare(whole.slice(0, 1))).toBe(false)
    expect(canCompare(whole.slice(0, 2))).toBe(true)
    expect(canCompare(whole.slice(0, 8))).toBe(true)
    expect(canCompare(whole.slice(0, 9))).toBe(false)
    expect(canCompare([...whole.slice(0, 2), ...DAMAGED_RUNS])).toBe(false)
  })

  test('runs of one name are told apart', () => {
    const [first, second] = whole
    if (first === undefined || second === undefined) throw new Error('there are no runs')
    const twice = [
      { ...first, title: 'Try' },
      { ...second, title: 'Try' },
      { ...second, title: 'Other' },
    ]
    expect(namesOf(twice)).toEqual(['Try (1)', 'Try (2)', 'Other'])
  })

  test('results and settings are told and saved for each', () => {
    const two = whole.slice(0, 2)
    expect(resultRows(two).every((row) => row.length === 3)).toBe(true)
    const table = comparisonTable(namesOf(two), two, [{ path: 'seed', values: [1, null] }])
    expect(table.columns).toHaveLength(3)
    expect(table.rows.at(-1)).toEqual(['seed', 1, '–'])
    expect([settingText(null), settingText('sum'), settingText([1, 2])]).toEqual(['–', 'sum', '[1,2]'])
  })
})

test('room on the disk is told in the unit that suits it', () => {
  expect([0, 999, 312_000, 84_200_000, 3_100_000_000].map(size)).toEqual([
    ...['0 bytes', '999 bytes', '312 kB', '84.2 MB', '3.1 GB'],
  ])
})
