// Where the batches of a cluster's timeline are drawn: a row for every slot, or for every worker where there are too many.
// Pure.
import type { TaskView } from '../../core/api/cluster-work.ts'
import type { WorkerView } from '../../core/api/views.ts'

export interface TaskBar {
  readonly task: TaskView
  /** From the top. */
  readonly row: number
}

export interface TaskRow {
  readonly worker: string
  readonly label: string
  /** Number of the worker's slot, from 1; null where the row is all of them. */
  readonly slot: number | null
}

export interface TaskLayout {
  readonly rows: readonly TaskRow[]
  readonly bars: readonly TaskBar[]
}

/** More rows than these are one for every worker. */
export const MOST_SLOT_ROWS = 64

type Named = Pick<WorkerView, 'key' | 'label' | 'slots'>

/** `tasks` oldest first; workers without any have their rows all the same. */
export function taskLayout(workers: readonly Named[], tasks: readonly TaskView[]): TaskLayout {
  const slots = workers.reduce((sum, worker) => sum + worker.slots, 0)
  return slots <= MOST_SLOT_ROWS ? bySlot(workers, tasks) : byWorker(workers, tasks)
}

function byWorker(workers: readonly Named[], tasks: readonly TaskView[]): TaskLayout {
  const rowOf = new Map(workers.map(({ key }, row) => [key, row]))
  const rows = workers.map(({ key, label }) => ({ worker: key, label, slot: null }))
  const bars = tasks.flatMap((task) => {
    const row = rowOf.get(task.worker)
    return row === undefined ? [] : [{ task, row }]
  })
  return { rows, bars }
}

/** Every batch lies on the first slot that is free at its start. */
function bySlot(workers: readonly Named[], tasks: readonly TaskView[]): TaskLayout {
  const rows: TaskRow[] = []
  const free = new Map<string, { readonly first: number; readonly untilMs: number[] }>()
  for (const { key, label, slots } of workers) {
    free.set(key, { first: rows.length, untilMs: new Array<number>(slots).fill(Number.NEGATIVE_INFINITY) })
    for (let slot = 1; slot <= slots; slot++) rows.push({ worker: key, label, slot })
  }
  const bars: TaskBar[] = []
  for (const task of tasks.toSorted((a, b) => a.startMs - b.startMs)) {
    const lanes = free.get(task.worker)
    if (lanes === undefined || lanes.untilMs.length === 0) continue
    const lane = laneFor(lanes.untilMs, task.startMs)
    lanes.untilMs[lane] = task.endMs
    bars.push({ task, row: lanes.first + lane })
  }
  return { rows, bars }
}

/** Clocks differ by a little: where none is free, the one that is soonest. */
function laneFor(untilMs: readonly number[], startMs: number): number {
  const free = untilMs.findIndex((until) => until <= startMs)
  return free === -1 ? untilMs.indexOf(Math.min(...untilMs)) : free
}
