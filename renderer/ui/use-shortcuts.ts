// Runs the action whose keys were pressed, wherever the focus is; but never takes a key from somebody who types.
import { useEffect } from 'react'
import { allActions, useActions } from './actions.ts'
import { isBareKey, keysOf } from './shortcuts.ts'

export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function useShortcuts(): void {
  useEffect(() => {
    addEventListener('keydown', runPressed)
    return () => removeEventListener('keydown', runPressed)
  }, [])
}

function runPressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const keys = keysOf(event, isMac)
  const state = useActions.getState()
  if (isBareKey(keys) && (!state.areBareKeysOn || state.open !== null || isTakingKeys(event.target))) return
  const action = allActions(state).find((one) => one.keys === keys)
  if (action === undefined) return
  event.preventDefault()
  action.run()
}

/** A field takes every key, a control of its own kind those that it knows; menus and dialogs find by letter. */
function isTakingKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="menu"], [role="listbox"], [role$="dialog"]',
    ) !== null
  )
}
