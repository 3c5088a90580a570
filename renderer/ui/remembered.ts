// What this machine remembers of how a person likes the screens: small values by name. Whoever reads one parses it,
// because an older or a newer Neatwork may have written it.

const PREFIX = 'neatwork.'

/** Unparsed; null where nothing is remembered, or where the browser keeps nothing. */
export function remembered(name: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + name)
    return text === null ? null : JSON.parse(text)
  } catch {
    return null // a private window, or text that nobody can read: as if nothing had been remembered
  }
}

/** null forgets. */
export function remember(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name)
    else localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing: the choice holds until the page is closed.
  }
}
