// Options of a problem as data: what was typed, the values that it stands for, and what is wrong with it.
import {
  defaultOptions,
  type OptionSpec,
  type OptionSpecs,
  type OptionValues,
  parseOptions,
} from '../../core/problems/options.ts'
import { texts } from '../ui/texts.ts'

/** What was changed, by name: numbers as typed. */
export type OptionsDraft = Readonly<Record<string, string | boolean>>

export interface ReadOptions {
  /** What was changed only; null while something is wrong. */
  readonly values: OptionValues | null
  /** A sentence by name. */
  readonly issues: ReadonlyMap<string, string>
}

export function readOptions(specs: OptionSpecs, draft: OptionsDraft): ReadOptions {
  const given = Object.fromEntries(
    Object.entries(draft).flatMap(([name, text]) => {
      const spec = specs[name]
      return spec === undefined ? [] : [[name, meant(spec, text)] as const]
    }),
  )
  const { issues } = parseOptions({ options: specs }, given, 'options')
  const wrong = new Map(
    issues.map(({ path }) => {
      const name = path.slice('options.'.length)
      return [name, expectation(specs[name])] as const
    }),
  )
  return { values: wrong.size === 0 ? (given as OptionValues) : null, issues: wrong }
}

function meant(spec: OptionSpec, text: string | boolean): string | boolean | number {
  if (spec.kind !== 'number' || typeof text === 'boolean' || text.trim() === '') return text
  const number = Number(text)
  return Number.isFinite(number) ? number : text
}

function expectation(spec: OptionSpec | undefined): string {
  if (spec?.kind === 'number') {
    return spec.whole === true
      ? texts.setup.whole(spec.low, spec.high)
      : texts.settings.number(spec.low, spec.high)
  }
  return spec?.kind === 'text' ? texts.options.shorter(spec.longest) : texts.settings.choose
}

/** The draft with one option changed; what equals `before` counts as unchanged. */
export function changedOption(
  draft: OptionsDraft,
  { name, before }: { readonly name: string; readonly before: string | boolean },
  value: string | boolean,
): OptionsDraft {
  const { [name]: _, ...others } = draft
  return value === before ? others : { ...others, [name]: value }
}

/** Values as a form shows them. */
export function shownOptions(values: OptionValues): OptionsDraft {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? String(value) : value]),
  )
}

/** The draft that brings a problem's defaults to `values`, as a file names them. */
export function draftOf(specs: OptionSpecs, values: OptionValues): OptionsDraft {
  const before = shownOptions(defaultOptions(specs))
  return Object.entries(shownOptions(values)).reduce<OptionsDraft>((draft, [name, value]) => {
    const standing = before[name]
    return standing === undefined ? draft : changedOption(draft, { name, before: standing }, value)
  }, {})
}
