// Everything that can be done on the screen at the moment, by name: what the command palette lists, what the sheet of
// shortcuts shows and what keys do. Each screen brings its own actions while it is there.
import type { LucideIcon } from 'lucide-react'
import { useEffect, useId } from 'react'
import { create } from 'zustand'
import { remember } from './remembered.ts'

/** In the order in which they are listed. */
export const ACTION_GROUPS = ['run', 'panels', 'network', 'go', 'look'] as const
export type ActionGroup = (typeof ACTION_GROUPS)[number]

export interface Action {
  /** Unique among all. */
  readonly id: string
  readonly title: string
  readonly group: ActionGroup
  readonly icon?: LucideIcon
  /** As {@link keysOf} tells them. */
  readonly keys?: string
  run(): void
}

interface ActionsState {
  readonly lists: ReadonlyMap<string, readonly Action[]>
  readonly open: 'palette' | 'shortcuts' | null
  /** Whether keys alone are shortcuts; those with Ctrl or Command always are. */
  readonly areBareKeysOn: boolean
}

export const useActions = create<ActionsState>(() => ({
  lists: new Map(),
  open: null,
  areBareKeysOn: true,
}))

/** Offers `actions` for as long as the component is there; `null` offers none. They should be memoised. */
export function useActionsOf(actions: readonly Action[] | null): void {
  const id = useId()
  useEffect(() => {
    if (actions === null) return
    offer(id, actions)
    return () => offer(id, null)
  }, [id, actions])
}

function offer(id: string, actions: readonly Action[] | null): void {
  const lists = new Map(useActions.getState().lists)
  if (actions === null) lists.delete(id)
  else lists.set(id, actions)
  useActions.setState({ lists })
}

export function allActions({ lists }: Pick<ActionsState, 'lists'>): readonly Action[] {
  return [...lists.values()].flat()
}

export function openSheet(open: ActionsState['open']): void {
  useActions.setState({ open })
}

/** Before anything is drawn. */
export function beginShortcuts(value: unknown): void {
  useActions.setState({ areBareKeysOn: value !== false })
}

export function allowBareKeys(areBareKeysOn: boolean): void {
  remember('bare-keys', areBareKeysOn ? null : false)
  useActions.setState({ areBareKeysOn })
}
