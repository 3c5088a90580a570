// A run's settings as commented JSON: what each means, which values it may have, and what it is for this problem.
import * as z from 'zod'
import { type RunConfig, runConfigSchema } from './run-config.ts'

/** The part of JSON Schema that zod gives for our settings. */
interface Setting {
  readonly description?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly enum?: readonly string[]
  readonly items?: Setting
  readonly properties?: Readonly<Record<string, Setting>>
}

/** All settings of `config`, each below a comment; a config file may say the same with comments or without. */
export function configText(config: RunConfig): string {
  const schema = z.toJSONSchema(runConfigSchema, { io: 'input' }) as Setting
  return `${objectText(schema, config, '').join('\n')}\n`
}

function objectText(schema: Setting, value: Readonly<Record<string, unknown>>, indent: string): string[] {
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
  setting: Setting,
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

function commentOf(setting: Setting): string {
  const parts = [setting.description ?? '', rangeOf(setting), defaultOf(setting)]
  return parts.filter((part) => part !== '').join(' ')
}

function rangeOf({
  minimum,
  exclusiveMinimum,
  maximum,
  exclusiveMaximum,
  enum: names,
  items,
}: Setting): string {
  const choices = names ?? items?.enum
  if (choices !== undefined) return `${names === undefined ? 'Any of' : 'One of'}: ${choices.join(', ')}.`
  if (exclusiveMinimum !== undefined) return `Above ${exclusiveMinimum}, at most ${maximum ?? '∞'}.`
  if (minimum !== undefined && exclusiveMaximum !== undefined)
    return `From ${minimum} to below ${exclusiveMaximum}.`
  return minimum === undefined || maximum === undefined ? '' : `From ${minimum} to ${maximum}.`
}

function defaultOf(setting: Setting): string {
  if (setting.default === undefined || setting.properties !== undefined) return ''
  return `Default: ${JSON.stringify(setting.default)}.`
}
