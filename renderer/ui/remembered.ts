// What is remembered of how a person likes the screens: small values by name, kept by the host for this machine, because a
// page in a browser has another address at every start. The page's own storage stands in where the host keeps nothing.
// Whoever reads a value parses it: an older or a newer Neatwork may have written it.

const PREFIX = 'neatwork.'

/** Tells the host; null forgets. */
export type KeepPreference = (name: string, value: string | null) => Promise<unknown>

const values = new Map<string, string>()
let keepAtHost: KeepPreference | null = null

/** Before anything is drawn: what the host has kept, and how it is told of changes. */
export function beginRemembering(kept: Readonly<Record<string, string>>, keep: KeepPreference): void {
  for (const [name, value] of Object.entries(kept)) values.set(name, value)
  keepAtHost = keep
}

/** Unparsed; null where nothing is remembered. */
export function remembered(name: string): unknown {
  try {
    const text = values.get(name) ?? localStorage.getItem(PREFIX + name)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null // a private window, or text that nobody can read: as if nothing had been remembered
  }
}

/** null forgets. */
export function remember(name: string, value: unknown): void {
  const text = value === null ? null : JSON.stringify(value)
  if (text === null) values.delete(name)
  else values.set(name, text)
  keepHere(name, text)
  keepAtHost?.(name, text).catch(() => {}) // whoever may only look keeps it in the page
}

function keepHere(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, text)
  } catch {
    // A browser that keeps nothing: the choice holds until the page is closed.
  }
}
