// The game of Snake: a field with walls around it, a snake that grows with every apple, apples where chance puts them.
import type { Random } from '../../base/random.ts'

/** Cells to a side. */
export const SIDE = 10
const CELLS = SIDE * SIDE
const FIRST_LENGTH = 3
/** North, east, south, west; y counts upwards. */
const DX = [0, 1, 0, -1]
const DY = [1, 0, -1, 0]

export type Death = 'wall' | 'itself' | 'hunger' | null

/** Of one episode; steps allocate nothing. */
export class SnakeGame {
  /** Cells as `y * SIDE + x`, tail first, in a ring. */
  readonly #ring = new Uint8Array(CELLS)
  /** 1 where the snake is. */
  readonly #taken = new Uint8Array(CELLS)
  readonly #random: Random
  #tail = 0
  #length = FIRST_LENGTH
  #facing = 1
  #apple = 0
  #hungry = 0
  #steps = 0
  #death: Death = null

  constructor(random: Random) {
    this.#random = random
    const y = SIDE / 2
    for (let at = 0; at < FIRST_LENGTH; at++) {
      const cell = y * SIDE + at + 1
      this.#ring[at] = cell
      this.#taken[cell] = 1
    }
    this.#placeApple()
  }

  get apples(): number {
    return this.#length - FIRST_LENGTH
  }

  get steps(): number {
    return this.#steps
  }

  get death(): Death {
    return this.#death
  }

  get hasWon(): boolean {
    return this.#length === CELLS
  }

  get isOver(): boolean {
    return this.#death !== null || this.hasWon
  }

  /** Cells of the snake from its tail to its head. */
  *body(): Iterable<readonly [number, number]> {
    for (let at = 0; at < this.#length; at++) {
      const cell = this.#ring[(this.#tail + at) % CELLS] as number
      yield [cell % SIDE, Math.floor(cell / SIDE)]
    }
  }

  get apple(): readonly [number, number] {
    return [this.#apple % SIDE, Math.floor(this.#apple / SIDE)]
  }

  /**
   * In the directions ahead, to the right, to the left: 1 / (cells to the wall), 1 / (cells to itself) or 0, and whether the
   * apple lies on that side, 0 or 1; then the length as a share of the field.
   */
  observe(inputs: Float64Array): void {
    const head = this.#head()
    const x = head % SIDE
    const y = (head - x) / SIDE
    const toAppleX = (this.#apple % SIDE) - x
    const toAppleY = Math.floor(this.#apple / SIDE) - y
    for (let at = 0; at < 3; at++) {
      const direction = (this.#facing + (at === 0 ? 0 : at === 1 ? 1 : 3)) % 4
      const dx = DX[direction] as number
      const dy = DY[direction] as number
      const toWall = dx > 0 ? SIDE - x : dx < 0 ? x + 1 : dy > 0 ? SIDE - y : y + 1
      inputs[at * 3] = 1 / toWall
      inputs[at * 3 + 1] = this.#nearness(x, y, dx, dy)
      inputs[at * 3 + 2] = toAppleX * dx + toAppleY * dy > 0 ? 1 : 0
    }
    inputs[9] = this.#length / CELLS
  }

  /** 0 goes straight on, 1 turns right, 2 turns left. */
  step(turn: number): void {
    this.#facing = (this.#facing + (turn === 0 ? 0 : turn === 1 ? 1 : 3)) % 4
    this.#steps++
    const head = this.#head()
    const x = (head % SIDE) + (DX[this.#facing] as number)
    const y = Math.floor(head / SIDE) + (DY[this.#facing] as number)
    if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) {
      this.#death = 'wall'
      return
    }
    const next = y * SIDE + x
    const eats = next === this.#apple
    const tail = this.#ring[this.#tail] as number
    // The tail moves on in the same step: where it was the head may go.
    if (this.#taken[next] === 1 && (eats || next !== tail)) {
      this.#death = 'itself'
      return
    }
    if (eats) {
      this.#length++
      this.#hungry = 0
    } else {
      this.#taken[tail] = 0
      this.#tail = (this.#tail + 1) % CELLS
      this.#hungry++
    }
    this.#ring[(this.#tail + this.#length - 1) % CELLS] = next
    this.#taken[next] = 1
    if (eats && !this.hasWon) this.#placeApple()
    // Time to go once around everything: who eats nothing by then is walking in circles.
    if (this.#hungry > CELLS + this.#length) this.#death = 'hunger'
  }

  #head(): number {
    return this.#ring[(this.#tail + this.#length - 1) % CELLS] as number
  }

  #nearness(x: number, y: number, dx: number, dy: number): number {
    let [atX, atY, cells] = [x + dx, y + dy, 1]
    while (atX >= 0 && atY >= 0 && atX < SIDE && atY < SIDE) {
      if (this.#taken[atY * SIDE + atX] === 1) return 1 / cells
      atX += dx
      atY += dy
      cells++
    }
    return 0
  }

  /** On a free cell, each as likely. */
  #placeApple(): void {
    let left = this.#random.nextInt(CELLS - this.#length)
    for (let cell = 0; cell < CELLS; cell++) {
      if (this.#taken[cell] === 1) continue
      if (left === 0) {
        this.#apple = cell
        return
      }
      left--
    }
  }
}
