// The worker that somebody asks for on a screen, checked: which master it joins, with how many slots, and when it pauses.
import { hostname } from 'node:os'
import type { JoinRequest } from '../api/commands.ts'
import { ApiError } from '../api/neatwork-api.ts'
import type { WorkerOptions } from './cluster/worker.ts'
import { DEFAULT_CLUSTER } from './cluster-settings.ts'
import { linkOfRequest } from './link-of-request.ts'
import { askedPauses } from './pauses/asked-pauses.ts'
import type { IdleProbe } from './pauses/pause-conditions.ts'
import { defaultSlots } from './slots.ts'

export type RequestedWorker = Omit<WorkerOptions, 'appVersion' | 'problems' | 'log'> & {
  /** Minutes, or null. */
  readonly onlyWhenIdle: number | null
}

/** Rejects with {@link ApiError}, which says what is wrong. */
export async function requestedWorker(
  { slots: asked, name, onlyWhenIdle, ...master }: JoinRequest,
  probe: IdleProbe,
): Promise<RequestedWorker> {
  const slots = asked ?? defaultSlots()
  const pauses = await askedPauses({ onlyWhenIdle }, slots, probe)
  if (!pauses.ok) throw new ApiError('bad-request', pauses.message)
  const { connectionTimeoutMs } = DEFAULT_CLUSTER
  return {
    link: await linkOfRequest(master, connectionTimeoutMs),
    slots,
    pauses: pauses.conditions,
    onlyWhenIdle: onlyWhenIdle ?? null,
    name: name ?? hostname(),
    once: false,
    connectionTimeoutMs,
  }
}
