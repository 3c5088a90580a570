// Light, dark or as the system has it: the person's choice, remembered. The tokens follow `data-theme` of the page.
import { create } from 'zustand'
import { remember } from './remembered.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** What is drawn and not styled (a canvas) is drawn anew when this changes. */
export const useTheme = create<{ readonly theme: Theme }>(() => ({ theme: 'system' }))

export function readTheme(value: unknown): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system'
}

/** Before anything is drawn, so that no page flashes in the other colours. */
export function beginTheme(value: unknown): void {
  show(readTheme(value))
}

export function chooseTheme(theme: Theme): void {
  remember('theme', theme === 'system' ? null : theme)
  show(theme)
}

function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  useTheme.setState({ theme })
}
