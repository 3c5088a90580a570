// Light, dark or as the system has it: the person's choice, remembered. The tokens follow `data-theme` of the page.
import { create } from 'zustand'
import { remember } from './remembered.ts'
import { useMedia } from './use-media.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const useTheme = create<{ readonly theme: Theme }>(() => ({ theme: 'system' }))

/** What is drawn and not styled (a canvas) is drawn anew when this changes, by the system or by the person. */
export function useLook(): string {
  return `${useTheme((screen) => screen.theme)} ${useMedia('(prefers-color-scheme: dark)')}`
}

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
