// A connection that can be cut, or swallow whatever is sent through it while both ends believe that it lives.

import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'

export class TcpProxy {
  readonly #server: Server
  readonly #pairs = new Set<readonly [Socket, Socket]>()
  #swallows = false

  private constructor(server: Server) {
    this.#server = server
  }

  static async to(port: () => number): Promise<TcpProxy> {
    const server = createServer((near) => {
      const far = connect(port(), '127.0.0.1')
      const pair = [near, far] as const
      proxy.#pairs.add(pair)
      for (const [from, to] of [pair, [far, near] as const]) {
        from.on('data', (bytes) => {
          if (!proxy.#swallows) to.write(bytes)
        })
        from.on('close', () => {
          proxy.#pairs.delete(pair)
          to.destroy()
        })
        from.on('error', () => from.destroy())
      }
    })
    const proxy = new TcpProxy(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  cut(): void {
    for (const [near, far] of this.#pairs) {
      near.destroy()
      far.destroy()
    }
  }

  swallow(swallows: boolean): void {
    this.#swallows = swallows
    // What was swallowed is missing in the middle: such a connection is of no use any more.
    if (!swallows) this.cut()
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}
