// Completion for shells: commands, options and their values, by the library that writes the scripts of each shell.
import tab from '@bomb.sh/tab/commander'
import type { Command } from 'commander'
import { builtInProblems } from '../../problems/registry.ts'

/** Commands that name a problem by --problem. */
const WITH_PROBLEM = ['run', 'master', 'config', 'search', 'efficacy', 'slurm'] as const

/** `neatwork completion bash | zsh | fish | powershell` prints a script. Called once all other commands are there. */
export function addCompletion(program: Command): void {
  const completion = tab(program, { completionCommandName: 'completion' })
  for (const name of WITH_PROBLEM) {
    const option = completion.commands.get(name)?.options.get('problem')
    if (option === undefined) continue
    option.handler = (complete) => {
      for (const problem of builtInProblems) complete(problem.name, problem.summary)
    }
  }
}
