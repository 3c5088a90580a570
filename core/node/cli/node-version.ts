// Which Node Neatwork needs. Imports nothing, so that every Node can read it.

const LEAST = [20, 19] as const

/** One sentence for people whose Node is too old, or null. */
export function tooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return null
  return `Neatwork needs Node ${LEAST.join('.')} or newer, and this is Node ${version}. Get one from https://nodejs.org.`
}
