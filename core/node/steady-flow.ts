// How many genomes a run without generations has under way, and the order of results that it goes on with after it was killed.
import type { ControlledEvolution } from '../run/run-controller.ts'
import type { RunFolder } from './run-folder/run-folder.ts'
import type { RunSettings } from './run-settings.ts'

/** A slot's next child is bred before it has evaluated the last. */
const IN_FLIGHT_PER_SLOT = 2

/** `slots`: those that evaluate when the run begins. */
export function steadyFlow(
  settings: RunSettings,
  folder: RunFolder | null,
  slots: () => number,
): Pick<ControlledEvolution, 'inFlight' | 'recorded'> {
  let found = settings.resume === null ? null : (folder?.journal.inFlight ?? null)
  const recorded = found === null ? [] : (folder?.journal.order ?? [])
  const inFlight = () => {
    const now = found ?? Math.max(1, IN_FLIGHT_PER_SLOT * slots())
    found = null
    if (settings.config.mode === 'steady-state') folder?.journal.noteInFlight(now)
    return now
  }
  return { inFlight, recorded }
}
