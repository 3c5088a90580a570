// Who plays beside the champion, and under which seed: chosen in the panel, or from an archive.
import { create } from 'zustand'
import type { ShownGenome } from '../network/network-choice.ts'

/** Several play at once on one screen; more would be too small to see. */
const MOST_AT_WORK = 4

interface BehaviourChoice {
  /** Beside the best of the run. */
  readonly beside: readonly ShownGenome[]
}

export const useBehaviourChoice = create<BehaviourChoice>(() => ({ beside: [] }))

/** Of which run they are. */
let run = ''

/** Another run has other genomes. */
export function beginRun(key: string): void {
  if (key === run) return
  run = key
  useBehaviourChoice.setState({ beside: [] })
}

/** Lets a genome play too; of too many the first makes room. */
export function playBeside(genome: ShownGenome): void {
  useBehaviourChoice.setState(({ beside }) => {
    const others = beside.filter((one) => JSON.stringify(one) !== JSON.stringify(genome))
    return { beside: [...others, genome].slice(1 - MOST_AT_WORK) }
  })
}

export function stopPlaying(genome: ShownGenome): void {
  useBehaviourChoice.setState(({ beside }) => ({
    beside: beside.filter((one) => JSON.stringify(one) !== JSON.stringify(genome)),
  }))
}
