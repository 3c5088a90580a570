// One line on a terminal that says how far the simulation is; nothing where nobody watches.
import { stderr } from 'node:process'

const PAUSE_MS = 250

export class Progress {
  readonly #write: ((text: string) => void) | null
  #nextMs = 0
  #phase = ''
  #genomes = 0
  #wanted = 0

  /** Without `write` nothing is said. */
  constructor(write: ((text: string) => void) | null) {
    this.#write = write
  }

  static onTerminal(): Progress {
    return new Progress(stderr.isTTY ? (text) => stderr.write(text) : null)
  }

  /** What comes next, of so many results, from this simulated time on. */
  begin(phase: string, wanted: number, simulatedMs = 0): void {
    this.#phase = phase
    this.#wanted = wanted
    this.#genomes = 0
    this.#nextMs = 0
    this.add(0, simulatedMs)
  }

  add(genomes: number, simulatedMs: number): void {
    this.#genomes += genomes
    if (this.#write === null || performance.now() < this.#nextMs) return
    this.#nextMs = performance.now() + PAUSE_MS
    const percent = Math.min(100, Math.floor((100 * this.#genomes) / this.#wanted))
    this.#write(
      `\r\u001b[K  ${this.#phase}: ${percent} % of ${this.#wanted.toLocaleString('en')} results, ` +
        `simulated second ${Math.round(simulatedMs / 1000).toLocaleString('en')}`,
    )
  }

  /** Takes the line away. */
  end(): void {
    this.#write?.('\r\u001b[K')
  }
}
