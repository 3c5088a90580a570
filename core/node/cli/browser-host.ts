// The web host as the commands need it: the built renderer, errors as sentences.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { NeatworkApi } from '../../api/neatwork-api.ts'
import { ListenError } from '../cluster/listen.ts'
import { packageRoot } from '../package-info.ts'
import { WebHost } from '../web/web-host.ts'
import { CliError, EXIT } from './exit-codes.ts'

/** Throws {@link CliError} when the port is taken or the renderer isn't built. */
export async function openBrowserHost(api: NeatworkApi, port: number): Promise<WebHost> {
  const pageFolder = join(packageRoot(), 'dist', 'renderer')
  if (!existsSync(join(pageFolder, 'index.html'))) {
    throw new CliError(EXIT.failed, 'The screens are not built. Run "npm run build" once, or give --web off.')
  }
  try {
    return await WebHost.listen({ api, port, pageFolder })
  } catch (error) {
    if (error instanceof ListenError) throw new CliError(EXIT.network, error.message, { cause: error })
    throw error
  }
}
