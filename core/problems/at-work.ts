// A long evaluation and the world outside: whether anybody still waits for it, and how far it is. It knows no clock and no
// machine; neither may change what an evaluation comes to.

/**
 * An evaluation runs without a pause, so that nothing can be called meanwhile: it looks. The result of one that was aborted
 * is thrown away, whatever it is.
 */
export interface EvaluationSignal {
  /** Nobody waits for the result any more. */
  readonly aborted: boolean
  /** Ends the evaluation where nobody waits for it. */
  throwIfAborted(): void
}

/** Hears how far an evaluation is: `share` from 0 to 1. */
export type TellProgress = (share: number, note: string) => void

/** Where an evaluation happens, as far as it may know. */
export interface AtWork {
  /** Whether nobody waits for the result any more. */
  isAborted(): boolean
  readonly told: TellProgress
}

/** Of evaluations that nobody calls off or listens to. */
export const UNWATCHED: AtWork = { isAborted: () => false, told: () => {} }

export function evaluationSignal({ isAborted }: AtWork): EvaluationSignal {
  return {
    get aborted() {
      return isAborted()
    },
    throwIfAborted() {
      if (isAborted()) throw new Error('nobody waits for this evaluation any more')
    },
  }
}

/** From 0 to 1, whatever somebody's own code says. */
export function shareOf(value: number): number {
  return value > 0 ? Math.min(value, 1) : 0
}
