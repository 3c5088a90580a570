// One question to a process of its own: it is ended with its answer, with its own end, or when patience is.
import { OwnProblemError } from './own-problem-error.ts'

export interface Settle<Answer> {
  found(answer: Answer): void
  /** With a sentence for people. */
  failed(message: string): void
}

/** Rejects with {@link OwnProblemError}, with `late` as its sentence after `patienceMs`. */
export function askProcess<Answer>(
  { patienceMs, late }: { readonly patienceMs: number; readonly late: string },
  start: (settle: Settle<Answer>) => { kill(): void },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const finish = (tell: () => void): void => {
      clearTimeout(patience)
      child.kill()
      tell()
    }
    const failed = (message: string) => finish(() => reject(new OwnProblemError(message)))
    const patience = setTimeout(() => failed(late), patienceMs)
    const child = start({ found: (answer) => finish(() => resolve(answer)), failed })
  })
}
