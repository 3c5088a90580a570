// What can be done with the run screen's panels, for menus, shortcuts and commands that stand elsewhere on the screen.
import { create } from 'zustand'
import type { PanelId } from './panel-layout.ts'
import type { RunPanel } from './panels.tsx'

export interface PanelDesk {
  readonly panels: readonly RunPanel[]
  readonly shown: ReadonlySet<string>
  /** Brings a panel to the front, wherever it is; a hidden one to its first place. */
  show(id: PanelId): void
  hide(id: PanelId): void
  /** Shows it, or scrolls to it, and puts the focus there. */
  focus(id: PanelId): void
  /** Gives the stack that was used last the whole room, or takes it back. */
  toggleSize(): void
  /** Back to the first arrangement. */
  reset(): void
}

/** null where panels stand one below the other, and nothing can be arranged. */
export const usePanelDesk = create<{ readonly desk: PanelDesk | null }>(() => ({ desk: null }))

let first: PanelId | null = null

/** The panel that is in front when the next run is shown. */
export function showFirst(id: PanelId): void {
  first = id
}

export function takeFirst(): PanelId | null {
  const wanted = first
  first = null
  return wanted
}
