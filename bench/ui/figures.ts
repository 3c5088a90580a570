// Figures of the bench of screens beside what is asked of them. Pure.

export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly atMost: number
}

/** The value below which that share of all lies: nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function figureLine({ what, value, unit, atMost }: Figure): string {
  const verdict = value <= atMost ? 'holds' : 'MISSED'
  return `${what.padEnd(64)} ${value.toFixed(1).padStart(8)} ${unit.padEnd(4)} asked: at most ${atMost} ${unit}  ${verdict}\n`
}

export function frameFigures(what: string, frameMs: readonly number[]): readonly Figure[] {
  return [
    { what: `${what}: frame, 95th percentile`, value: percentile(frameMs, 0.95), unit: 'ms', atMost: 20 },
    { what: `${what}: frame, 99th percentile`, value: percentile(frameMs, 0.99), unit: 'ms', atMost: 50 },
    { what: `${what}: longest frame`, value: Math.max(...frameMs), unit: 'ms', atMost: 150 },
  ]
}
