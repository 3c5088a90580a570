// A problem that only the workers know: its fitness function comes with them, and the first of them decides which one it
// is. The master has its shape.
import type { OwnCode, Problem } from './problem.ts'

/** Under this name workers offer their own function to masters that have none. */
export const OPEN_NAME = 'own-of-the-workers'

/** What stands for the hash until the first worker has come. */
export const UNDECIDED = '0'.repeat(32)

export interface OpenShape {
  readonly inputs: number
  readonly outputs: number
  readonly worstFitness: number
  readonly deterministic: boolean
}

/** The master's side of it. No fitness solves it: whoever drives the run knows when it is over. */
export function openProblem({ inputs, outputs, ...rest }: OpenShape): Problem {
  const names = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${prefix} ${at + 1}`)
  return {
    ...open({ language: 'python', file: '', hash: UNDECIDED }),
    ...rest,
    inputs: names('input', inputs),
    outputs: names('output', outputs),
  }
}

/** The worker's side: its function, for any master that takes it. */
export function offeredTo(own: OwnCode): Problem {
  return { ...open(own), inputs: [], outputs: [], worstFitness: 0, deterministic: true }
}

function open(own: OwnCode): Omit<Problem, 'inputs' | 'outputs' | 'worstFitness' | 'deterministic'> {
  return {
    name: OPEN_NAME,
    version: 1,
    summary: 'A fitness function that the workers bring along.',
    solvedAt: Number.MAX_VALUE,
    tryChampion: () => ({ solved: false, metrics: {} }),
    own: { ...own, isOpen: true },
    evaluate() {
      throw new TypeError('a fitness function of the workers is evaluated by them')
    },
  }
}
