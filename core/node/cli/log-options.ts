// How much is logged, and in which form: options of every command that goes on for a while.
import { type Command, Option } from 'commander'
import { LOG_LEVELS, type LogLevel } from '../cluster/log.ts'
import { GROUP } from './option-groups.ts'

export interface LogOptions {
  readonly logLevel?: LogLevel
  /** Text for people, or JSON for programs, which is what --json asks for too. */
  readonly logFormat?: 'text' | 'json'
}

export function addLogOptions(command: Command): Command {
  return command
    .optionsGroup(GROUP.output)
    .addOption(
      new Option('--log-level <level>', 'least important that is logged (default: info)').choices(LOG_LEVELS),
    )
    .addOption(
      new Option(
        '--log-format <format>',
        'form of the log on standard error (default: text, and json with --json)',
      ).choices(['text', 'json']),
    )
}
