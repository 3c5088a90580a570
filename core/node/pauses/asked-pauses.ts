// What a worker's owner asks for as conditions, or a sentence where this machine can't keep them.
import { availableParallelism } from 'node:os'
import { hasLoadAverage, loadPerCore } from './load-per-core.ts'
import { type IdleProbe, type PauseCondition, whileBusy, whileInUse } from './pause-conditions.ts'

/** How long a machine must rest where nobody says otherwise. */
export const REST_MINUTES = 5

export interface AskedPauses {
  /** Load average of a core above which the worker pauses. */
  readonly maxLoad?: number | undefined
  /** Minutes for which nobody may have touched the machine. */
  readonly onlyWhenIdle?: number | undefined
}

export type FoundPauses =
  | {
      readonly ok: true
      readonly conditions: readonly PauseCondition[]
      /** What its owner should know, or null. */
      readonly note: string | null
    }
  | { readonly ok: false; readonly message: string }

export async function askedPauses(
  { maxLoad, onlyWhenIdle }: AskedPauses,
  slots: number,
  idleProbe: IdleProbe,
): Promise<FoundPauses> {
  const conditions: PauseCondition[] = []
  if (maxLoad !== undefined) {
    if (!hasLoadAverage) return { ok: false, message: NO_LOAD }
    conditions.push(whileBusy(maxLoad, loadPerCore))
  }
  if (onlyWhenIdle !== undefined) {
    if ((await idleProbe()) === null) return { ok: false, message: NOBODY_TELLS }
    conditions.push(whileInUse(onlyWhenIdle, idleProbe))
  }
  const own = slots / availableParallelism()
  const note = maxLoad !== undefined && own >= maxLoad ? ownLoadNote(slots, own) : null
  return { ok: true, conditions, note }
}

const NO_LOAD =
  'Windows keeps no load average, so a limit for it (--max-load) has no meaning here. Use --only-when-idle instead.'

const NOBODY_TELLS =
  'Nothing on this machine tells whether somebody uses it, so --only-when-idle has no meaning here: there is no terminal, ' +
  'or a desktop that this process can not ask. Install xprintidle where X11 runs, leave the option out, or use --max-load.'

function ownLoadNote(slots: number, own: number): string {
  return (
    `${slots} evaluating slots alone make a load of ${own.toFixed(2)} per core, which counts too: ` +
    'this worker will pause because of itself. Give fewer --slots or a larger --max-load.'
  )
}
