// A new list of workers with the objects of the old one for all who are as they were, so that screens draw only the others.
import type { WorkerView } from './views.ts'

export function sameWherePossible(
  before: readonly WorkerView[],
  now: readonly WorkerView[],
): readonly WorkerView[] {
  const known = new Map(before.map((worker) => [worker.key, worker]))
  return now.map((worker) => {
    const old = known.get(worker.key)
    return old !== undefined && isSame(old, worker) ? old : worker
  })
}

function isSame(a: WorkerView, b: WorkerView): boolean {
  const names = Object.keys(b) as (keyof WorkerView)[]
  return Object.keys(a).length === names.length && names.every((name) => a[name] === b[name])
}
