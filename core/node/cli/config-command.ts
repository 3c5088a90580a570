// neatwork config: every setting with its meaning, as a file to start from.
import type { Command } from 'commander'
import { issuesText } from '../../base/config-issue.ts'
import { configText } from '../../run/config-text.ts'
import { parseRunConfig } from '../../run/run-config.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { readSubstrate } from './input-files.ts'
import { problemOf } from './run-options.ts'

export function addConfigCommand(program: Command): void {
  program
    .command('config')
    .description('print all settings of a problem, commented; the output is a file for --config')
    .option('--problem <name>', 'problem whose preset is printed', 'xor')
    .option('--substrate <file>', 'substrate on which it is solved by HyperNEAT')
    .action(async ({ problem, substrate: path }: { problem: string; substrate?: string }) => {
      const substrate = path === undefined ? {} : { substrate: await readSubstrate(path) }
      problemOf({ problem, ...substrate })
      const config = parseRunConfig({ problem, ...substrate })
      if (!config.ok) throw new CliError(EXIT.failed, issuesText(config.issues))
      process.stdout.write(configText(config.value))
    })
}
