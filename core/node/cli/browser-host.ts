// The web host as the commands need it: the built renderer, metrics and health of the same port, errors as sentences.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { isLoopback } from '../../wire/join-link.ts'
import type { AppHost } from '../app-host.ts'
import { ListenError } from '../cluster/listen.ts'
import type { Log } from '../cluster/log.ts'
import { IdentityError, loadIdentity, type MasterIdentity, stateFolder } from '../cluster/master-identity.ts'
import { newMetrics } from '../metrics/metrics.ts'
import { appVersion, packageRoot } from '../package-info.ts'
import { TokenFileError, tokenInFile } from '../web/token-file.ts'
import { WebHost, WebHostError } from '../web/web-host.ts'
import { CliError, EXIT } from './exit-codes.ts'
import { GROUP } from './option-groups.ts'
import { type ServedAt, servedAt } from './served-at.ts'

/** A port that somebody watches: where its token is kept. */
export function webTokenOption(): Option {
  return new Option(
    '--web-token <file>',
    'file with the token that lets a browser and Prometheus in; made where it is missing (default: another token every time)',
  )
}

/** How the screens are served to a browser. */
export interface WebOptions {
  readonly web: ServedAt | 'off'
  readonly webToken?: string
  readonly webAllowFiles?: boolean
}

export function addWebOptions(command: Command, byDefault: ServedAt | 'off'): Command {
  const inWords = byDefault === 'off' ? 'off' : 'any free port'
  return command
    .optionsGroup(GROUP.page)
    .addOption(
      new Option(
        '--web <port>',
        'serve the screens to a browser on this machine, with ADDRESS:PORT by https to others, or "off"',
      )
        .default(byDefault, inWords)
        .argParser((text) => (text === 'off' ? ('off' as const) : servedAt(text))),
    )
    .addOption(webTokenOption())
    .option('--web-allow-files', 'let the page name files of this machine; on a port of this machine only')
}

/** Throws {@link CliError} when the port is taken or the renderer isn't built. */
export async function openBrowserHost(
  host: AppHost,
  at: ServedAt,
  { webToken: tokenFile, webAllowFiles: allowFiles = false }: Omit<WebOptions, 'web'>,
  log: Log,
): Promise<WebHost> {
  const pageFolder = join(packageRoot(), 'dist', 'renderer')
  if (!existsSync(join(pageFolder, 'index.html'))) {
    throw new CliError(EXIT.failed, 'The screens are not built. Run "npm run build" once, or give --web off.')
  }
  const measured = () => host.measured()
  const watching = { measured, metrics: newMetrics(appVersion(), measured) }
  const identity = isLoopback(at.host) ? null : await masterIdentity(log)
  return await opened(tokenFile, (token) =>
    WebHost.listen({ api: host, ...at, identity, pageFolder, allowFiles, watching, ...token }),
  )
}

/** Opens a port with the token that is kept in a file, if one is named; its errors as sentences. */
export async function opened<Host>(
  tokenFile: string | undefined,
  listen: (token: { readonly token?: string }) => Promise<Host>,
): Promise<Host> {
  try {
    return await listen(tokenFile === undefined ? {} : { token: await tokenInFile(tokenFile) })
  } catch (error) {
    if (error instanceof ListenError) throw new CliError(EXIT.network, error.message, { cause: error })
    if (error instanceof WebHostError) throw new CliError(EXIT.usage, error.message, { cause: error })
    if (error instanceof TokenFileError) throw new CliError(EXIT.usage, error.message, { cause: error })
    throw error
  }
}

async function masterIdentity(log: Log): Promise<MasterIdentity> {
  try {
    return await loadIdentity(stateFolder(), log)
  } catch (error) {
    if (error instanceof IdentityError) throw new CliError(EXIT.failed, error.message, { cause: error })
    throw error
  }
}
