// Named numbers that an evaluation returns besides its fitness, for people: how many there may be, and what they may be called.

/** Finite numbers by name, in the order in which the problem told them. */
export type Metrics = Readonly<Record<string, number>>

export const MOST_METRICS = 32
/** Characters of a name. */
export const LONGEST_METRIC_NAME = 60

/** What is wrong with metrics that a problem returned, which need not keep their type's promise; null where nothing is. */
export function metricsIssue(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'the metrics must be numbers by name, such as { laps: 2 }'
  }
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value)
  if (entries.length > MOST_METRICS) {
    return `at most ${MOST_METRICS} metrics are kept, but there were ${entries.length}`
  }
  for (const [name, number] of entries) {
    if (!isMetricName(name)) {
      return `the name of a metric must have 1 to ${LONGEST_METRIC_NAME} characters and no control characters, but it was ${JSON.stringify(name.slice(0, LONGEST_METRIC_NAME))}`
    }
    if (typeof number !== 'number')
      return `the metric "${name}" must be a number, but it was of type ${typeof number}`
    if (!Number.isFinite(number)) return `the metric "${name}" must be a finite number, but it was ${number}`
  }
  return null
}

export function isMetricName(name: string): boolean {
  return (
    name.length > 0 && name.length <= LONGEST_METRIC_NAME && name !== '__proto__' && !/\p{Cc}/u.test(name)
  )
}

/** As they are kept, for JSON knows no −0; nothing where there are none. */
export function keptMetrics(metrics: Metrics): { readonly metrics?: Metrics } {
  const entries = Object.entries(metrics).map(([name, value]) => [name, value + 0] as const)
  return entries.length === 0 ? {} : { metrics: Object.fromEntries(entries) }
}
