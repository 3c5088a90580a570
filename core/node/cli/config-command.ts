// neatwork config: every setting with its meaning, as a file to start from.
import type { Command } from 'commander'
import { issuesText } from '../../base/config-issue.ts'
import { configText } from '../../run/config-text.ts'
import { parseRunConfig } from '../../run/run-config.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readSubstrate } from './input-files.ts'
import { ownProblem } from './own-problem.ts'
import { problemOf } from './run-options.ts'

interface ConfigOptions {
  readonly problem: string
  readonly substrate?: string
  readonly json?: boolean
}

export function addConfigCommand(program: Command): void {
  program
    .command('config')
    .description('print all settings of a problem, commented; the output is a file for --config')
    .option('--problem <name>', 'problem whose preset is printed, or the file of one of your own', 'xor')
    .option('--substrate <file>', 'substrate on which it is solved by HyperNEAT')
    .option('--json', 'without comments: one JSON object')
    .action(async ({ problem: name, substrate: path, json }: ConfigOptions) => {
      const substrate = path === undefined ? {} : { substrate: await readSubstrate(path) }
      const own = await ownProblem(name)
      const problem = own?.name ?? name
      problemOf({ problem, ...substrate }, own)
      const config = parseRunConfig({ problem, ...substrate })
      if (!config.ok) throw new CliError(EXIT.failed, issuesText(config.issues))
      process.stdout.write(json === true ? `${JSON.stringify(config.value)}\n` : configText(config.value))
    })
}
