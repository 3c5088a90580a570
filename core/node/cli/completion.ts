// Completion for shells: the library finds commands, options and their values among commander's own; the scripts that ask
// for them stand in assets/completion, but for PowerShell's, which the library writes.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tab from '@bomb.sh/tab/commander'
import type { Command } from 'commander'
import { builtInProblems } from '../../problems/registry.ts'
import { packageRoot } from '../package-info.ts'

/** Commands that name a problem by --problem. */
const WITH_PROBLEM = ['run', 'master', 'config', 'search', 'efficacy', 'slurm'] as const
const NAME = 'completion'

/** `neatwork completion bash | zsh | fish | powershell` prints a script. Called once all other commands are there. */
export function addCompletion(program: Command): void {
  const completion = tab(program, { completionCommandName: NAME })
  for (const name of WITH_PROBLEM) {
    const option = completion.commands.get(name)?.options.get('problem')
    if (option === undefined) continue
    option.handler = (complete) => {
      for (const problem of builtInProblems) complete(problem.name, problem.summary)
    }
  }
  const command = program.commands.find((one) => one.name() === NAME)
  command
    ?.description('print the script by which bash, zsh, fish or powershell completes')
    .action((shell) => {
      if (shell === 'powershell') completion.setup(program.name(), program.name(), shell)
      else
        process.stdout.write(readFileSync(join(packageRoot(), `assets/completion/neatwork.${shell}`), 'utf8'))
    })
}
