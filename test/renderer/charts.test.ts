// What the charts are made of: which generations are shown, where, and how few points tell it.
import { describe, expect, test } from 'vitest'
import { sampled } from '../../core/api/sampled-history.ts'
import { csvText } from '../../renderer/chart/csv.ts'
import { HistoryFold } from '../../renderer/chart/history-fold.ts'
import { bandPath, linePath } from '../../renderer/chart/paths.ts'
import { placeOf } from '../../renderer/chart/place.ts'
import { moved, shownSpan, spanBetween, steadyEnd, zoomed } from '../../renderer/chart/range.ts'
import { Timeline } from '../../renderer/chart/timeline.ts'
import { keyed } from '../../renderer/chart/use-chart-hands.ts'
import { valueScale } from '../../renderer/chart/value-scale.ts'
import {
  ComplexityHistory,
  complexityCurves,
  shownPhases,
} from '../../renderer/complexity/complexity-series.ts'
import { readChoices } from '../../renderer/fitness/fitness-choices.ts'
import { FitnessHistory, fitnessCurves, isGoalNear } from '../../renderer/fitness/fitness-series.ts'
import { axisNumber } from '../../renderer/ui/texts.ts'
import { madeUpHistory } from './made-up-history.ts'

const short = madeUpHistory(40, 6)
const long = madeUpHistory(10_000, 60)
const ALL = { from: 0, to: 9999 }

function folded(history = long, goal: 'maximise' | 'minimise' = 'maximise'): FitnessHistory {
  return new HistoryFold(() => new FitnessHistory(goal)).of(history)
}

describe('the fitness curves', () => {
  test('have one point per generation while they fit', () => {
    const { champion, mean } = fitnessCurves(folded(short), { from: 0, to: 39 }, 1)
    expect(champion.map(({ value }) => value)).toEqual(short.map(({ best }) => best))
    expect(mean.map(({ generation }) => generation)).toEqual(short.map(({ generation }) => generation))
  })

  test('of a long run have as many points as can be told apart, the newest generation, and every peak', () => {
    const peak = long.map((snapshot, index) => (index === 5003 ? { ...snapshot, best: 99 } : snapshot))
    const curves = fitnessCurves(folded(peak), ALL, 1)
    for (const points of Object.values(curves)) expect(points.length).toBeLessThanOrEqual(302)
    expect(curves.mean.length).toBeGreaterThan(150)
    expect(curves.mean.at(-1)?.generation).toBe(9999)
    expect(Math.max(...curves.champion.map(({ value }) => value))).toBe(99)
    expect(curves.best.at(-1)?.value).toBe(99)
    expect(curves.marks).toContainEqual({ generation: 5003, value: 99 })
  })

  test('of a stretch show every generation in it', () => {
    const { mean } = fitnessCurves(folded(), { from: 5000, to: 5100 }, 1)
    expect(mean.map(({ generation }) => generation)).toEqual(
      Array.from({ length: 101 }, (_, at) => 5000 + at),
    )
  })

  test('the best never falls, and never rises where a low fitness is wanted', () => {
    const best = (goal: 'maximise' | 'minimise') =>
      fitnessCurves(folded(long, goal), ALL, 1).best.map(({ value }) => value)
    expect(best('maximise')).toEqual(best('maximise').toSorted((a, b) => a - b))
    expect(best('minimise')).toEqual(best('minimise').toSorted((a, b) => b - a))
    expect(best('minimise').at(-1)).toBe(Math.min(...long.map((snapshot) => snapshot.best)))
  })

  test('are smoothed over the generations before, the best never', () => {
    const rough = fitnessCurves(folded(short), { from: 0, to: 39 }, 1)
    const smooth = fitnessCurves(folded(short), { from: 0, to: 39 }, 5)
    const mean = short.slice(6, 11).reduce((sum, snapshot) => sum + snapshot.mean / 5, 0)
    expect(smooth.mean[10]?.value).toBeCloseTo(mean, 12)
    expect(smooth.best).toEqual(rough.best)
  })

  test('measures that came later have no value before', () => {
    const measured = short.map((snapshot, index) =>
      index < 10 ? snapshot : { ...snapshot, metrics: { starts: index } },
    )
    const history = folded(measured)
    expect(history.metrics).toEqual(['starts'])
    expect(history.measure('starts')?.at(9)).toBeNaN()
    expect(history.measure('starts')?.at(39)).toBe(39)
    expect(history.measure('failures')?.at(3)).toBe(0)
    expect(history.measure('nothing')).toBeNull()
  })

  test('choices that nobody can read are the first ones', () => {
    expect(readChoices({ scale: 'log', smoothing: 20 })).toEqual({
      scale: 'log',
      smoothing: 20,
      measure: null,
    })
    expect(readChoices({ scale: 'cubic', smoothing: 7 })).toEqual({
      scale: 'linear',
      smoothing: 1,
      measure: null,
    })
    expect(readChoices(null)).toMatchObject({ smoothing: 1 })
  })
})

