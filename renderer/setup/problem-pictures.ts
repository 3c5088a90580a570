// Addresses of the problems' pictures, which `npm run pictures` draws.

const FOUND: Readonly<Record<string, string>> = import.meta.glob('./pictures/*.svg', {
  eager: true,
  import: 'default',
  query: '?url',
})

/** null where there is none: somebody's own problem has no picture. */
export function pictureOf(problem: string): string | null {
  return FOUND[`./pictures/${problem}.svg`] ?? null
}
