#!/usr/bin/env node
// The terminal's door: commands and their options. Each command's work is in a file of its own.
import { Command, CommanderError } from 'commander'
import { appVersion } from '../package-info.ts'
import { keepYoungGenerationSmall } from '../young-generation.ts'
import { addAppCommand } from './app-command.ts'
import { addWebOptions, type WebOptions } from './browser-host.ts'
import { endWhenNobodyReads } from './closed-output.ts'
import { addClusterOptions } from './cluster-options.ts'
import { addCompletion } from './completion.ts'
import { addConfigCommand } from './config-command.ts'
import { addDriveCommand } from './drive-command.ts'
import { addEfficacyCommand } from './efficacy-command.ts'
import { CliError, EXIT, type ExitCode, exitCodesText } from './exit-codes.ts'
import { followRun } from './follow-run.ts'
import { addForkCommand } from './fork-command.ts'
import { addGenomeCommand } from './genome-command.ts'
import { addInitCommand } from './init-command.ts'
import { GROUP } from './option-groups.ts'
import { addProblemsCommand } from './problems-command.ts'
import { rerunOnSave, watchedFile } from './rerun-on-save.ts'
import { addResumeCommand } from './resume-command.ts'
import {
  addIslandOptions,
  addRunOptions,
  type MasterOptions,
  newRunSettings,
  type RunOptions,
} from './run-options.ts'
import { addRunsCommand } from './runs-command.ts'
import { addSearchCommand } from './search-command.ts'
import { HERE } from './served-at.ts'
import { addSlurmCommand } from './slurm-command.ts'
import { openTerminal } from './terminal.ts'
import { addVerifyCommand } from './verify-command.ts'
import { addWorkerCommand } from './worker-command.ts'

keepYoungGenerationSmall()
endWhenNobodyReads()
const version = appVersion()
const exit = (code: ExitCode) => {
  process.exitCode = code
}

/** Whoever types `neatwork run xor` reads how a problem is named. */
const withHint = (text: string) =>
  /too many arguments for '(run|master)'/.test(text)
    ? `${text}(a problem is named by --problem NAME)\n`
    : text

const program = new Command('neatwork')
  .description('Evolve neural networks with NEAT across the machines of a lab.')
  .version(version)
  .showHelpAfterError('(add --help for the options)')
  .configureOutput({ outputError: (text, write) => write(withHint(text)) })
  .addHelpText('after', `\n${exitCodesText()}`)
  .exitOverride()

addWebOptions(addIslandOptions(addClusterOptions(addRunOptions(program.command('master')))), HERE)
  .description('own a run and hand its genomes to workers')
  .optionsGroup(GROUP.master)
  .option('--join-code', 'print a short code, by which one worker may join instead of by link')
  .action(async (options: MasterOptions & WebOptions & { readonly joinCode?: boolean }) => {
    const settings = await newRunSettings('master', options, version)
    const { json = false, joinCode = false } = options
    exit(await followRun({ settings, appVersion: version, page: options, json, logging: options, joinCode }))
  })

addWebOptions(addRunOptions(program.command('run')), 'off')
  .description('solve a problem on this machine only')
  .optionsGroup(GROUP.problem)
  .option(
    '--watch',
    'begin anew whenever the file of your own problem, or what it imports or reads, is saved',
  )
  .action(async (options: RunOptions & WebOptions & { readonly watch?: boolean }) => {
    const { json = false, watch = false } = options
    const once = async (stopOn?: Promise<void>, reads?: (data: readonly string[]) => void) => {
      const settings = await newRunSettings('local', options, version)
      reads?.(settings.problem.own?.data ?? [])
      const follow = { settings, appVersion: version, page: options, json, logging: options }
      return await followRun({ ...follow, ...(stopOn && { stopOn }) })
    }
    const terminal = openTerminal(json, options)
    exit(watch ? await rerunOnSave({ file: watchedFile(options), terminal, once }) : await once())
  })

addWorkerCommand(program, version, exit)
addResumeCommand(program, version, exit)
addAppCommand(program, version, exit)
addDriveCommand(program, version, exit)
addConfigCommand(program)
addGenomeCommand(program)
addInitCommand(program)
addVerifyCommand(program, exit)
addForkCommand(program, version, exit)
addEfficacyCommand(program, exit)
addSearchCommand(program, version, exit)
addSlurmCommand(program, version, exit)
addRunsCommand(program)

addProblemsCommand(program)
addCompletion(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage
  } else if (error instanceof CliError) {
    const { message, exitCode } = error
    if (process.argv.includes('--json')) openTerminal(true).event({ type: 'error', message, exitCode })
    process.stderr.write(`${message}\n`)
    process.exitCode = exitCode
  } else {
    throw error
  }
}
