// Numbers and dates as the person's locale writes them.

export function number(value: number): string {
  return value.toLocaleString()
}

export function decimal(value: number, digits = 4): string {
  return value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** As short as an axis wants it. */
export function axisNumber(value: number): string {
  return value.toLocaleString(undefined, { maximumSignificantDigits: 4 })
}

export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`
}

const DAY_MS = 86_400_000
const UNITS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "3 hours ago"; a date once it is longer ago than two weeks. */
export function ago(thenMs: number, nowMs: number): string {
  const passed = nowMs - thenMs
  if (passed > 14 * DAY_MS) return dateTime(thenMs)
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
  for (const [unit, ms] of UNITS) if (passed >= ms) return relative.format(-Math.floor(passed / ms), unit)
  return relative.format(0, 'minute')
}

export function dateTime(ms: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(ms)
}
