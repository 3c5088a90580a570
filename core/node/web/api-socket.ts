// One browser page's connection to NeatworkApi: JSON text frames, commands in, replies and events out. A page too slow
// to take events is told the whole state once it can, and never holds anything up.
import type { WebSocket } from 'ws'
import * as z from 'zod'
import type { ApiEvent, NeatworkApi } from '../../api/neatwork-api.ts'
import { answerCommand } from '../../api/serve.ts'

const commandSchema = z.strictObject({ id: z.int().min(0), name: z.string(), request: z.unknown() })

/** Bytes not taken by the page above which events are dropped. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024
const RETRY_MS = 250

export function serveClient(client: WebSocket, api: NeatworkApi): void {
  const send = (message: unknown) => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(message))
  }
  const events = followApi(client, api, (event) => send({ event }))
  client.on('message', (data, isBinary) => {
    const command = isBinary ? null : parseCommand(String(data))
    if (command === null) return client.close(1003, 'not a command')
    const { id, name, request } = command
    void answerCommand(api, name, request ?? null).then((reply) => send({ id, reply }))
  })
  client.on('error', () => client.terminate())
  client.on('close', () => events.stop())
}

function followApi(client: WebSocket, api: NeatworkApi, tell: (event: ApiEvent) => void): { stop(): void } {
  let timer: NodeJS.Timeout | null = null
  let unsubscribe = () => {}
  const follow = () => {
    timer = null
    if (client.bufferedAmount > MAX_BUFFERED_BYTES) {
      timer = setTimeout(follow, RETRY_MS)
      return
    }
    unsubscribe = api.subscribe((event) => {
      if (client.bufferedAmount <= MAX_BUFFERED_BYTES) return tell(event)
      unsubscribe() // the state with which the next subscription begins makes up for what is dropped
      timer ??= setTimeout(follow, RETRY_MS)
    })
  }
  follow()
  return {
    stop() {
      unsubscribe()
      if (timer !== null) clearTimeout(timer)
    },
  }
}

function parseCommand(text: string): z.output<typeof commandSchema> | null {
  try {
    const parsed = commandSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