describe('a fold of the history', () => {
  const counting = () => {
    const seen: number[] = []
    const kept: number[] = []
    const fold = new HistoryFold(() => ({
      add: ({ generation }) => void seen.push(generation),
      keepFirst: (length) => void kept.push(length),
    }))
    return { fold, seen, kept }
  }

  test('looks at what is new only', () => {
    const { fold, seen } = counting()
    fold.of(short.slice(0, 30))
    fold.of(short.slice(0, 30))
    fold.of(short)
    expect(seen).toEqual(short.map(({ generation }) => generation))
  })

  test('keeps what stays of a history that is thinned', () => {
    const { fold, seen, kept } = counting()
    fold.of(short)
    fold.of(short.filter(({ generation }) => generation < 10 || generation % 2 === 0))
    expect(kept).toEqual([11])
    expect(seen.slice(40, 43)).toEqual([12, 14, 16])
  })

  test('of a thinned history is the same as from its start', () => {
    const fold = new HistoryFold(() => new FitnessHistory('maximise'))
    for (let length = 1; length <= 3000; length += 97) fold.of(sampled(long.slice(0, length)))
    const thinned = sampled(long.slice(0, 3000))
    const kept = fold.of(thinned)
    const anew = new HistoryFold(() => new FitnessHistory('maximise')).of(thinned)
    expect(fitnessCurves(kept, { from: 0, to: 2999 }, 5)).toEqual(
      fitnessCurves(anew, { from: 0, to: 2999 }, 5),
    )
    expect(kept.time.newest).toBe(2999)
    expect(kept.at('best', 2999)).toBe(Math.max(...long.slice(0, 3000).map(({ best }) => best)))
  })

  test('begins anew with another run', () => {
    const { fold, seen } = counting()
    fold.of(short)
    fold.of(madeUpHistory(5, 2))
    expect(seen.slice(40)).toEqual([0, 1, 2, 3, 4])
  })
})

