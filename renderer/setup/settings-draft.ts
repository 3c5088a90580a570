// The settings beyond the form's own fields, as data: what was changed, what is wrong with it, and files of it.
import { type ParseError, parse as parseJsonc } from 'jsonc-parser'
import { configInputOf } from '../../core/api/run-request.ts'
import type { OptionValues } from '../../core/problems/options.ts'
import { configText } from '../../core/run/config-text.ts'
import type { Islands } from '../../core/run/islands-config.ts'
import { parseRunConfig, type RunConfig } from '../../core/run/run-config.ts'
import { nestedIn, type Setting, type SettingGroup, settingGroups, valueAt } from '../../core/run/settings.ts'
import { isNeighbour, NEIGHBOUR_SHAPE } from '../../core/wire/island-link.ts'
import { texts } from '../ui/texts.ts'

/** What was changed, by path: numbers as typed, and what a file declared, a substrate or data, as JSON. */
export type SettingsDraft = Readonly<Record<string, string | boolean | readonly string[]>>

/** Settings that have a field of their own in the form. */
const IN_FRONT: ReadonlySet<string> = new Set([
  'version',
  'problem',
  'seed',
  'generations',
  'neat.populationSize',
])

/** Groups of everything that has no field of its own. */
export const GROUPS: readonly SettingGroup[] = settingGroups()
  .map((group) => ({ ...group, settings: group.settings.filter(({ path }) => !IN_FRONT.has(path)) }))
  .filter(({ settings }) => settings.length > 0)

const SETTINGS: readonly Setting[] = GROUPS.flatMap(({ settings }) => settings)

/** The groups with the settings that `words` are found in; all of them for no words. */
export function groupsWith(words: string): readonly SettingGroup[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return GROUPS.map((group) => ({
    ...group,
    settings: group.settings.filter(({ path, description }) => {
      const text = `${path} ${readable(path)} ${group.title} ${description}`.toLowerCase()
      return wanted.every((word) => text.includes(word))
    }),
  })).filter(({ settings }) => settings.length > 0)
}

