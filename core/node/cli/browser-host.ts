// The web host as the commands need it: the built renderer, metrics and health of the same port, errors as sentences.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Option } from 'commander'
import type { AppHost } from '../app-host.ts'
import { ListenError } from '../cluster/listen.ts'
import { newMetrics } from '../metrics/metrics.ts'
import { appVersion, packageRoot } from '../package-info.ts'
import { TokenFileError, tokenInFile } from '../web/token-file.ts'
import { WebHost } from '../web/web-host.ts'
import { CliError, EXIT } from './exit-codes.ts'

/** A port that somebody watches: where its token is kept. */
export function webTokenOption(): Option {
  return new Option(
    '--web-token <file>',
    'file with the token that lets a browser and Prometheus in; made where it is missing (default: another token every time)',
  )
}

/** Throws {@link CliError} when the port is taken or the renderer isn't built. */
export async function openBrowserHost(host: AppHost, port: number, tokenFile?: string): Promise<WebHost> {
  const pageFolder = join(packageRoot(), 'dist', 'renderer')
  if (!existsSync(join(pageFolder, 'index.html'))) {
    throw new CliError(EXIT.failed, 'The screens are not built. Run "npm run build" once, or give --web off.')
  }
  const measured = () => host.measured()
  const watching = { measured, metrics: newMetrics(appVersion(), measured) }
  return await opened(tokenFile, (token) =>
    WebHost.listen({ api: host, port, pageFolder, watching, ...token }),
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
    if (error instanceof TokenFileError) throw new CliError(EXIT.usage, error.message, { cause: error })
    throw error
  }
}
