// The places of a genome's nodes when most of them were drawn before: whoever has a place keeps it. Only a node from
// which an edge would lead backwards, or that a newcomer pushes, moves to the right.
import type { GenomeJson } from '../network/genome-json.ts'
import { LAYER_GAP, middleOf, NODE_GAP, neighboursOf, outerNodes } from './layout-parts.ts'
import type { NetworkLayout, PlacedNode } from './network-layout.ts'

/** An edge is drawn from left to right as long as its ends are so far apart. */
const LEAST_STEP = 84

export function keepPlaces(
  genome: GenomeJson,
  layers: ReadonlyMap<number, number>,
  before: NetworkLayout,
): readonly PlacedNode[] {
  return new Keeping(genome, layers, before).nodes()
}

class Keeping {
  readonly #genome: GenomeJson
  readonly #layers: ReadonlyMap<number, number>
  readonly #known: ReadonlyMap<number, { readonly x: number; readonly y: number }>
  readonly #neighbours: ReadonlyMap<number, readonly number[]>
  readonly #placed = new Map<number, PlacedNode>()
  readonly #taken = new Occupied()

  constructor(genome: GenomeJson, layers: ReadonlyMap<number, number>, before: NetworkLayout) {
    this.#genome = genome
    this.#layers = layers
    this.#known = new Map([...before.gone, ...before.nodes].map((node) => [node.id, node]))
    this.#neighbours = neighboursOf(genome)
  }

  nodes(): readonly PlacedNode[] {
    const outer = outerNodes(this.#genome)
    for (const node of outer.filter(({ role }) => role === 'input')) this.#put({ ...node, layer: 0, x: 0 })
    const hidden = this.#genome.nodes.filter(({ role }) => role === 'hidden')
    const byLayer = [...hidden].sort((a, b) => this.#layer(a.id) - this.#layer(b.id) || a.id - b.id)
    // Outputs have their heights before the hidden nodes are put between; how far to the right, the hidden nodes tell.
    for (const node of outer.filter(({ role }) => role === 'output')) {
      this.#placed.set(node.id, { ...node, layer: this.#layer(node.id), x: this.#known.get(node.id)?.x ?? 0 })
    }
    let right = 0
    const newcomers: typeof byLayer = []
    for (const node of byLayer) {
      const known = this.#known.get(node.id)
      const x = Math.max(known?.x ?? this.#between(node.id), this.#leastX(node.id))
      right = Math.max(right, x)
      if (known === undefined || this.#isTaken({ x, y: known.y })) newcomers.push(node)
      else this.#put({ ...node, layer: this.#layer(node.id), x, y: known.y })
      // What comes after it stands to its right, wherever its height will be.
      if (!this.#placed.has(node.id))
        this.#placed.set(node.id, { ...node, layer: this.#layer(node.id), x, y: 0 })
    }
    for (const node of newcomers) this.#settle(node.id)
    const outputs = outer.filter(({ role }) => role === 'output')
    const column = outputs.reduce((most, { id }) => Math.max(most, this.#known.get(id)?.x ?? 0), LAYER_GAP)
    const x = hidden.length === 0 ? column : Math.max(column, right + LEAST_STEP)
    for (const node of outputs) this.#placed.set(node.id, { ...node, layer: this.#layer(node.id), x })
    return this.#genome.nodes.flatMap(({ id }) => this.#placed.get(id) ?? [])
  }

  #layer(id: number): number {
    return this.#layers.get(id) ?? 0
  }

  /** Gives a newcomer the free height nearest to the middle of its neighbours. */
  #settle(id: number): void {
    const node = this.#placed.get(id)
    if (node === undefined) return
    const wished = middleOf(this.#neighbours.get(id) ?? [], this.#placed)
    this.#put({ ...node, y: this.#taken.free(node.x, wished) })
  }

  #isTaken(place: { readonly x: number; readonly y: number }): boolean {
    return this.#taken.isTaken(place.x, place.y)
  }

  #put(node: PlacedNode): void {
    this.#placed.set(node.id, node)
    this.#taken.add(node.x, node.y)
  }

  /** Right of the inputs, and of all that lead to it forwards. */
  #leastX(id: number): number {
    const sources = this.#ends(id).filter((other) => this.#layer(other) < this.#layer(id))
    return sources.reduce(
      (most, other) => Math.max(most, (this.#placed.get(other)?.x ?? 0) + LEAST_STEP),
      LEAST_STEP,
    )
  }

  /** A newcomer's wish: half-way between those before and those after it. */
  #between(id: number): number {
    const least = this.#leastX(id)
    const after = this.#ends(id)
      .filter((other) => this.#layer(other) > this.#layer(id))
      .flatMap((other) => this.#known.get(other)?.x ?? [])
    const next = Math.min(...after)
    return Number.isFinite(next) && next - LEAST_STEP > least ? (least - LEAST_STEP + next) / 2 : least
  }

  #ends(id: number): readonly number[] {
    return this.#neighbours.get(id) ?? []
  }
}

/** Places that nodes have, found by their surroundings. */
class Occupied {
  readonly #cells = new Map<string, { readonly x: number; readonly y: number }[]>()

  add(x: number, y: number): void {
    const key = keyOf(x, y)
    const cell = this.#cells.get(key)
    if (cell === undefined) this.#cells.set(key, [{ x, y }])
    else cell.push({ x, y })
  }

  isTaken(x: number, y: number): boolean {
    for (const dx of [-NODE_GAP, 0, NODE_GAP]) {
      for (const dy of [-NODE_GAP, 0, NODE_GAP]) {
        const cell = this.#cells.get(keyOf(x + dx, y + dy)) ?? []
        if (cell.some((one) => Math.abs(one.x - x) < ROOM && Math.abs(one.y - y) < ROOM)) return true
      }
    }
    return false
  }

  /** The free height at `x` nearest to `wished`. */
  free(x: number, wished: number): number {
    for (let step = 0; ; step++) {
      for (const y of [wished - (step * NODE_GAP) / 4, wished + (step * NODE_GAP) / 4]) {
        if (!this.isTaken(x, y)) return y
      }
    }
  }
}

/** Between the middles of two nodes, a little less than what new drawings leave. */
const ROOM = NODE_GAP - 1

const keyOf = (x: number, y: number): string => `${Math.floor(x / NODE_GAP)} ${Math.floor(y / NODE_GAP)}`
