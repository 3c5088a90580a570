// What a worker pauses for: a busy machine, or somebody who uses it. How either is found out is for others to know.

/** Why to pause now, or null. */
export type PauseCondition = () => Promise<string | null>

/** How long nobody has touched this machine, in milliseconds; null where nobody can tell. */
export type IdleProbe = () => Promise<number | null>

/** A pause for load ends below this share of the limit, so that it doesn't end and begin all the time. */
const CALM = 0.9

/** Pauses while the average load of a core is above `maxLoad`. */
export function whileBusy(maxLoad: number, loadPerCore: () => number): PauseCondition {
  let isPausing = false
  return async () => {
    const load = loadPerCore()
    isPausing = load > (isPausing ? CALM * maxLoad : maxLoad)
    return isPausing ? `the machine is busy (load ${load.toFixed(2)} per core, limit ${maxLoad})` : null
  }
}

/** Pauses until nobody has touched the machine for `minutes`. Where nobody can tell any more, the last answer stands. */
export function whileInUse(minutes: number, idleMs: IdleProbe): PauseCondition {
  let isPausing = false
  return async () => {
    const idle = await idleMs()
    if (idle !== null) isPausing = idle < minutes * 60_000
    return isPausing ? `somebody uses this machine (it must rest for ${minutes} min first)` : null
  }
}
