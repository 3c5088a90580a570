// Listening on a port, and saying in one sentence why it can't be done.
import type { Server } from 'node:http'

export class ListenError extends Error {
  override readonly name = 'ListenError'
  readonly code: 'port-taken' | 'host-unusable' | 'failed'
  constructor(code: ListenError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Resolves once `server` listens; rejects with {@link ListenError}. */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(listenError(error, host, port))
    server.once('error', fail)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const options = { cause: error }
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(
        'port-taken',
        `Port ${port} on ${host} is taken by another program. Choose another port (0 picks a free one), or end the other program.`,
        options,
      )
    case 'EACCES':
      return new ListenError(
        'failed',
        `This account may not listen on port ${port}. Choose a port above 1023.`,
        options,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ListenError(
        'host-unusable',
        `${host} is not an address of this machine. Use 0.0.0.0 for all of its addresses.`,
        options,
      )
    default:
      return new ListenError('failed', `Cannot listen on ${host}, port ${port}: ${error.message}.`, options)
  }
}