describe('the stretch that is shown', () => {
  test('is everything until somebody zooms, and again once all is shown', () => {
    expect(shownSpan(null, ALL)).toEqual(ALL)
    const near = zoomed(null, ALL, 2, 2500)
    expect(near).toEqual({ from: 1250, to: 6250 })
    expect(zoomed(near, ALL, 0.4)).toBeNull()
  })

  test('stays inside and keeps its width when it is moved to an end', () => {
    expect(moved({ from: 100, to: 200 }, ALL, -5)).toEqual({ from: 0, to: 100 })
    expect(moved({ from: 9000, to: 9500 }, ALL, 3)).toEqual({ from: 9499, to: 9999 })
    expect(moved(null, ALL, 1)).toBeNull()
  })

  test('between two ends in any order; a click is no stretch', () => {
    expect(spanBetween(300, 100, ALL)).toEqual({ from: 100, to: 300 })
    expect(spanBetween(100, 100, ALL)).toBeNull()
    expect(spanBetween(-5, 20_000, ALL)).toBeNull()
  })

  test('of a run that is shorter than what was zoomed to is as much as there is', () => {
    expect(shownSpan({ from: 500, to: 700 }, { from: 0, to: 40 })).toEqual({ from: 0, to: 40 })
  })

  test('is moved and zoomed by keys', () => {
    const at = { all: ALL, chosen: { from: 1000, to: 2000 }, cursor: 1500 }
    const press = (key: string, shiftKey = false) => keyed({ key, shiftKey }, at)
    expect(press('ArrowLeft')).toEqual({ kind: 'cursor', generation: 1490 })
    expect(press('End')).toEqual({ kind: 'cursor', generation: 2000 })
    expect(press('ArrowRight', true)).toEqual({ kind: 'span', span: { from: 1200, to: 2200 } })
    expect(press('+')).toEqual({ kind: 'span', span: { from: 1188, to: 1813 } })
    expect(press('0')).toEqual({ kind: 'span', span: null })
    expect(press('Tab')).toBeNull()
  })

  test('its axis moves now and then only while a run goes on', () => {
    const ends = Array.from({ length: 1000 }, (_, index) => steadyEnd(9000 + index, 0, 300))
    expect(new Set(ends).size).toBeLessThan(50)
    ends.forEach((end, index) => {
      expect(end).toBeGreaterThanOrEqual(9000 + index)
    })
    expect(steadyEnd(0, 0, 300)).toBe(1)
  })

  test('is cut into parts that stay the same while a run goes on', () => {
    const of = (count: number, step: number) => {
      const time = new Timeline()
      for (let index = 0; index < count; index++) time.push(index * step)
      return time
    }
    const before = of(9001, 1).stretches({ from: 0, to: 9000 }, 300)
    const after = of(9004, 1).stretches({ from: 0, to: 9003 }, 300)
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1))
    expect(before.length).toBeLessThanOrEqual(302)
    expect(of(0, 1).stretches({ from: 0, to: 10 }, 300)).toEqual([])
    // Of a thinned history the places inside, whatever their numbers.
    expect(of(10, 100).stretches({ from: 150, to: 420 }, 300)).toEqual(
      [2, 3, 4].map((at) => ({ from: at, to: at })),
    )
    expect(of(10, 100).indexOf(399)).toBe(3)
    expect(of(10, 100).indexOf(9999)).toBe(9)
    expect(of(10, 100).newest).toBe(900)
  })
})

describe('the axis of values', () => {
  test.each([
    ['linear', [0, 1, 4]],
    ['log', [0.001, 1, 1000]],
    ['log', [-50, 0, 300]],
  ] as const)('%s over %j keeps their order, and has marks inside', (kind, values) => {
    const scale = valueScale(kind, values)
    const shares = values.map(scale.share)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...shares)).toBeLessThanOrEqual(1)
    expect(scale.ticks.length).toBeGreaterThan(1)
    expect(scale.ticks.length).toBeLessThan(20)
    for (const tick of scale.ticks) {
      expect(scale.valueAt(scale.share(tick))).toBeCloseTo(tick, 6)
      expect(scale.share(tick)).toBeGreaterThanOrEqual(-1e-9)
      expect(scale.share(tick)).toBeLessThanOrEqual(1 + 1e-9)
    }
  })

  test('equal values, none and no numbers have one too', () => {
    for (const values of [[2, 2], [], [Number.NaN]]) {
      for (const kind of ['linear', 'log'] as const) {
        const scale = valueScale(kind, values)
        expect(Number.isFinite(scale.share(2))).toBe(true)
      }
    }
  })
})

test('ticks by powers of ten are apart from each other, and enough to read values by', () => {
  for (const values of [
    [-600, -53],
    [-1000, -1, 0.9, 84],
    [0.004, 900],
    [1.9, 4],
  ]) {
    const { ticks, share } = valueScale('log', values)
    expect(ticks.length, String(values)).toBeGreaterThanOrEqual(3)
    const places = ticks.map(share)
    const gaps = places.slice(1).map((at, index) => at - (places[index] ?? 0))
    expect(Math.min(...gaps), String(ticks)).toBeGreaterThanOrEqual(0.07)
  }
})

