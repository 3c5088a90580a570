// The generation to which the next note is pinned: chosen in a chart, written in the log.
import { create } from 'zustand'

/** null: the newest. */
export const useNoteDraft = create<{ readonly generation: number | null }>(() => ({ generation: null }))

export function pinAt(generation: number | null): void {
  useNoteDraft.setState({ generation })
}
