// Shortcuts as text: "mod+k" (Ctrl, or Command on a Mac), "shift+alt+p", "?", "1". Pure: what was pressed comes in, what
// it is called goes out.

export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** What was pressed, as a shortcut. A printed sign says by itself whether Shift was needed. */
export function keysOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed, isMac: boolean): string {
  const name = key === ' ' ? 'space' : key.toLowerCase()
  const isPrinted = name.length === 1 && !/[a-z0-9]/.test(name)
  return [
    (isMac ? metaKey : ctrlKey) ? 'mod+' : '',
    (isMac ? ctrlKey : metaKey) ? 'other+' : '',
    altKey ? 'alt+' : '',
    shiftKey && !isPrinted ? 'shift+' : '',
    name,
  ].join('')
}

/** A key alone, which people may not want: whoever dictates says many of them. */
export function isBareKey(keys: string): boolean {
  return !/mod\+|alt\+/.test(keys)
}

const NAMES: Readonly<Record<string, string>> = { space: 'Space', enter: 'Enter', escape: 'Esc', ',': ',' }

/** Its keys one by one, as they are printed on the keyboard. */
export function readableKeys(keys: string, isMac: boolean): readonly string[] {
  return keys.split('+').map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl'
    if (part === 'alt') return isMac ? '⌥' : 'Alt'
    if (part === 'shift') return isMac ? '⇧' : 'Shift'
    return NAMES[part] ?? part.toUpperCase()
  })
}
