// One browser page's connection to NeatworkApi: JSON text frames, commands in, replies and events out. A page too slow
// to take events is told what they came to once it can, its commands wait as long as their answers would, and it never holds
// anything up.

import type { WebSocket } from 'ws'
import * as z from 'zod'
import type { NeatworkApi } from '../../api/neatwork-api.ts'
import { answerCommand } from '../../api/serve.ts'
import { jsonOf } from '../../base/json-of.ts'

const commandSchema = z.strictObject({ id: z.int().min(0), name: z.string(), request: z.unknown() })
type Command = z.output<typeof commandSchema>

/** Bytes that the page hasn't taken yet, above which events and further commands wait. */
const MAX_BUFFERED_BYTES = 256 * 1024
/** Commands that are answered at the same time: more than a page sends, fewer than fill the memory. */
const MOST_UNDER_WAY = 16

export type PageSocket = Pick<
  WebSocket,
  'readyState' | 'OPEN' | 'bufferedAmount' | 'send' | 'on' | 'close' | 'terminate' | 'pause' | 'resume'
>

export function serveClient(client: PageSocket, api: NeatworkApi): void {
  const send = (message: unknown, taken?: () => void) => {
    if (client.readyState === client.OPEN) client.send(JSON.stringify(message), taken)
  }
  const isReady = () => client.readyState === client.OPEN && client.bufferedAmount <= MAX_BUFFERED_BYTES
  const goOn = () => commands.goOn()
  const commands = new CommandQueue({
    isReady,
    answer: async ({ id, name, request }) => {
      send({ id, reply: await answerCommand(api, name, request ?? null) }, goOn)
    },
    // What isn't read stays with the page: its network holds it back.
    read: (isWanted) => (isWanted ? client.resume() : client.pause()),
  })
  const unsubscribe = api.subscribe((event) => send({ event }, goOn), { isReady })
  client.on('message', (data, isBinary) => {
    const command = isBinary ? null : parseCommand(String(data))
    if (command === null) return client.close(1003, 'not a command')
    commands.add(command)
  })
  client.on('error', () => client.terminate())
  client.on('close', () => {
    unsubscribe()
    commands.end()
  })
}

interface QueuePorts {
  readonly isReady: () => boolean
  /** Resolves once the answer is on its way. */
  readonly answer: (command: Command) => Promise<void>
  readonly read: (isWanted: boolean) => void
}

/** Commands of one page in their order. */
class CommandQueue {
  readonly #ports: QueuePorts
  #waiting: Command[] = []
  #underWay = 0

  constructor(ports: QueuePorts) {
    this.#ports = ports
  }

  add(command: Command): void {
    this.#waiting.push(command)
    this.goOn()
  }

  /** To be called whenever the page has taken something. */
  goOn(): void {
    const { isReady, answer, read } = this.#ports
    while (this.#underWay < MOST_UNDER_WAY && isReady()) {
      const command = this.#waiting.shift()
      if (command === undefined) break
      this.#underWay++
      void answer(command).finally(() => {
        this.#underWay--
        this.goOn()
      })
    }
    read(this.#waiting.length === 0)
  }

  end(): void {
    this.#waiting = []
  }
}

function parseCommand(text: string): Command | null {
  const parsed = commandSchema.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : null
}
