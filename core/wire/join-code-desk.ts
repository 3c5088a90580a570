// The one join code that a master shows: how long, for how many tries, how soon after a wrong one. It knows no network
// and no clock.
import type { Refusal } from './admission.ts'

export const CODE_LIFE_MS = 600_000
/** Wrong tries in all after which a code is worthless. */
export const MOST_TRIES = 5
/** After the first wrong try the next one has to wait this long, and twice as long after every further one. */
const FIRST_DELAY_MS = 2000

export type DeskAnswer =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly refusal: Refusal }

interface Shown {
  readonly code: string
  readonly untilMs: number
}

export class JoinCodeDesk {
  #shown: Shown | null = null
  #wrong = 0
  #nextTryAtMs = Number.NEGATIVE_INFINITY
  #isBusy = false

  /** In the place of the code of before. The delay after wrong tries stays: a new code is no way around it. */
  show(code: string, nowMs: number): void {
    this.#shown = { code, untilMs: nowMs + CODE_LIFE_MS }
    this.#wrong = 0
  }

  current(nowMs: number): string | null {
    return this.#shown !== null && nowMs < this.#shown.untilMs ? this.#shown.code : null
  }

  /** Somebody wants to try: one at a time. */
  begin(nowMs: number): DeskAnswer {
    const code = this.current(nowMs)
    if (code === null) return refuse('This master shows no join code now. Ask for a new one there.')
    const waitMs = this.#nextTryAtMs - nowMs
    if (waitMs > 0) {
      return refuse(`A wrong code was tried. The next try is possible in ${Math.ceil(waitMs / 1000)} s.`)
    }
    if (this.#isBusy) return refuse('Somebody else is joining by code at this moment. Try again.')
    this.#isBusy = true
    return { ok: true, code }
  }

  /** The try is over: the code was right and is used up, it was wrong, or somebody left before it was tried. */
  end(outcome: 'right' | 'wrong' | 'left', nowMs: number): void {
    this.#isBusy = false
    if (outcome === 'right') this.#shown = null
    if (outcome !== 'wrong') return
    this.#nextTryAtMs = nowMs + FIRST_DELAY_MS * 2 ** this.#wrong
    this.#wrong++
    if (this.#wrong >= MOST_TRIES) this.#shown = null
  }
}

function refuse(message: string): DeskAnswer {
  return { ok: false, refusal: { code: 'code', message } }
}
