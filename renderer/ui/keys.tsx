// A shortcut as the keys that are pressed.
import type { JSX } from 'react'
import { readableKeys } from './shortcuts.ts'
import { isMac } from './use-shortcuts.ts'

export function Keys({ keys }: { readonly keys: string }): JSX.Element {
  return (
    <span className="keys">
      {readableKeys(keys, isMac).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
