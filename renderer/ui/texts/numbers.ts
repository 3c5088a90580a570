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