/** `neat.weights.replaceRange` as people say it: Replace range. */
export function readable(path: string): string {
  const words = (path.split('.').at(-1) ?? path).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The preset of a problem: what every setting is unless it is changed. */
export function presetOf(problem: string): RunConfig | null {
  const parsed = parseRunConfig({ problem })
  return parsed.ok ? parsed.value : null
}

/** What a setting stands at: as typed, or as the preset has it. */
export function shownValue(setting: Setting, draft: SettingsDraft, preset: RunConfig): SettingsDraft[string] {
  const changed = draft[setting.path]
  if (changed !== undefined) return changed
  const value = valueAt(preset, setting.path)
  if (setting.kind === 'switch') return value === true
  if (setting.kind === 'choices') return Array.isArray(value) ? value.map(String) : setting.default
  return String(value)
}

/** The draft with one setting changed; what equals the preset counts as unchanged. */
export function changed(
  draft: SettingsDraft,
  setting: Setting,
  value: SettingsDraft[string],
  preset: RunConfig,
): SettingsDraft {
  const { [setting.path]: _, ...others } = draft
  const same = JSON.stringify(value) === JSON.stringify(shownValue(setting, others, preset))
  return same ? others : { ...others, [setting.path]: value }
}

/** The changes in the shape of a config file. What is no number stays as typed, for the schema to refuse. */
export function settingsOf(draft: SettingsDraft): Readonly<Record<string, unknown>> {
  const fields = nestedIn(
    SETTINGS.filter(({ path }) => draft[path] !== undefined).map((setting) => {
      const value = draft[setting.path]
      const isNumber = setting.kind === 'number' && typeof value === 'string' && value.trim() !== ''
      const number = Number(value)
      return [setting.path, isNumber && Number.isFinite(number) ? number : value] as const
    }),
  )
  const declared = DECLARED.flatMap((name) => {
    const text = draft[name]
    return typeof text === 'string' ? [[name, JSON.parse(text)] as const] : []
  })
  return { ...fields, ...Object.fromEntries(declared) }
}

/** Settings that only a file can bring. */
const DECLARED = ['data', 'substrate'] as const
export type DeclaredName = (typeof DECLARED)[number]

/** Which of them the draft has. */
export function declaredIn(draft: SettingsDraft): readonly DeclaredName[] {
  return DECLARED.filter((name) => draft[name] !== undefined)
}

/** The draft without what a file declared. */
export function withoutDeclared(draft: SettingsDraft, name: DeclaredName): SettingsDraft {
  const { [name]: _, ...others } = draft
  return others
}

/** What is wrong, by path of the setting. */
export function issuesIn(problem: string, draft: SettingsDraft): ReadonlyMap<string, string> {
  const parsed = parseRunConfig({ ...settingsOf(draft), problem })
  const issues = parsed.ok ? [] : parsed.issues
  return new Map(
    issues.map(({ path, message }) => {
      const setting = SETTINGS.find((one) => path === one.path || path.startsWith(`${one.path}.`))
      return [setting?.path ?? path, setting === undefined ? message : expectation(setting)] as const
    }),
  )
}

/** Whether a setting has a field among all settings. */
export function hasField(path: string): boolean {
  return SETTINGS.some((setting) => setting.path === path)
}

function expectation(setting: Setting): string {
  if (setting.kind !== 'number') return texts.settings.choose
  const { whole, minimum, maximum } = setting
  return whole ? texts.setup.whole(minimum, maximum) : texts.settings.number(minimum, maximum)
}

interface FormFields {
  readonly problem: string
  readonly seed: number
  readonly generations: number
  readonly populationSize: number
  /** Of the problem; only what is changed. */
  readonly options?: OptionValues
  readonly islands?: Islands
  /** Ways to other islands. */
  readonly neighbours?: readonly string[]
}

/** All settings as a commented file that every part of Neatwork reads; null while something is wrong. */
export function fileText(
  { options = {}, islands, ...fields }: FormFields,
  draft: SettingsDraft,
): string | null {
  const settings = { ...settingsOf(draft), options, ...(islands !== undefined && { islands }) }
  const parsed = parseRunConfig(configInputOf({ ...fields, settings }))
  return parsed.ok ? configText(parsed.value) : null
}

export type ImportedFile =
  | { readonly ok: true; readonly fields: FormFields; readonly draft: SettingsDraft }
  | { readonly ok: false; readonly message: string }

/** Reads a config file; what it leaves out comes from the preset of its problem. */
export function readFile(text: string): ImportedFile {
  const errors: ParseError[] = []
  const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true })
  if (errors.length > 0) return { ok: false, message: texts.settings.notJson }
  const parsed = parseRunConfig(withoutCluster(value))
  if (!parsed.ok) {
    const [first] = parsed.issues
    return { ok: false, message: texts.settings.badFile(first?.path ?? '', first?.message ?? '') }
  }
  const { problem, seed, generations, neat, options, islands } = parsed.value
  const neighbours = neighboursIn(value)
  const wrong = neighbours.find((text) => !isNeighbour(text))
  if (wrong !== undefined) {
    return { ok: false, message: texts.settings.badFile('cluster.neighbours', `${wrong} ${NEIGHBOUR_SHAPE}`) }
  }
  const preset = presetOf(problem)
  if (preset === null) return { ok: false, message: texts.settings.notJson }
  const declared: SettingsDraft = Object.fromEntries(
    DECLARED.flatMap((name) => {
      const value = parsed.value[name]
      return value === undefined ? [] : [[name, JSON.stringify(value)] as const]
    }),
  )
  const draft = SETTINGS.reduce<SettingsDraft>((draft, setting) => {
    const whole = parsed.value
    return changed(draft, setting, shownValue(setting, {}, whole), preset)
  }, declared)
  return {
    ok: true,
    fields: {
      ...{ problem, generations, populationSize: neat.populationSize, options },
      // An island's own seed is made of the archipelago's.
      seed: islands?.seed ?? seed,
      ...(islands !== undefined && { islands }),
      ...(neighbours.length > 0 && { neighbours }),
    },
    draft,
  }
}

/** Of the cluster's settings the islands' form has these. */
function neighboursIn(value: unknown): readonly string[] {
  const listed = valueAt(value, 'cluster.neighbours')
  return Array.isArray(listed) ? listed.map(String) : []
}

/** A file of the command line may hold the cluster's settings too; they have fields of their own here. */
function withoutCluster(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('cluster' in value)) return value
  const { cluster: _, ...settings } = value
  return settings
}
