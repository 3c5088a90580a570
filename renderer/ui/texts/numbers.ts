// Numbers and dates as the person's locale writes them.

/** Making one takes longer than formatting a hundred numbers. */
const whole = new Intl.NumberFormat()
const SHORT = { maximumSignificantDigits: 4 } as const
const onAxes = new Intl.NumberFormat(undefined, SHORT)
const ofMany = new Intl.NumberFormat(undefined, { ...SHORT, notation: 'compact' })
const ofLittle = new Intl.NumberFormat(undefined, { ...SHORT, notation: 'scientific' })
const parts = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 })
const decimals = new Map<number, Intl.NumberFormat>()

export function number(value: number): string {
  return whole.format(value)
}

export function decimal(value: number, digits = 4): string {
  const known = decimals.get(digits)
  if (known !== undefined) return known.format(value)
  const made = new Intl.NumberFormat(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  decimals.set(digits, made)
  return made.format(value)
}

/** As short as an axis wants it: 100K, 1E-9. */
export function axisNumber(value: number): string {
  const size = Math.abs(value)
  if (size >= 10_000) return ofMany.format(value)
  return size > 0 && size < 1e-4 ? ofLittle.format(value) : onAxes.format(value)
}

export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${number(value)} ${value === 1 ? noun : plural}`
}

/** 0 to 1 in whole hundredths. */
export function percent(part: number): string {
  return parts.format(part)
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

/** The two largest units that there are. */
export function duration(seconds: number): string {
  const at = UNITS.findIndex(([, size]) => seconds >= size)
  if (at === -1) return unit(Math.round(seconds), 'second')
  const [name, size] = UNITS[at] ?? UNITS[2]
  const [lower, lowerSize] = UNITS[at + 1] ?? (['second', 1] as const)
  const whole = Math.floor(seconds / size)
  const rest = Math.floor((seconds - whole * size) / lowerSize)
  return rest === 0 ? unit(whole, name) : `${unit(whole, name)} ${unit(rest, lower)}`
}

function unit(value: number, name: 'day' | 'hour' | 'minute' | 'second'): string {
  return value.toLocaleString(undefined, { style: 'unit', unit: name, unitDisplay: 'short' })
}

const DAY_MS = 86_400_000
const SPANS = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** "3 hours ago"; a date once it is longer ago than two weeks. */
export function ago(thenMs: number, nowMs: number): string {
  const passed = nowMs - thenMs
  if (passed > 14 * DAY_MS) return dateTime(thenMs)
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
  for (const [unit, ms] of SPANS) if (passed >= ms) return relative.format(-Math.floor(passed / ms), unit)
  return relative.format(0, 'minute')
}

export function dateTime(ms: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(ms)
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** Room on a disk, in the unit that suits it. */
export function size(bytes: number): string {
  const at = Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** at
  return value.toLocaleString(undefined, {
    ...{ style: 'unit', unit: sizes[at] ?? 'byte', unitDisplay: at === 0 ? 'long' : 'short' },
    maximumFractionDigits: at === 0 || value >= 100 ? 0 : 1,
  })
}
