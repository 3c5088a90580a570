// The settings of a measurement from a file and the command line, before they are parsed.
import { readFileSync } from 'node:fs'

export type Settings = Record<string, unknown>

const isSettings = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A copy with `path`, dotted, set to the JSON or plain text in `text`. */
export function withSetting(settings: Settings, path: string, text: string): Settings {
  const [key = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...settings, [key]: settingValue(text) }
  const inner = settings[key]
  return { ...settings, [key]: withSetting(isSettings(inner) ? inner : {}, rest.join('.'), text) }
}

function settingValue(text: string): unknown {
  return /^(?:-?[\d.]|true$|false$|null$|\[|\{|")/.test(text) ? JSON.parse(text) : text
}

/** What the command line says about settings. */
export interface SettingOptions {
  readonly config?: string | undefined
  readonly problem?: string | undefined
  readonly population?: string | undefined
  readonly generations?: string | undefined
  readonly set?: readonly string[] | undefined
}

/** Settings as an unparsed object: a file first, then the options, then every `--set`. Throws a RangeError. */
export function settingsFrom(values: SettingOptions): Settings {
  const file: unknown = values.config === undefined ? {} : JSON.parse(readFileSync(values.config, 'utf8'))
  if (!isSettings(file)) throw new RangeError(`${values.config} must hold a JSON object`)
  let settings = file
  if (values.problem !== undefined) settings = { ...settings, problem: values.problem }
  if (values.generations !== undefined) settings = withSetting(settings, 'generations', values.generations)
  if (values.population !== undefined)
    settings = withSetting(settings, 'neat.populationSize', values.population)
  for (const setting of values.set ?? []) {
    const equals = setting.indexOf('=')
    if (equals < 1) throw new RangeError(`--set wants PATH=VALUE, but it was "${setting}"`)
    settings = withSetting(settings, setting.slice(0, equals), setting.slice(equals + 1))
  }
  return settings
}
