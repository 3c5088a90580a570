// The settings of a run as a list: what a form shows and a commented file explains. Read off the one schema.
import * as z from 'zod'
import { runConfigSchema } from './run-config.ts'

/** The part of JSON Schema that zod gives for our settings. */
export interface SettingSchema {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly enum?: readonly string[]
  readonly items?: SettingSchema
  readonly properties?: Readonly<Record<string, SettingSchema>>
}

interface Common {
  /** Dotted path into the config. */
  readonly path: string
  /** Last part of the path. */
  readonly name: string
  readonly description: string
}

export type Setting = Common &
  (
    | {
        readonly kind: 'number'
        readonly whole: boolean
        readonly default: number
        readonly minimum: number
        readonly maximum: number
      }
    | { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
    | { readonly kind: 'choices'; readonly default: readonly string[]; readonly choices: readonly string[] }
    | { readonly kind: 'switch'; readonly default: boolean }
  )

export interface SettingGroup {
  /** Path of the object that holds the settings; '' for the run's own. */
  readonly path: string
  readonly title: string
  readonly settings: readonly Setting[]
}

export function runSchema(): SettingSchema {
  return z.toJSONSchema(runConfigSchema, { io: 'input' }) as SettingSchema
}

/** All settings that are a number, a choice, several choices or a switch, group by group. */
export function settingGroups(): readonly SettingGroup[] {
  return groupsIn(runSchema(), '')
}

function groupsIn(schema: SettingSchema, path: string): readonly SettingGroup[] {
  const entries = Object.entries(schema.properties ?? {})
  const pathOf = (name: string) => (path === '' ? name : `${path}.${name}`)
  const settings = entries.flatMap(([name, inner]) => settingOf(inner, name, pathOf(name)))
  const own = settings.length === 0 ? [] : [{ path, title: schema.description ?? 'Run', settings }]
  const inner = entries
    // What has no default is no setting but something to be declared whole.
    .filter(([, group]) => group.properties !== undefined && group.default !== undefined)
    .flatMap(([name, group]) => groupsIn(group, pathOf(name)))
  return [...own, ...inner]
}

function settingOf(schema: SettingSchema, name: string, path: string): readonly Setting[] {
  const common = { path, name, description: schema.description ?? '' }
  const value = schema.default
  if (typeof value === 'boolean') return [{ ...common, kind: 'switch', default: value }]
  if (typeof value === 'string' && schema.enum !== undefined) {
    return [{ ...common, kind: 'choice', default: value, choices: schema.enum }]
  }
  if (Array.isArray(value) && schema.items?.enum !== undefined) {
    return [{ ...common, kind: 'choices', default: value.map(String), choices: schema.items.enum }]
  }
  if (typeof value !== 'number') return []
  const minimum = schema.minimum ?? schema.exclusiveMinimum ?? Number.NEGATIVE_INFINITY
  const maximum = schema.maximum ?? schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY
  const whole = schema.type === 'integer'
  return [{ ...common, kind: 'number', whole, default: value, minimum, maximum }]
}

/** The value at a dotted path of a config. */
export function valueAt(config: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => {
    return typeof at === 'object' && at !== null
      ? Object.entries(at).find(([key]) => key === name)?.[1]
      : undefined
  }, config)
}

/** Values by dotted path as one nested object. */
export function nestedIn(
  entries: readonly (readonly [string, unknown])[],
): Readonly<Record<string, unknown>> {
  const names = [...new Set(entries.map(([path]) => path.split('.')[0] ?? path))]
  return Object.fromEntries(
    names.map((name) => {
      const own = entries.find(([path]) => path === name)
      if (own !== undefined) return [name, own[1]]
      const inner = entries.filter(([path]) => path.startsWith(`${name}.`))
      return [name, nestedIn(inner.map(([path, value]) => [path.slice(name.length + 1), value]))]
    }),
  )
}
