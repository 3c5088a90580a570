// The figures of many runs: what is printed and what --json says. Pure.
import type { RunConfig } from '../../run/run-config.ts'
import type { Solution } from './solve.ts'
import { type Summary, shareInterval, summarise } from './statistics.ts'

export interface Figures {
  readonly problem: string
  readonly seeds: number
  readonly solved: number
  readonly solvedShareInterval: readonly [number, number]
  /** Over the solved runs only, as the literature counts them. */
  readonly generations: Summary | null
  readonly evaluations: Summary | null
  readonly hiddenNodes: Summary | null
  readonly enabledConnections: Summary | null
  readonly metrics: Readonly<Record<string, Summary | null>>
}

export function figuresOf(config: RunConfig, solutions: readonly Solution[]): Figures {
  const solved = solutions.filter((solution) => solution.solved)
  const over = (value: (solution: Solution) => number): Summary | null => summarise(solved.map(value))
  const names = Object.keys(solved[0]?.metrics ?? {})
  return {
    problem: config.problem,
    seeds: solutions.length,
    solved: solved.length,
    solvedShareInterval: shareInterval(solved.length, solutions.length),
    generations: over((solution) => solution.generations),
    evaluations: over((solution) => solution.evaluations),
    hiddenNodes: over((solution) => solution.hiddenNodes),
    enabledConnections: over((solution) => solution.enabledConnections),
    metrics: Object.fromEntries(
      names.map((name) => [name, over((solution) => solution.metrics[name] ?? Number.NaN)]),
    ),
  }
}

/** A table for people. */
export function figuresText(figures: Figures): string {
  const lines: string[] = []
  const [low, high] = figures.solvedShareInterval
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`
  lines.push(
    `${figures.problem}: solved ${figures.solved}/${figures.seeds} (95 % interval ${percent(low)} to ${percent(high)})`,
  )
  const rows = Object.entries({
    generations: figures.generations,
    evaluations: figures.evaluations,
    'hidden nodes': figures.hiddenNodes,
    'enabled connections': figures.enabledConnections,
    ...figures.metrics,
  })
  lines.push(`${'of the solved'.padEnd(20)}      mean   95 % interval           median     worst`)
  for (const [name, summary] of rows) {
    if (summary === null) continue
    const cell = (value: number): string => value.toFixed(value < 100 ? 2 : 0).padStart(9)
    const interval = `${cell(summary.interval[0])} –${cell(summary.interval[1])}`
    lines.push(
      `${name.padEnd(20)} ${cell(summary.mean)}  ${interval}  ${cell(summary.median)} ${cell(summary.worst)}`,
    )
  }
  return `${lines.join('\n')}\n`
}
