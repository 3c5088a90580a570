// Prints the commands of the terminal with their options, as JSON, instead of running any.
import { stdout } from 'node:process'
import { Command } from 'commander'

export interface CommandTree {
  readonly name: string
  readonly options: readonly string[]
  readonly commands: readonly CommandTree[]
}

const treeOf = (command: Command): CommandTree => ({
  name: command.name(),
  options: command.options.flatMap(({ long, short }) =>
    [long, short].filter((flag) => typeof flag === 'string'),
  ),
  commands: command.commands.map(treeOf),
})

Command.prototype.parseAsync = async function () {
  stdout.write(JSON.stringify(treeOf(this)))
  return this
}
await import('../../core/node/cli/neatwork.ts')
