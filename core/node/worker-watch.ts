// Who came, left or failed, from one list of workers to the next.
import type { LogEvent } from '../api/run-log.ts'
import type { WorkerView } from '../api/views.ts'

type Known = Pick<WorkerView, 'label' | 'state' | 'warning'>

export class WorkerWatch {
  #known: ReadonlyMap<string, Known> = new Map()

  /** What the list says that the one of before didn't. The master's own slots are no news. */
  news(workers: readonly WorkerView[]): readonly LogEvent[] {
    const remote = workers.filter(({ local }) => !local)
    const before = this.#known
    this.#known = new Map(remote.map((worker) => [worker.key, worker]))
    const changes = remote.flatMap((worker) => changeOf(before.get(worker.key), worker))
    // Who was here and is not even told to be gone left between two looks.
    const missing = [...before].filter(([key, { state }]) => state !== 'gone' && !this.#known.has(key))
    const left = missing.map(([, { label }]) => ({ kind: 'worker-left', label, how: 'left' }) as const)
    return [...changes, ...left]
  }
}

function changeOf(before: Known | undefined, worker: WorkerView): readonly LogEvent[] {
  const { label, address, slots, state } = worker
  const wasHere = before !== undefined && before.state !== 'gone'
  const joined: readonly LogEvent[] = wasHere ? [] : [{ kind: 'worker-joined', label, address, slots }]
  if (state === 'gone') return wasHere ? [departure(worker)] : []
  if (state === 'set-aside' && before?.state !== 'set-aside') {
    return [...joined, { kind: 'worker-failed', label, reason: worker.warning ?? 'set aside' }]
  }
  return joined
}

function departure({ label, parting }: WorkerView): LogEvent {
  const how = parting?.how ?? 'left'
  return parting?.isLost === true
    ? { kind: 'worker-failed', label, reason: how }
    : { kind: 'worker-left', label, how }
}
