// How busy this machine is, as far as its operating system tells.
import { availableParallelism, loadavg } from 'node:os'
import { platform } from 'node:process'

/** Windows keeps no load average: Node says 0 there. */
export const hasLoadAverage = platform !== 'win32'

/** Average of the last minute of processes that run or want to, for each core. */
export function loadPerCore(): number {
  return (loadavg()[0] ?? 0) / availableParallelism()
}