describe('curves', () => {
  const place = placeOf({ width: 466, height: 232 }, { from: 0, to: 100 }, valueScale('linear', [0, 1]))

  test('leave a gap where there is no number', () => {
    const points = [0, Number.NaN, 2, 3].map((value, generation) => ({ generation, value }))
    expect(linePath(points, Number, Number)).toBe('M0 0M2 2L3 3')
    expect(linePath(points.slice(2), Number, Number, true)).toBe('M2 2L3 2L3 3')
    expect(bandPath([0, 1], [0, 0], [1, 2], { x: Number, y: Number })).toBe('M0 1L1 2L1 0L0 0Z')
    expect(bandPath([0], [Number.NaN], [1], { x: Number, y: Number })).toBe('')
  })

  test('are where the cursor finds them', () => {
    expect(place.generationAt(place.x(37))).toBe(37)
    expect(place.generationAt(-1000)).toBe(0)
  })
})

describe('complexity', () => {
  const grown = long.map((snapshot, index) => ({
    ...snapshot,
    complexity: {
      nodes: { mean: 2, max: 5 },
      connections: { mean: 8, max: index === 777 ? 900 : 20 },
      simplifying: index % 100 >= 60,
    },
  }))
  const history = new HistoryFold(() => new ComplexityHistory()).of(grown)

  test('shows champion, mean and largest, and no peak is lost', () => {
    const curves = complexityCurves(history, 'connections', ALL)
    expect(curves.mean[5]?.value).toBe(8)
    expect(Math.max(...curves.max.map(({ value }) => value))).toBe(900)
    expect(curves.champion.length).toBeLessThanOrEqual(302)
  })

  test('phases are where they were, and many are few on a narrow chart', () => {
    expect(history.phases).toHaveLength(100)
    expect(history.phases[0]).toEqual({ from: 60, to: 99 })
    expect(shownPhases(history, { from: 0, to: 199 })).toEqual([
      { from: 59.5, to: 99.5 },
      { from: 159.5, to: 199.5 },
    ])
    expect(shownPhases(history, ALL, 20).length).toBeLessThan(50)
  })

  test('of a run of before it was told is the champion’s alone', () => {
    const untold = short.map(({ complexity: _, ...snapshot }) => snapshot)
    const old = new HistoryFold(() => new ComplexityHistory()).of(untold)
    expect(old.isTold).toBe(false)
    expect(old.column('nodes', 'champion').at(9)).toBe(short[9]?.champion.hiddenNodes)
    expect(old.column('nodes', 'mean').at(0)).toBeNaN()
  })
})

describe('a table of values', () => {
  test('quotes what needs it, leaves out what is missing, and lets no text be a formula', () => {
    const text = csvText({
      columns: ['a', 'b, c'],
      rows: [
        [1.5, null],
        [Number.NaN, 'say "so"'],
        [-2, '=1+1'],
      ],
    })
    expect(text).toBe('a,"b, c"\r\n1.5,\r\n,"say ""so"""\r\n-2,\'=1+1\r\n')
  })

  test('has every generation, however few points are drawn', () => {
    const names = { best: 'best', champion: 'c', mean: 'm', lower: 'l', median: 'd', upper: 'u' }
    const others = { evaluations: 'e', failures: 'f', species: 's', threshold: 't' }
    const table = folded().table({ ...names, ...others })
    expect(table.rows).toHaveLength(10_000)
    expect(table.rows[123]?.[2]).toBe(long[123]?.best)
  })
})

test('numbers beside an axis are short, however large or small they are', () => {
  for (const value of [0, 1, -0.25, 1234.5, -10_000, 100_000, -2_500_000, 1e-9, 1e12])
    expect(axisNumber(value).length, String(value)).toBeLessThanOrEqual(7)
})

test('what solves a problem is in the picture unless the curves would be flat beside it', () => {
  expect(isGoalNear([0.1, 0.27], 2)).toBe(true)
  expect(isGoalNear([19, 171], 100_000)).toBe(false)
  expect(isGoalNear([60_000, 171], 100_000)).toBe(true)
  expect(isGoalNear([-600, -50], 215)).toBe(true)
  for (const values of [[], [3, 3]]) expect(isGoalNear(values, 1e9)).toBe(true)
})
