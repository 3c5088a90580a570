// What the command line asks of the app: a first screen, a profile and a problem of somebody's own. Switches that belong to Chromium or Electron
// are left to them.
import type { Suggestion } from '../core/api/views.ts'

export interface AppArguments {
  readonly suggestion: Suggestion
  /** Folder of the profile as given, or null for the default of the mode. */
  readonly profile: string | null
  /** File of somebody's own problem, or null. */
  readonly problem: string | null
  /** Without a window, working for the master of the last time: how the system starts the app. */
  readonly hidden: boolean
}

export type ParsedArguments =
  | { readonly ok: true; readonly value: AppArguments }
  | { readonly ok: false; readonly message: string }

const USAGE =
  'Use one of --master, --worker LINK or --local, --profile DIR for a profile and --problem FILE for a problem of your own.'

/** Reads `--master`, `--worker [LINK]`, `--local`, `--profile DIR`, `--problem FILE` (also with `=`) and `--hidden`. */
export function parseArguments(args: readonly string[]): ParsedArguments {
  const suggestions: Suggestion[] = []
  let profile: string | null = null
  let problem: string | null = null
  let hidden = false
  for (let i = 0; i < args.length; i++) {
    const [name, attached] = splitSwitch(args[i] ?? '')
    const next = args[i + 1]
    const following = next === undefined || next.startsWith('--') ? null : next
    if (name === '--master') suggestions.push({ kind: 'master' })
    else if (name === '--hidden') hidden = true
    else if (name === '--local') suggestions.push({ kind: 'local' })
    else if (name === '--worker') suggestions.push({ kind: 'worker', link: attached ?? following ?? '' })
    // What a desktop starts the app with when somebody follows a join link.
    else if (name.startsWith('neatwork://')) suggestions.push({ kind: 'worker', link: name })
    else if (name === '--profile') {
      profile = attached ?? following
      if (profile === null || profile === '')
        return { ok: false, message: `--profile needs a folder. ${USAGE}` }
    } else if (name === '--problem') {
      problem = attached ?? following
      if (problem === null || problem === '')
        return { ok: false, message: `--problem needs a file. ${USAGE}` }
    } else continue
    if (['--worker', '--profile', '--problem'].includes(name) && attached === null && following !== null) i++
  }
  const [suggestion, second] = suggestions
  if (second !== undefined) return { ok: false, message: `The app can open as one thing at a time. ${USAGE}` }
  return { ok: true, value: { suggestion: suggestion ?? { kind: 'none' }, profile, problem, hidden } }
}

/** `--name=value` in its two parts; the value is null without `=`. */
function splitSwitch(argument: string): readonly [string, string | null] {
  const equals = argument.indexOf('=')
  if (!argument.startsWith('--') || equals < 0) return [argument, null]
  return [argument.slice(0, equals), argument.slice(equals + 1)]
}
