// A run's settings as commented JSON: what each means, which values it may have, and what it is for this problem.
import type { RunConfig } from './run-config.ts'
import { runSchema, type SettingSchema } from './settings.ts'

/** All settings of `config`, each below a comment; a config file may say the same with comments or without. */
export function configText(config: RunConfig): string {
  return `${objectText(runSchema(), config, '').join('\n')}\n`
}

function objectText(
  schema: SettingSchema,
  value: Readonly<Record<string, unknown>>,
  indent: string,
): string[] {
  const inner = `${indent}  `
  const known = Object.entries(schema.properties ?? {}).filter(([name]) => value[name] !== undefined)
  const lines = known.flatMap(([name, setting], index) => {
    const comma = index < known.length - 1 ? ',' : ''
    return settingText(name, setting, value[name], inner, comma)
  })
  return ['{', ...lines, `${indent}}`]
}

function settingText(
  name: string,
  setting: SettingSchema,
  value: unknown,
  indent: string,
  comma: string,
): string[] {
  const comment = commentOf(setting)
  const comments = comment === '' ? [] : [`${indent}// ${comment}`]
  if (setting.properties === undefined)
    return [...comments, `${indent}"${name}": ${JSON.stringify(value)}${comma}`]
  const [first = '', ...rest] = objectText(setting, value as Readonly<Record<string, unknown>>, indent)
  const last = rest.pop() ?? ''
  return [...comments, `${indent}"${name}": ${first}`, ...rest, `${last}${comma}`]
}

function commentOf(setting: SettingSchema): string {
  const parts = [setting.description ?? '', rangeOf(setting), defaultOf(setting)]
  return parts.filter((part) => part !== '').join(' ')
}

/** Which values a setting may have, as a sentence; empty where its default says all. */
export function rangeOf({
  minimum,
  exclusiveMinimum,
  maximum,
  exclusiveMaximum,
  enum: names,
  items,
}: SettingSchema): string {
  const choices = names ?? items?.enum
  if (choices !== undefined) return `${names === undefined ? 'Any of' : 'One of'}: ${choices.join(', ')}.`
  if (exclusiveMinimum !== undefined) return `Above ${exclusiveMinimum}, at most ${maximum ?? '∞'}.`
  if (minimum !== undefined && exclusiveMaximum !== undefined)
    return `From ${minimum} to below ${exclusiveMaximum}.`
  return minimum === undefined || maximum === undefined ? '' : `From ${minimum} to ${maximum}.`
}

function defaultOf(setting: SettingSchema): string {
  if (setting.default === undefined || setting.properties !== undefined) return ''
  return `Default: ${JSON.stringify(setting.default)}.`
}
