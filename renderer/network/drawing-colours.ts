// The theme's colours as a canvas takes them: tokens that depend on the theme are resolved by an element of the page.
import { useEffect, useState } from 'react'
import { useMedia } from '../ui/use-media.ts'
import type { DrawingColours } from './drawing-messages.ts'

const TOKENS: Readonly<Record<keyof DrawingColours, string>> = {
  positive: '--positive',
  negative: '--negative',
  disabled: '--ink-soft',
  ink: '--ink',
  ground: '--panel',
  hidden: '--good-ground',
  fresh: '--fresh',
  accent: '--accent',
}

export function coloursOf(element: HTMLElement): DrawingColours {
  const probe = document.createElement('span')
  element.append(probe)
  const colours = Object.entries(TOKENS).map(([name, token]) => {
    probe.style.color = `var(${token})`
    return [name, getComputedStyle(probe).color]
  })
  probe.remove()
  return Object.fromEntries(colours)
}

/** Changes with the theme, whether the system or the person chose it. */
export function useThemeName(): string {
  const isDark = useMedia('(prefers-color-scheme: dark)')
  const [chosen, setChosen] = useState(document.documentElement.dataset['theme'] ?? '')
  useEffect(() => {
    const root = document.documentElement
    const observer = new MutationObserver(() => setChosen(root.dataset['theme'] ?? ''))
    observer.observe(root, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return `${chosen} ${isDark}`
}
