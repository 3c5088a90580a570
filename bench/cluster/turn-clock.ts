// How much of the processor many short turns take: the rare ones are all measured, of the frequent ones one in so many,
// because to ask for the processor's time takes longer than such a turn.

/** One frequent turn in so many is measured; a prime, so that no rhythm of turns falls in with it. */
const ONE_IN = 17

export class TurnClock {
  /** Of all turns, those estimated that weren't measured. */
  sumMs = 0
  /** Of those that were measured. */
  longestMs = 0
  #frequent = 0
  readonly #askingMs = askingMs()

  time<Value>(isFrequent: boolean, turn: () => Value): Value {
    if (isFrequent && this.#frequent++ % ONE_IN !== 0) return turn()
    const before = process.cpuUsage()
    const value = turn()
    const tookMs = Math.max(0, sinceMs(before) - this.#askingMs)
    this.sumMs += (isFrequent ? ONE_IN : 1) * tookMs
    this.longestMs = Math.max(this.longestMs, tookMs)
    return value
  }
}

function sinceMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** What a turn in which nothing happens is measured to take. */
function askingMs(): number {
  const times = 1000
  let sum = 0
  for (let time = 0; time < times; time++) sum += sinceMs(process.cpuUsage())
  return sum / times
}
