// Single settings by their dotted paths, as a command line names them.

export type Settings = Readonly<Record<string, unknown>>

export const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy with `path`, dotted, set to `value`. */
export function withValue(settings: Settings, path: string, value: unknown): Settings {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...settings, [key]: value }
  const inner = settings[key]
  return { ...settings, [key]: withValue(isSettings(inner) ? inner : {}, rest.join('.'), value) }
}

/** The JSON or plain text in `text`. Throws a SyntaxError where it begins like JSON and is none. */
export function valueIn(text: string): unknown {
  return /^(?:-?[\d.]|true$|false$|null$|\[|\{|")/.test(text) ? JSON.parse(text) : text
}

/** PATH=VALUE; null where it is none. */
export function assignmentIn(text: string): readonly [path: string, value: unknown] | null {
  const equals = text.indexOf('=')
  if (equals < 1) return null
  try {
    return [text.slice(0, equals), valueIn(text.slice(equals + 1))]
  } catch {
    return null // it is no JSON
  }
}
