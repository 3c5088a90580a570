// The one registry of structural innovations of a run: a connection between the same two nodes, or a split of the same
// connection, gets the same numbers whichever genome it arises in (Stanley & Miikkulainen 2002, §3.2).

/** What a split of a connection brought forth. */
export interface Split {
  /** Id of the new node. */
  readonly node: number
  /** Innovation of the connection into the new node. */
  readonly into: number
  /** Innovation of the connection out of the new node. */
  readonly outOf: number
}

export interface InnovationsJson {
  /** Source and target per innovation, flat. */
  readonly connections: readonly number[]
  /** Innovation that was split, per split, in the order they arose. */
  readonly splits: readonly number[]
}

// Node ids stay far below 2^26: key of a pair that is exact in a double.
const PAIR = 67108864

/** What happened, append only; shared by all registries that grew from one another. */
interface Log {
  readonly ends: number[]
  readonly splitOf: number[]
  readonly byEnds: Map<number, number>
  readonly splitsByInnovation: Map<number, Split[]>
}

/**
 * A state of the registry: a value. Of several that share a log, each sees only what it counts. The log is lent to the
 * first registry opened on its newest state; every other registry works on a copy, so that no state ever changes another.
 */
export class Innovations {
  readonly #log: Log
  readonly #connections: number
  readonly #splits: number
  readonly #firstHidden: number
  #lent = false

  private constructor(log: Log, firstHidden: number) {
    this.#log = log
    this.#connections = log.ends.length / 2
    this.#splits = log.splitOf.length
    this.#firstHidden = firstHidden
  }

  /** Nothing happened yet; the first hidden node will get the number `firstHidden`. */
  static none(firstHidden: number): Innovations {
    return new Innovations(
      { ends: [], splitOf: [], byEnds: new Map(), splitsByInnovation: new Map() },
      firstHidden,
    )
  }

  static fromJson(json: InnovationsJson, firstHidden: number): Innovations {
    const registry = new InnovationRegistry(Innovations.none(firstHidden))
    for (let i = 0; i + 1 < json.connections.length; i += 2) {
      registry.connectionAnew(json.connections[i] as number, json.connections[i + 1] as number)
    }
    for (const innovation of json.splits) registry.splitAnew(innovation)
    return registry.close()
  }

  toJson(): InnovationsJson {
    return {
      connections: this.#log.ends.slice(0, 2 * this.#connections),
      splits: this.#log.splitOf.slice(0, this.#splits),
    }
  }

  /** For {@link InnovationRegistry} only. */
  open(): { log: Log; firstHidden: number; seal: (log: Log) => Innovations } {
    const isNewest =
      this.#log.ends.length === 2 * this.#connections && this.#log.splitOf.length === this.#splits
    const log = isNewest && !this.#lent ? this.#log : this.#copyLog()
    this.#lent = true
    return { log, firstHidden: this.#firstHidden, seal: (done) => new Innovations(done, this.#firstHidden) }
  }

  #copyLog(): Log {
    return Innovations.fromJson(this.toJson(), this.#firstHidden).#log
  }
}

/** How long a structural mutation that arises again gets the number it had. */
export type InnovationScope = 'run' | 'generation'

/** Open for one generation: numbers structural mutations. */
export class InnovationRegistry {
  readonly #log: Log
  readonly #firstHidden: number
  readonly #seal: (log: Log) => Innovations
  /** What is numbered already, as far as the scope remembers it. */
  readonly #byEnds: Map<number, number>
  readonly #splitsByInnovation: Map<number, Split[]>

  constructor(innovations: Innovations, scope: InnovationScope = 'run') {
    const { log, firstHidden, seal } = innovations.open()
    this.#log = log
    this.#firstHidden = firstHidden
    this.#seal = seal
    this.#byEnds = scope === 'run' ? log.byEnds : new Map()
    this.#splitsByInnovation = scope === 'run' ? log.splitsByInnovation : new Map()
  }

  /** Innovation number of the connection from `source` to `target`. */
  connection(source: number, target: number): number {
    return this.#byEnds.get(source * PAIR + target) ?? this.connectionAnew(source, target)
  }

  /** A number that no connection has yet. Of several with the same ends the scope remembers the first. */
  connectionAnew(source: number, target: number): number {
    const key = source * PAIR + target
    const innovation = this.#log.ends.length / 2
    this.#log.ends.push(source, target)
    if (!this.#byEnds.has(key)) this.#byEnds.set(key, innovation)
    return innovation
  }

  /**
   * The split of a connection by a new node. The first split of it that `alreadyHas` doesn't know is used again; a
   * genome that has them all gets fresh numbers.
   */
  split(innovation: number, alreadyHas: (node: number) => boolean): Split {
    const known = this.#splitsByInnovation.get(innovation)?.find(({ node }) => !alreadyHas(node))
    return known ?? this.splitAnew(innovation)
  }

  /** A split with a node that no genome has yet. */
  splitAnew(innovation: number): Split {
    const { ends, splitOf } = this.#log
    const node = this.#firstHidden + splitOf.length
    const split = {
      node,
      into: this.connection(ends[2 * innovation] as number, node),
      outOf: this.connection(node, ends[2 * innovation + 1] as number),
    }
    splitOf.push(innovation)
    const splits = this.#splitsByInnovation.get(innovation)
    if (splits === undefined) this.#splitsByInnovation.set(innovation, [split])
    else splits.push(split)
    return split
  }

  /** The state after everything that was numbered. */
  close(): Innovations {
    return this.#seal(this.#log)
  }
}
