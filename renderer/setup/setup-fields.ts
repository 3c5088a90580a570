// The new run's form as data: text as typed, and the request it stands for. Bounds come from the command's own schema.
import { type RunRequest, runRequestSchema } from '../../core/api/commands.ts'
import { parseBrokerAddress } from '../../core/wire/broker/broker-address.ts'
import { texts } from '../ui/texts.ts'

export const NUMBER_FIELDS = [
  'populationSize',
  'generations',
  'seed',
  'minWorkers',
  'localSlots',
  'port',
] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]

/** As typed. */
export type NumberTexts = Readonly<Record<NumberField, string>>

export function textsOf(request: RunRequest): NumberTexts {
  const entries = NUMBER_FIELDS.map((field) => [field, String(request[field])] as const)
  return Object.fromEntries(entries) as NumberTexts
}

/** What is wrong with a field as typed, in a sentence, or null. */
export function fieldError(field: NumberField, text: string): string | null {
  const { minValue, maxValue } = runRequestSchema.shape[field]
  const isWhole = /^\d+$/.test(text.trim())
  if (isWhole && runRequestSchema.shape[field].safeParse(Number(text)).success) return null
  return texts.setup.whole(minValue ?? 0, maxValue ?? Number.MAX_SAFE_INTEGER)
}

/** What is wrong with a broker's address as typed, or null. */
export function brokerIssue(text: string): string | null {
  return text.trim() === '' || parseBrokerAddress(text).ok ? null : texts.setup.brokerWrong
}

/** The request, or null while a field is wrong. */
export function requestOf(base: RunRequest, typed: NumberTexts): RunRequest | null {
  if (NUMBER_FIELDS.some((field) => fieldError(field, typed[field]) !== null)) return null
  if (brokerIssue(base.broker ?? '') !== null) return null
  const numbers = Object.fromEntries(NUMBER_FIELDS.map((field) => [field, Number(typed[field])]))
  return { ...base, ...(numbers as Record<NumberField, number>) }
}
