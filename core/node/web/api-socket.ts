// One browser page's connection to NeatworkApi: JSON text frames, commands in, replies and events out. A page too slow
// to take events is told what they came to once it can, and never holds anything up.

import type { WebSocket } from 'ws'
import * as z from 'zod'
import type { NeatworkApi } from '../../api/neatwork-api.ts'
import { answerCommand } from '../../api/serve.ts'
import { jsonOf } from '../../base/json-of.ts'

const commandSchema = z.strictObject({ id: z.int().min(0), name: z.string(), request: z.unknown() })

/** Bytes that the page hasn't taken yet, above which events wait. */
const MAX_BUFFERED_BYTES = 256 * 1024

export function serveClient(client: WebSocket, api: NeatworkApi): void {
  const send = (message: unknown) => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(message))
  }
  const carriage = { isReady: () => client.bufferedAmount <= MAX_BUFFERED_BYTES }
  const unsubscribe = api.subscribe((event) => send({ event }), carriage)
  client.on('message', (data, isBinary) => {
    const command = isBinary ? null : parseCommand(String(data))
    if (command === null) return client.close(1003, 'not a command')
    const { id, name, request } = command
    void answerCommand(api, name, request ?? null).then((reply) => send({ id, reply }))
  })
  client.on('error', () => client.terminate())
  client.on('close', unsubscribe)
}

function parseCommand(text: string): z.output<typeof commandSchema> | null {
  const parsed = commandSchema.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : null
}
