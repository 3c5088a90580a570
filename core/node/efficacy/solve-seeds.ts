// Many seeds on all cores: each thread takes the next seed when it has solved its last.
import { Worker } from 'node:worker_threads'
import type { RunConfigInput } from '../../run/run-config.ts'
import type { Solution } from './solve.ts'

/** From source where this file is source. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './seeds-thread.ts' : './seeds-thread.js',
  import.meta.url,
)

export interface SeedRange {
  readonly first: number
  readonly count: number
}

/** In order of seeds, whatever the order of arrival; `onSolution` hears of each as it comes. */
export async function solveSeeds(
  config: RunConfigInput,
  seeds: SeedRange,
  threads: number,
  onSolution: (solution: Solution) => void,
): Promise<Solution[]> {
  const solutions: Solution[] = []
  let next = seeds.first
  const end = seeds.first + seeds.count
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const thread = new Worker(THREAD, { workerData: config })
      const give = (): void => {
        if (next < end) thread.postMessage(next++)
        else void thread.terminate().then(() => resolve())
      }
      thread.on('error', reject)
      thread.on('message', (solution: Solution) => {
        solutions.push(solution)
        onSolution(solution)
        give()
      })
      give()
    })
  await Promise.all(Array.from({ length: Math.min(threads, seeds.count) }, work))
  return solutions.toSorted((a, b) => a.seed - b.seed)
}
