// What people may set of a problem: declared by the problem, checked here, given to every evaluation of a run.
import { type ConfigIssue, nearestName } from '../base/config-issue.ts'

/** What an option can be set to. */
export type OptionValue = number | boolean | string
/** Values of options, by name. */
export type OptionValues = Readonly<Record<string, OptionValue>>

interface Described {
  /** One line for people. */
  readonly description: string
}

/** One thing that can be set, with what it is when nobody sets it. */
export type OptionSpec = Described &
  (
    | {
        readonly kind: 'number'
        readonly default: number
        readonly low: number
        readonly high: number
        readonly whole?: boolean
      }
    | { readonly kind: 'switch'; readonly default: boolean }
    | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
    | { readonly kind: 'text'; readonly default: string; readonly longest: number }
  )

/** What can be set of a problem, by name. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

/** What can be set of a problem, and what its kinds of values don't say. */
export interface Settable {
  readonly options?: OptionSpecs
  readonly optionIssue?: (values: OptionValues) => OptionIssue | null
}

/** A value that fits its kind and is wrong all the same. */
export interface OptionIssue {
  readonly option: string
  /** A clause. */
  readonly message: string
}

/** The options of one run: what `given` says, defaults elsewhere. `at` is where `given` stands, for the issues. */
export function parseOptions(
  { options: specs = {}, optionIssue }: Settable,
  given: Readonly<Record<string, unknown>>,
  at: string,
): { readonly values: OptionValues; readonly issues: readonly ConfigIssue[] } {
  const issues: ConfigIssue[] = []
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(specs, name)) continue
    const near = nearestName(name, Object.keys(specs))
    const hint = near === null ? '' : `; the nearest is ${near}`
    issues.push({ path: `${at}.${name}`, message: `the problem has no option "${name}"${hint}` })
  }
  const values: Record<string, OptionValue> = {}
  for (const [name, spec] of Object.entries(specs)) {
    const value = Object.hasOwn(given, name) ? given[name] : spec.default
    const wrong = misfit(spec, value)
    if (wrong === null) values[name] = value as OptionValue
    else issues.push({ path: `${at}.${name}`, message: wrong })
  }
  const issue = issues.length === 0 ? optionIssue?.(values) : null
  if (issue != null) issues.push({ path: `${at}.${issue.option}`, message: issue.message })
  return { values, issues }
}

/** What a problem is evaluated with when nobody sets anything. */
export function defaultOptions(specs: OptionSpecs | undefined): OptionValues {
  return Object.fromEntries(Object.entries(specs ?? {}).map(([name, spec]) => [name, spec.default]))
}

function misfit(spec: OptionSpec, value: unknown): string | null {
  const got = `, but it is ${JSON.stringify(value) ?? 'nothing'}`
  switch (spec.kind) {
    case 'number': {
      const fits = typeof value === 'number' && value >= spec.low && value <= spec.high
      if (fits && (spec.whole !== true || Number.isInteger(value))) return null
      return `must be a ${spec.whole === true ? 'whole ' : ''}number from ${spec.low} to ${spec.high}${got}`
    }
    case 'switch':
      return typeof value === 'boolean' ? null : `must be true or false${got}`
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value)
        ? null
        : `must be one of ${spec.choices.join(', ')}${got}`
    case 'text':
      return typeof value === 'string' && value.length <= spec.longest
        ? null
        : `must be a text of at most ${spec.longest} characters${got}`
  }
}
