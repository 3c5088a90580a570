// neatwork problems: what can be solved, and what can be set of it.
import { stdout } from 'node:process'
import type { Command } from 'commander'
import { problemView } from '../../api/problem-view.ts'
import type { OptionSpec } from '../../problems/options.ts'
import { builtInProblems } from '../../problems/registry.ts'
import { columns } from './columns.ts'
import { openTerminal } from './terminal.ts'

export function addProblemsCommand(program: Command): void {
  program
    .command('problems')
    .description('list the problems that can be solved, and the options of each')
    .option('--json', 'one JSON object a line')
    .action(({ json }: { json?: boolean }) => {
      const terminal = openTerminal(json === true)
      const views = builtInProblems.map(problemView)
      for (const view of views) terminal.event({ type: 'problem', ...view })
      const rows = views.flatMap(({ name, summary, solvedAt, options }) => {
        const mark =
          solvedAt === null ? "Solved when the champion's trial succeeds." : `Solved at ${solvedAt}.`
        const settable = Object.entries(options).map(([option, spec]) => [
          `  ${option}=${spec.default}`,
          `${spec.description}${allowed(spec)}`,
        ])
        return [[name, `${summary} ${mark}`], ...settable]
      })
      for (const line of columns(rows, stdout.columns ?? 80)) terminal.line(line)
      terminal.line('')
      terminal.line('NAME=VALUE under a problem is an option with its default: --option NAME=VALUE')
    })
}

function allowed(spec: OptionSpec): string {
  if (spec.kind === 'number') return ` From ${spec.low} to ${spec.high}.`
  return spec.kind === 'choice' ? ` One of ${spec.choices.join(', ')}.` : ''
}
