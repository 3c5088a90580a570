// What a worker that was let in is told at once: how the cluster keeps time, what is held against it, what is evaluated.
import type { AdmissionRules } from './admission.ts'
import type { Frame } from './frame.ts'
import type { HeartbeatRules } from './heartbeats.ts'
import { beginRunFrame, type MasterRun } from './master-events.ts'
import type { Member } from './member.ts'
import { encodeControl } from './messages.ts'

type Rules = Pick<AdmissionRules, 'appVersion'> & HeartbeatRules & { readonly taskTimeoutMs: number }

export function welcomeFrames(
  { heartbeatIntervalMs, heartbeatTimeoutMs, taskTimeoutMs, appVersion: masterVersion }: Rules,
  { label, warning, standing }: Member,
  run: MasterRun | null,
): readonly Frame[] {
  const rules = { heartbeatIntervalMs, heartbeatTimeoutMs, taskTimeoutMs }
  const frames = [encodeControl('welcome', { label, masterVersion, warning, ...rules })]
  if (standing.setAside !== null) frames.push(encodeControl('setAside', { reason: standing.setAside }))
  if (run !== null) frames.push(beginRunFrame(run))
  return frames
}
