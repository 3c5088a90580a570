// neatwork app: the whole app in a browser, for machines without Electron or without a screen of their own.
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import open from 'open'
import type { Suggestion } from '../../api/views.ts'
import { AppHost } from '../app-host.ts'
import { stateFolder } from '../cluster/master-identity.ts'
import { OwnFile } from '../own/own-file.ts'
import { addWebOptions, openBrowserHost, type WebOptions } from './browser-host.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { onInterrupt } from './interrupt.ts'
import { addLogOptions, type LogOptions } from './log-options.ts'
import { GROUP } from './option-groups.ts'
import { ownWork } from './own-problem.ts'
import { HERE } from './served-at.ts'
import { openTerminal, type Terminal } from './terminal.ts'

interface AppOptions extends LogOptions, WebOptions {
  readonly open: boolean
  readonly master?: boolean
  readonly local?: boolean
  readonly worker?: string
  readonly runs?: string
  readonly problem?: string
  readonly json?: boolean
}

export function addAppCommand(program: Command, appVersion: string, exit: (code: ExitCode) => void): void {
  const command = program
    .command('app')
    .description('open the app in the browser of this machine')
    .optionsGroup(GROUP.command)
    .option('--no-open', "only print the page's address")
    .addOption(new Option('--master', 'begin with the master screen').conflicts(['worker', 'local']))
    .addOption(new Option('--worker <link>', 'begin with the worker screen and this link').conflicts('local'))
    .option('--local', 'begin with the screen of runs on this machine only')
    .option('--problem <file>', 'file of a problem of your own, to be chosen beside the others')
    .option('--runs <folder>', 'where runs are saved (default: .neatwork/runs in your home folder)')
  addLogOptions(addWebOptions(command, HERE))
    .option('--json', 'one JSON object a line on standard output, logs on standard error')
    .action(async (options: AppOptions) => exit(await serve(options, appVersion)))
}

async function serve(options: AppOptions, appVersion: string): Promise<ExitCode> {
  const terminal = openTerminal(options.json === true, options)
  const host = new AppHost({
    appVersion,
    suggestion: suggestionOf(options),
    runsFolder: options.runs ?? join(stateFolder(), 'runs'),
    stateFolder: stateFolder(),
    ownFile:
      options.problem === undefined ? undefined : await ownWork(OwnFile.open(options.problem, terminal.log)),
    // Only pages that may name files are let through to it.
    files: { kind: 'path' },
    log: terminal.log,
  })
  const page = await openBrowserHost(host, options.web === 'off' ? HERE : options.web, options, terminal.log)
  terminal.event({ type: 'listening', webUrl: page.url, audienceUrl: page.audienceUrl })
  terminal.line(`Neatwork is open at ${page.url}`)
  if (page.isPublic) terminal.line(`For people who only look on: ${page.audienceUrl}`)
  terminal.line('End it with Ctrl-C.')
  if (options.open) await openPage(page.url, terminal)
  await new Promise<void>((resolve) => void onInterrupt(resolve))
  await host.close()
  await page.close()
  return EXIT.done
}

async function openPage(url: string, terminal: Terminal): Promise<void> {
  try {
    const browser = await open(url)
    browser.on('error', () => terminal.log('info', 'No browser could be started; open the address by hand.'))
  } catch {
    terminal.log('info', 'No browser could be started; open the address by hand.')
  }
}

function suggestionOf({ master, local, worker }: AppOptions): Suggestion {
  if (worker !== undefined) return { kind: 'worker', link: worker }
  if (master === true) return { kind: 'master' }
  return local === true ? { kind: 'local' } : { kind: 'none' }
}
