// What squeue tells of jobs. Source: squeue's manual, "JOB STATE CODES"; sacct's has the same words.
import type { JobState } from '../api/jobs.ts'
import { GRACE_SECONDS } from './job-plan.ts'

/** squeue's format: one field a word, none of which holds a bar. */
export const QUEUE_FORMAT = '%A|%F|%K|%T|%N|%M|%l|%r'

/** A task as the scheduler tells of it. */
export interface QueuedTask {
  /** Of the array, as sbatch answered. */
  readonly arrayId: string
  readonly task: number
  /** In capitals: `PENDING`. */
  readonly said: string
  readonly node: string | null
  readonly reason: string | null
}

/** Lines of `squeue --array --noheader --format=…`; what is no task of an array is left out. */
export function queuedTasks(text: string): readonly QueuedTask[] {
  return text.split('\n').flatMap((line) => {
    const [, arrayId = '', task = '', word = '', node = '', used = '', limit = '', reason = ''] = line
      .trim()
      .split('|')
    if (!/^\d+$/.test(arrayId) || !/^\d+$/.test(task) || word === '') return []
    const said = word === 'COMPLETED' && isAtLimit(secondsOf(used), secondsOf(limit)) ? 'TIMEOUT' : word
    return [{ arrayId, task: Number(task), said, node: worded(node), reason: worded(reason) }]
  })
}

/** sbatch's manual: the signal before the end of a job's time may come up to so much earlier than was asked for. */
const EARLIER_SECONDS = 60

/** A worker that was told that its time is nearly over has left in good order: its job is complete, the run is not. */
function isAtLimit(used: number | null, limit: number | null): boolean {
  return used !== null && limit !== null && used >= limit - GRACE_SECONDS - EARLIER_SECONDS
}

/** `1-02:03:04`, `02:03:04`, `3:04`; null for `UNLIMITED` and whatever else is no time. */
export function secondsOf(text: string): number | null {
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] =
    /^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(text) ?? []
  if (!text.includes(':')) return null
  return Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

const worded = (text: string): string | null =>
  text === '' || text === 'None' || text === '(null)' || text === 'n/a' ? null : text

/** Ends that nobody wanted: the same work can be asked for again. */
const LOST = new Set(['PREEMPTED', 'NODE_FAIL', 'BOOT_FAIL', 'TIMEOUT', 'REVOKED'])
const WAITING = new Set([
  ...['PENDING', 'CONFIGURING', 'REQUEUED', 'REQUEUE_FED', 'REQUEUE_HOLD', 'RESV_DEL_HOLD', 'SPECIAL_EXIT'],
])
const ENDING = new Set(['COMPLETING', 'STAGE_OUT', 'SIGNALING'])
const RUNNING = new Set(['RUNNING', 'SUSPENDED', 'STOPPED', 'RESIZING'])

/** What a state is for who waits for a worker; `CANCELLED`, `COMPLETED`, `FAILED` and what nobody knows yet are ends. */
export function stateOf(said: string): JobState {
  if (WAITING.has(said)) return 'waiting'
  if (RUNNING.has(said)) return 'running'
  if (ENDING.has(said)) return 'ending'
  return LOST.has(said) ? 'lost' : 'ended'
}
