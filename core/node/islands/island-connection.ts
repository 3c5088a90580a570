// One connection between the masters of two islands: one of them has dialled and shows the token, the other answers. After
// that both are equal.
import type { Frame } from '../../wire/frame.ts'
import { MAX_FRAME_BYTES, PROTOCOL_VERSION, readHeader } from '../../wire/frame.ts'
import { decodeControl, encodeControl } from '../../wire/messages.ts'
import type { Socket, SocketEvents } from '../cluster/socket.ts'
import { type IslandIdentity, introductionIssue } from './crossing.ts'

export interface ConnectionEvents {
  /** The other side is that island. */
  met(connection: IslandConnection, island: string, generation: number): void
  received(island: string, bytes: Uint8Array): void
  /** `reason` is a clause, or a whole sentence that the other side has said. */
  closed(connection: IslandConnection, reason: string): void
}

export interface ConnectionOptions {
  readonly own: IslandIdentity
  /** What is shown, where this side dials. */
  readonly token: string | null
  /** Whether what the other side shows lets it in, where that side dials. */
  readonly isToken: (candidate: string) => boolean
  readonly events: ConnectionEvents
}

export class IslandConnection {
  readonly #options: ConnectionOptions
  #socket: Socket | null = null
  #island: string | null = null
  #refusal: string | null = null

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** Who is at the other side; null before it has said so. */
  get island(): string | null {
    return this.#island
  }

  /** What the socket has to tell. */
  get socketEvents(): SocketEvents {
    return {
      received: (bytes) => this.#received(bytes),
      closed: (reason) => this.#options.events.closed(this, this.#refusal ?? reason),
    }
  }

  attach(socket: Socket): void {
    this.#socket = socket
  }

  /** Introduces this island, where it has dialled. */
  opened(): void {
    const { own, token } = this.#options
    const { archipelago, island, appVersion } = own
    const hello = { token: token ?? '', archipelago, island, appVersion, generation: own.generation() }
    this.send(encodeControl('islandHello', hello))
  }

  send(frame: Frame): void {
    this.#socket?.send(frame)
  }

  close(): void {
    this.#socket?.close()
  }

  #received(bytes: Uint8Array): void {
    const header = readHeader(bytes, MAX_FRAME_BYTES)
    if (!header.ok) return this.#refuse(`It sent something that is no message: ${header.error.message}.`)
    const { type, body, protocolVersion } = header.value
    if (protocolVersion !== PROTOCOL_VERSION) {
      return this.#refuse(
        `It speaks version ${protocolVersion} of the protocol, and this island version ${PROTOCOL_VERSION}. Use the same Neatwork on all islands.`,
      )
    }
    if (type === 'refusal') {
      const refusal = decodeControl('refusal', body)
      this.#refusal = refusal.ok ? refusal.value.message : null
      return this.close()
    }
    if (this.#island !== null && (type === 'islandNews' || type === 'migrants')) {
      return this.#options.events.received(this.#island, bytes)
    }
    const awaited = this.#options.token === null ? 'islandHello' : 'islandWelcome'
    if (this.#island === null && type === awaited) return this.#introduced(awaited, body)
    this.#refuse(`It sent a message of type ${type ?? 'unknown'} out of place.`)
  }

  #introduced(type: 'islandHello' | 'islandWelcome', body: Uint8Array): void {
    const { own, isToken, events } = this.#options
    const said = decodeControl(type, body)
    if (!said.ok) return this.#refuse(`Its introduction can't be read: ${said.error.message}.`)
    const { island, generation } = said.value
    if ('token' in said.value) {
      if (!isToken(said.value.token)) {
        return this.#refuse(
          'The link has a wrong token; copy the current one from the master of that island.',
        )
      }
      const issue = introductionIssue(said.value, own)
      if (issue !== null) return this.#refuse(issue)
      this.send(encodeControl('islandWelcome', { island: own.island, generation: own.generation() }))
    } else {
      const issue = introductionIssue({ island, archipelago: own.archipelago }, own)
      if (issue !== null) return this.#refuse(issue)
    }
    this.#island = island
    events.met(this, island, generation)
  }

  #refuse(message: string): void {
    this.#refusal = message
    this.send(encodeControl('refusal', { code: 'island', message: message.slice(0, 1000) }))
    this.close()
  }
}
