// The theme's colours as a canvas takes them: tokens that depend on the theme are resolved by an element of the page.
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
