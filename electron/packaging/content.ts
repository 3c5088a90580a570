// What of the project goes into the app: what Vite bundled, and the few files that are read as files while it runs.

const KEPT: readonly RegExp[] = [
  /^\/\.vite\//,
  /^\/package\.json$/,
  /^\/(LICENSE|THIRD_PARTY_LICENSES\.md)$/,
  /^\/assets\/tray\/[\w@-]+\.(png|ico)$/,
  // Problems in Python (core/node/python/start-python.ts).
  /^\/python\/neatwork\/[^/]+\.(py|typed)$/,
]

/** Folders on the way to what is kept: the packager doesn't look into one that is ignored. */
const WAYS: ReadonlySet<string> = new Set([
  '/.vite',
  '/assets',
  '/assets/tray',
  '/python',
  '/python/neatwork',
])

/** Outside the archive, beside it: Python can't read Electron's archives. */
export const UNPACKED_FOLDER = 'python'

/** `path` begins with a slash, seen from the project; the project itself is the empty path. */
export function isLeftOut(path: string): boolean {
  return path !== '' && !WAYS.has(path) && !KEPT.some((kept) => kept.test(path))
}
