// A TypeScript file as the architecture test reads it: code without comments, string contents and regular expressions,
// and the modules it imports. A scanner, not a parser: TypeScript 7 has no compiler API to ask.

export interface SourceText {
  /** The code; every string became "§n", where n indexes {@link strings}. */
  readonly code: string
  readonly strings: readonly string[]
}

export interface Imports {
  readonly modules: readonly string[]
  /** Dynamic imports whose module is computed. */
  readonly computed: number
}

export function readSource(text: string): SourceText {
  const strings: string[] = []
  let code = ''
  const depths: number[] = [] // brace depth at which each open `${` of a template ends
  let depth = 0
  let at = 0

  const keep = (content: string): void => {
    code += `"§${strings.length}"`
    strings.push(content)
  }
  const template = (): void => {
    const { end, substitution } = templatePart(text, at)
    keep(text.slice(at, end))
    at = end + (substitution ? 2 : 1)
    if (substitution) {
      depths.push(depth)
      code += ' '
    }
  }

  while (at < text.length) {
    const rest = text.slice(at, at + 2)
    const character = text.charAt(at)
    if (rest === '//') at = endOf(text, '\n', at)
    else if (rest === '/*') {
      at = endOf(text, '*/', at + 2) + 2
      code += ' '
    } else if (character === '"' || character === "'") {
      const end = quoteEnd(text, at)
      keep(text.slice(at + 1, end))
      at = end + 1
    } else if (character === '`' || (character === '}' && depths.at(-1) === depth)) {
      if (character === '}') depths.pop()
      at++
      template()
    } else if (character === '/' && beginsRegularExpression(code)) {
      at = regularExpressionEnd(text, at)
      code += '/§/'
    } else {
      if (character === '{') depth++
      if (character === '}') depth--
      code += character
      at++
    }
  }
  return { code, strings }
}

const STATIC_IMPORT = /\b(?:import|export)\b[^;"'()=]*?\bfrom\s*"§(\d+)"/g
const BARE_IMPORT = /\bimport\s*"§(\d+)"/g
const DYNAMIC_IMPORT = /\b(?:import|require)\s*\(\s*"§(\d+)"\s*[),]/g
const ANY_DYNAMIC_IMPORT = /\b(?:import|require)\s*\(/g

/** Static, re-exported, bare, dynamic, required and type-only imports alike. */
export function importsOf({ code, strings }: SourceText): Imports {
  const found = (pattern: RegExp): string[] =>
    [...code.matchAll(pattern)].map((match) => strings[Number(match[1])] ?? '')
  const dynamic = found(DYNAMIC_IMPORT)
  const calls = [...code.matchAll(ANY_DYNAMIC_IMPORT)].length
  return {
    modules: [...found(STATIC_IMPORT), ...found(BARE_IMPORT), ...dynamic],
    computed: calls - dynamic.length,
  }
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from)
  return end < 0 ? text.length : end
}

/** Where a quoted string ends; at the end of the line at the latest, as apostrophes in JSX text are none. */
function quoteEnd(text: string, start: number): number {
  const quote = text.charAt(start)
  let at = start + 1
  while (at < text.length && text.charAt(at) !== quote && text.charAt(at) !== '\n') {
    at += text.charAt(at) === '\\' ? 2 : 1
  }
  return Math.min(at, text.length)
}

/** The end of a template's text from `start`, and whether a substitution follows there. */
function templatePart(text: string, start: number): { end: number; substitution: boolean } {
  let at = start
  while (at < text.length && text.charAt(at) !== '`') {
    if (text.startsWith('${', at)) return { end: at, substitution: true }
    at += text.charAt(at) === '\\' ? 2 : 1
  }
  return { end: Math.min(at, text.length), substitution: false }
}

/** A slash divides after a value and opens a regular expression elsewhere. */
function beginsRegularExpression(code: string): boolean {
  const before = code.trimEnd()
  return before === '' || /(?:[(,=:[!&|?{};+\-*%~^>]|\b(?:return|typeof|case|in|of))$/.test(before)
}

function regularExpressionEnd(text: string, start: number): number {
  let at = start + 1
  let inClass = false
  while (at < text.length && text.charAt(at) !== '\n' && (inClass || text.charAt(at) !== '/')) {
    if (text.charAt(at) === '[') inClass = true
    if (text.charAt(at) === ']') inClass = false
    at += text.charAt(at) === '\\' ? 2 : 1
  }
  return Math.min(at + 1, text.length)
}
