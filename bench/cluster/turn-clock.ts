// How much of the processor many short turns take. The rare ones are measured by the processor's own time. To ask for that takes
// as long as a frequent turn, so that those are timed by the clock, of which this process had its share of the processor.

export class TurnClock {
  /** Of the rare turns. */
  longestMs = 0
  #rareMs = 0
  #frequentMs = 0
  readonly #begunMs = performance.now()
  readonly #begun = process.cpuUsage()

  /** Of all turns, in milliseconds of the processor. */
  get sumMs(): number {
    const share = processorMs(this.#begun) / Math.max(1e-3, performance.now() - this.#begunMs)
    return this.#rareMs + share * this.#frequentMs
  }

  frequent<Value>(turn: () => Value): Value {
    const begunMs = performance.now()
    const value = turn()
    this.#frequentMs += performance.now() - begunMs
    return value
  }

  rare<Value>(turn: () => Value): Value {
    const begun = process.cpuUsage()
    const value = turn()
    const tookMs = processorMs(begun)
    this.#rareMs += tookMs
    this.longestMs = Math.max(this.longestMs, tookMs)
    return value
  }
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}
