// What a cluster that never was is said to do.
import type { ClusterWork, FailureView, TaskView } from '../../core/api/cluster-work.ts'
import type { WorkerView } from '../../core/api/views.ts'
import { Random } from '../../core/base/random.ts'

/** Half a minute of a cluster whose slots were busy most of the time, with a genome that failed. */
export function madeUpWork(workers: readonly WorkerView[], nowMs = 60_000): ClusterWork {
  const random = Random.fromSeed(5)
  const tasks: TaskView[] = []
  for (const { key, slots, state } of workers) {
    for (let slot = 0; slot < slots && state !== 'gone'; slot++) {
      let at = nowMs - 30_000 + 2000 * random.nextFloat()
      for (;;) {
        const startMs = at
        const endMs = startMs + 300 + 900 * random.nextFloat()
        if (endMs > nowMs) break
        const generation = Math.floor(startMs / 2500)
        // Between two generations everybody waits.
        at = endMs + (Math.floor(endMs / 2500) > generation ? 350 : 20) * random.nextFloat()
        const failed = random.nextChance(0.004) ? 1 : 0
        tasks.push({ number: 0, worker: key, startMs, endMs, generation, genomes: 12, failed })
      }
    }
  }
  const inOrder = tasks.toSorted((a, b) => a.endMs - b.endMs).map((task, at) => ({ ...task, number: at + 1 }))
  const failure: FailureView = {
    ...{ number: 1, atMs: nowMs - 9000, generation: 19, genomeId: 2871, worker: 'lab-pc-2', cause: 'threw' },
    reason:
      'the evaluation threw ZeroDivisionError: float division by zero (car.py:41 in pace, called from car.py:17 in evaluate) (3 tries)',
    trace:
      'Traceback (most recent call last):\n  File "car.py", line 17, in evaluate\n    return distance + pace(distance, laps)\n  File "car.py", line 41, in pace\n    return distance / laps\nZeroDivisionError: float division by zero',
  }
  const long = [
    { worker: 'lab-pc-1', genomeId: 2903, share: 0.37, note: 'lap 371 of 1000' },
    { worker: 'lab-pc-3', genomeId: 2911, share: 0.82, note: '' },
  ]
  const slots = workers.reduce((sum, worker) => sum + worker.slots, 0)
  const phases = { waiting: 0, breeding: 6000, giving: 21_000, awaiting: 3000 }
  return { nowMs, tasks: inOrder, failures: [failure], long, slots, phases }
}
