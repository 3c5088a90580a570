import { describe, expect, test } from 'vitest'
import type { ClusterWork, TaskView } from '../../core/api/cluster-work.ts'
import type { WorkerView } from '../../core/api/views.ts'
import { askAfter, NO_MEMORY, recentEfficiency, remembering } from '../../renderer/cluster/cluster-memory.ts'
import { barAt } from '../../renderer/cluster/draw-tasks.ts'
import { listedWorkers, nextSorting } from '../../renderer/cluster/listed-workers.ts'
import { MOST_SLOT_ROWS, taskLayout } from '../../renderer/cluster/task-layout.ts'
import { workerView } from './made-up-views.ts'

function task(number: number, change: Partial<TaskView> = {}): TaskView {
  const times = { startMs: 10 * number, endMs: 10 * number + 10 }
  return { number, worker: 'a', ...times, generation: 0, genomes: 5, failed: 0, ...change }
}

function work(nowMs: number, change: Partial<ClusterWork> = {}): ClusterWork {
  const phases = { waiting: 0, breeding: nowMs / 2, giving: nowMs / 2, awaiting: 0 }
  return { nowMs, tasks: [], failures: [], long: [], slots: 1, phases, ...change }
}

describe('what a screen remembers of the cluster', () => {
  test('is the last half minute, asked for from where the last answer ended', () => {
    const first = remembering(NO_MEMORY, work(1000, { tasks: [task(1), task(2)] }))
    expect(askAfter(first)).toEqual({ afterTask: 2, afterFailure: 0 })
    const later = remembering(first, work(30_025, { tasks: [task(2900)] }))
    expect(later.tasks.map(({ number }) => number)).toEqual([2, 2900])
  })

  test('begins anew with another master', () => {
    const first = remembering(NO_MEMORY, work(9000, { tasks: [task(7)] }))
    expect(remembering(first, work(500, { tasks: [task(1)] })).tasks).toEqual([task(1)])
  })

  test('tells how well the slots were used of late, once there are two answers', () => {
    const first = remembering(NO_MEMORY, work(1000))
    expect(recentEfficiency(first)).toBeNull()
    const tasks = [task(1, { startMs: 1000, endMs: 1250 })]
    const second = remembering(first, work(1500, { tasks }))
    expect(recentEfficiency(second)).toBeNull() // a batch of that length may be under way still
    const efficiency = recentEfficiency(remembering(second, work(1750)))
    expect(efficiency).toMatchObject({ used: 0.5, limit: 'breeding' })
  })
})

describe('the timeline', () => {
  const named = (key: string, slots: number) => ({ key, label: key, slots })

  test('has a row for every slot, and batches that overlap lie on different ones', () => {
    const tasks = [
      task(1, { startMs: 0, endMs: 10 }),
      task(2, { startMs: 5, endMs: 15 }),
      task(3, { startMs: 12, endMs: 20 }),
      task(4, { worker: 'b', startMs: 0, endMs: 9 }),
      task(5, { worker: 'who has left', startMs: 0, endMs: 9 }),
    ]
    const { rows, bars } = taskLayout([named('a', 2), named('b', 1)], tasks)
    expect(rows.map(({ worker, slot }) => `${worker}${slot}`)).toEqual(['a1', 'a2', 'b1'])
    const places = bars.map((bar) => [bar.task.number, bar.row]).toSorted(([a = 0], [b = 0]) => a - b)
    expect(places).toEqual([
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 2],
    ])
  })

  test('has a row for every worker where there are too many slots', () => {
    const many = Array.from({ length: 9 }, (_, index) => named(`w${index}`, MOST_SLOT_ROWS / 8))
    const { rows, bars } = taskLayout(many, [task(1, { worker: 'w3' }), task(2, { worker: 'w3' })])
    expect(rows).toHaveLength(9)
    expect(bars.map(({ row }) => row)).toEqual([3, 3])
  })

  test('tells the batch under the pointer', () => {
    const layout = taskLayout([named('a', 1)], [task(1, { startMs: 100, endMs: 200 })])
    const view = { width: 100, rowHeight: 10, fromMs: 0, toMs: 1000 }
    expect(barAt(layout, view, { x: 15, y: 5 })?.task.number).toBe(1)
    expect(barAt(layout, view, { x: 50, y: 5 })).toBeNull()
    expect(barAt(layout, view, { x: 15, y: 15 })).toBeNull()
  })
})

describe('the list of workers', () => {
  const workers: readonly WorkerView[] = [
    workerView(10, { genomesPerSecond: 5 }),
    workerView(2, { genomesPerSecond: 9, state: 'gone' }),
    workerView(1, { genomesPerSecond: 7, warning: 'its results differ', roundTripMs: null }),
  ]
  const names = (query: Partial<Parameters<typeof listedWorkers>[1]>) =>
    listedWorkers(workers, { words: '', state: 'all', sorting: null, ...query }).map(({ label }) => label)

  test('is in the order they came unless it is sorted', () => {
    expect(names({})).toEqual(['lab-pc-10', 'lab-pc-2', 'lab-pc-1'])
    expect(names({ sorting: { by: 'label', isDescending: false } })).toEqual([
      'lab-pc-1',
      'lab-pc-2',
      'lab-pc-10',
    ])
    expect(names({ sorting: { by: 'rate', isDescending: true } })).toEqual([
      'lab-pc-2',
      'lab-pc-1',
      'lab-pc-10',
    ])
    expect(names({ sorting: { by: 'latency', isDescending: false } }).at(-1)).toBe('lab-pc-1')
  })

  test('finds all words wherever they stand, and states', () => {
    expect(names({ words: 'PC-1 differ' })).toEqual(['lab-pc-1'])
    expect(names({ words: 'nobody' })).toEqual([])
    expect(names({ state: 'gone' })).toEqual(['lab-pc-2'])
    expect(names({ state: 'warned' })).toEqual(['lab-pc-1'])
  })

  test('is sorted one way, the other way and not at all by clicks on one head', () => {
    const first = nextSorting(null, 'rate')
    const second = nextSorting(first, 'rate')
    expect([first, second, nextSorting(second, 'rate')]).toEqual([
      { by: 'rate', isDescending: true },
      { by: 'rate', isDescending: false },
      null,
    ])
    expect(nextSorting(first, 'label')).toEqual({ by: 'label', isDescending: false })
  })
})
