// The stretch of generations that all charts of the run show together.
import { create } from 'zustand'
import type { ChosenSpan } from './range.ts'

export const useShownSpan = create<{ readonly chosen: ChosenSpan }>(() => ({ chosen: null }))

export function showSpan(chosen: ChosenSpan): void {
  useShownSpan.setState({ chosen })
}
