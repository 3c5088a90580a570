// Words that pure rooms may not say: clocks, chance, platform, and mathematics whose bits differ between runtimes.

/** Exactly rounded, or whole numbers only: the same on every engine. */
const PORTABLE_MATH = [
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'],
  ...['E', 'LN10', 'LN2', 'LOG10E', 'LOG2E', 'PI', 'SQRT1_2', 'SQRT2'],
]

const PLATFORM = [
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval'],
  ...[
    'queueMicrotask',
    'process',
    'Buffer',
    'console',
    'window',
    'document',
    'navigator',
    'globalThis',
    'self',
  ],
  ...['crypto', 'fetch', 'WebSocket', 'Worker', 'SharedArrayBuffer', 'Atomics', 'Intl', '__dirname'],
  ...['TextEncoder', 'TextDecoder', 'AbortController', 'localStorage', 'eval', 'Function'],
]

/** Their order or text depends on the machine's language. */
const LOCALE = /\.(?:localeCompare|toLocale\w+)\b/g

/** Rooms whose numbers are part of a run's bits. */
const COMPUTING = new Set(
  [
    'base',
    'network',
    'neat',
    'problems',
    'evaluate',
    'run',
    'hyperneat',
    'tune',
    'quality',
    'islands',
    'slurm',
  ].map((room) => `core/${room}`),
)

const MATH = /\bMath\b(?:\s*\.\s*(\w+))?/g
const POWER = /\*\*/g

/** One sentence per offence in `code`, whose strings and comments are gone. */
export function bannedWords(room: string, code: string): string[] {
  if (!room.startsWith('core/') || room === 'core/node') return []
  const found: string[] = []
  for (const [, name] of code.matchAll(MATH)) {
    if (name === undefined) found.push('passes Math on as a whole')
    else if (!PORTABLE_MATH.includes(name)) {
      found.push(
        `uses Math.${name}, which is not the same everywhere: see core/base/portable-math.ts and random.ts`,
      )
    }
  }
  for (const word of PLATFORM) {
    // A property or a key of that name is somebody else's.
    const pattern = new RegExp(`(?<![.\\w$#])${word}(?![\\w$]|\\s*\\??:(?!:))`, 'g')
    if (pattern.test(code)) found.push(`uses ${word}, which pure rooms do not have`)
  }
  if (code.search(/\bimport\s*\.\s*meta\b/) >= 0) found.push('uses import.meta, which pure rooms do not have')
  for (const [word] of code.matchAll(LOCALE))
    found.push(`uses ${word}, which depends on the machine's language`)
  if (COMPUTING.has(room) && code.search(POWER) >= 0) {
    found.push('uses **, whose bits differ between engines: see pow in core/base/portable-math.ts')
  }
  return found
}
