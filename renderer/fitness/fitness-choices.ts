// How a person likes the fitness curve: remembered on this machine.
import { create } from 'zustand'
import type { ScaleKind } from '../chart/value-scale.ts'
import { remember, remembered } from '../ui/remembered.ts'

/** Generations over which curves are smoothed. */
export const SMOOTHINGS = [1, 5, 20, 100] as const

export interface FitnessChoices {
  readonly scale: ScaleKind
  readonly smoothing: number
  /** Name of a measure; null for fitness. */
  readonly measure: string | null
}

const NAME = 'fitness'

export const useFitnessChoices = create<FitnessChoices>(() => readChoices(remembered(NAME)))

export function choose(change: Partial<FitnessChoices>): void {
  useFitnessChoices.setState(change)
  const { scale, smoothing } = useFitnessChoices.getState()
  remember(NAME, { scale, smoothing })
}

export function readChoices(value: unknown): FitnessChoices {
  const saved = typeof value === 'object' && value !== null ? value : {}
  const scale = 'scale' in saved && saved.scale === 'log' ? 'log' : 'linear'
  const smoothing = 'smoothing' in saved ? SMOOTHINGS.find((one) => one === saved.smoothing) : undefined
  return { scale, smoothing: smoothing ?? 1, measure: null }
}
