// The champions of a run as they followed each other: the best of all, and the best of every species. One is kept only
// where it is another genome than before; when all of them take too much room, the past is thinned out.

/** The best genome of the run so far, or the number of a species. */
export type LineKey = 'run' | number

export interface KeptChampion {
  readonly line: LineKey
  /** From which on it was the champion. */
  readonly generation: number
  readonly fitness: number
  /** Of its genes. */
  readonly hash: string
  readonly id: number
  /** A compact genome as JSON: a tenth of the memory of an object. */
  readonly text: string
}

interface Line {
  readonly champions: KeptChampion[]
  /** Last generation of which something is known. */
  until: number
}

/** Characters of all genomes kept, a byte each. */
const MOST_CHARACTERS = 16_000_000
/** Share that is left after thinning, so that it happens seldom. */
const THINNED_TO = 0.7
/** How much more a champion of the whole run is worth. */
const RUN_WEIGHT = 20

export class ChampionLines {
  readonly #most: number
  readonly #lines = new Map<LineKey, Line>()
  #characters = 0

  constructor(most = MOST_CHARACTERS) {
    this.#most = most
  }

  /** The line had this champion in that generation. Returns whether it is another one than before. */
  note(champion: KeptChampion): boolean {
    const line = this.#lines.get(champion.line) ?? { champions: [], until: champion.generation }
    this.#lines.set(champion.line, line)
    line.until = Math.max(line.until, champion.generation)
    if (line.champions.at(-1)?.hash === champion.hash) return false
    line.champions.push(champion)
    this.#characters += champion.text.length
    if (this.#characters > this.#most) this.#thin(champion.generation)
    return true
  }

  /** The line is still there, with the champion it had. */
  live(key: LineKey, generation: number): void {
    const line = this.#lines.get(key)
    if (line !== undefined) line.until = Math.max(line.until, generation)
  }

  last(key: LineKey): KeptChampion | null {
    return this.#lines.get(key)?.champions.at(-1) ?? null
  }

  /** The champion in force in `generation`: the latest that came until then. */
  at(key: LineKey, generation: number): KeptChampion | null {
    return this.#lines.get(key)?.champions.findLast((one) => one.generation <= generation) ?? null
  }

  line(key: LineKey): readonly KeptChampion[] {
    return this.#lines.get(key)?.champions ?? []
  }

  /** What there is of each line, the whole run's first. */
  keys(): readonly {
    readonly line: LineKey
    readonly from: number
    readonly until: number
    readonly count: number
  }[] {
    return [...this.#lines]
      .map(([line, { champions, until }]) => ({
        line,
        from: champions[0]?.generation ?? until,
        until,
        count: champions.length,
      }))
      .sort((a, b) => Number(a.line === 'run' ? -1 : a.line) - Number(b.line === 'run' ? -1 : b.line))
  }

  find(id: number): KeptChampion | null {
    for (const { champions } of this.#lines.values()) {
      const found = champions.findLast((one) => one.id === id)
      if (found !== undefined) return found
    }
    return null
  }

  all(): readonly KeptChampion[] {
    return [...this.#lines.values()].flatMap(({ champions }) => champions)
  }

  /** Drops those whose neighbours in their line are nearest for their age, never two in a row at once. */
  #thin(now: number): void {
    const target = THINNED_TO * this.#most
    while (this.#characters > target) {
      const costs = this.#costs(now)
      const gone = new Set<KeptChampion>()
      const spared = new Set<KeptChampion>()
      for (const { champion, before, after } of costs) {
        if (this.#characters <= target || spared.has(champion)) continue
        gone.add(champion)
        this.#characters -= champion.text.length
        for (const neighbour of [before, after]) if (neighbour !== undefined) spared.add(neighbour)
      }
      if (gone.size === 0) return
      for (const [key, line] of this.#lines) {
        const champions = line.champions.filter((one) => !gone.has(one))
        if (champions.length === 0) this.#lines.delete(key)
        else this.#lines.set(key, { champions, until: line.until })
      }
    }
  }

  /** All that may go, the cheapest first: not the first and the last of the run, nor the last of a living species. */
  #costs(now: number) {
    const costs: {
      readonly cost: number
      readonly champion: KeptChampion
      readonly before: KeptChampion | undefined
      readonly after: KeptChampion | undefined
    }[] = []
    for (const [key, { champions, until }] of this.#lines) {
      const weight = key === 'run' ? RUN_WEIGHT : 1
      champions.forEach((champion, at) => {
        const [before, after] = [champions[at - 1], champions[at + 1]]
        const isSacred = after === undefined && until >= now
        if (isSacred || (key === 'run' && (before === undefined || after === undefined))) return
        const gap = (after?.generation ?? until) - (before?.generation ?? champion.generation)
        costs.push({ cost: (weight * (1 + gap)) / (1 + now - champion.generation), champion, before, after })
      })
    }
    return costs.sort((a, b) => a.cost - b.cost)
  }
}
