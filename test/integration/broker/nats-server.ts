// nats-server for a test: ended with it. Tests that need it say so where it isn't installed.
import { env } from 'node:process'
import { onTestFinished } from 'vitest'
import { NatsProcess, natsServer, type ServerOptions } from './nats-process.ts'

export { freePort, natsServer } from './nats-process.ts'

/** Why broker tests are skipped, or null. */
export const noBroker =
  natsServer === null ? 'nats-server is not installed (apt-get install nats-server)' : null
if (noBroker !== null) console.log(`not here: NATS (${noBroker})`)

/** What takes long is left to npm run test:broker. */
export const notNow = noBroker ?? (env['NEATWORK_BROKER'] === 'long' ? null : 'left to npm run test:broker')

export type NatsServer = NatsProcess

export const NatsServer = {
  /** Ends with the test. */
  async start(options: ServerOptions = {}): Promise<NatsServer> {
    const server = await NatsProcess.begin(options)
    onTestFinished(() => server.close())
    return server
  },
  /** Lasts until `close` is called. */
  startFor: (options: ServerOptions = {}): Promise<NatsServer> => NatsProcess.begin(options),
}
