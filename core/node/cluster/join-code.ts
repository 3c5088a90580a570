// Joining by code over real sockets: the master's end on its port's path /code, and the worker's end. What is said is
// core/wire/join-by-code.ts's.
import { randomBytes, randomInt } from 'node:crypto'
import { WebSocket } from 'ws'
import { MAX_HANDSHAKE_BYTES } from '../../wire/frame.ts'
import { CodeGiver, CodeTaker, type GiverOptions, type Taken } from '../../wire/join-by-code.ts'
import { formatAddress, type JoinLink } from '../../wire/join-link.ts'
import { CHANCE_BYTES } from '../../wire/spake2.ts'
import { CODE_DIGITS } from '../../wire/typed-code.ts'
import type { Log } from './log.ts'
import { connectTls, fingerprintShownBy } from './pinned-socket.ts'
import { webSocket } from './socket.ts'

export const CODE_PATH = '/code'

export function newJoinCode(): string {
  return String(randomInt(0, 10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')
}

/** Serves one exchange on a connection that asked for {@link CODE_PATH}. */
export function giveByCode(
  socket: WebSocket,
  address: string,
  options: Omit<GiverOptions, 'chance'> & { readonly log: Log },
): void {
  const giver = new CodeGiver({ ...options, chance: randomBytes(CHANCE_BYTES) })
  const own = webSocket(
    socket,
    {
      received: (bytes) => {
        const { send, result } = giver.received(bytes, performance.now())
        for (const frame of send) own.send(frame)
        if (result === null) return
        own.close()
        if (result)
          options.log('info', `A worker at ${address} was let in by the join code, which is used up.`)
        else options.log('warn', `A try to join by code from ${address} failed.`)
      },
      closed: () => giver.closed(performance.now()),
    },
    () => null,
  )
}

export type JoinedByCode =
  | { readonly ok: true; readonly link: JoinLink }
  | { readonly ok: false; readonly message: string }

/** The join link of the master at an address, for whoever knows its code. Never rejects. */
export function joinByCode(
  master: Pick<JoinLink, 'host' | 'port'>,
  code: string,
  timeoutMs: number,
): Promise<JoinedByCode> {
  return new Promise((resolve) => {
    const tls = connectTls(master)
    const address = formatAddress(master)
    const fail = (message: string) => {
      tls.destroy()
      resolve({ ok: false, message })
    }
    tls.setTimeout(timeoutMs, () => fail(`${address} did not answer within ${timeoutMs / 1000} s.`))
    tls.on('error', ({ message }) => fail(`No master could be reached at ${address}: ${message}.`))
    tls.once('secureConnect', () => {
      const fingerprint = fingerprintShownBy(tls)
      const socket = new WebSocket(`wss://${address}${CODE_PATH}`, {
        perMessageDeflate: false,
        maxPayload: MAX_HANDSHAKE_BYTES,
        handshakeTimeout: timeoutMs,
        createConnection: () => tls,
      })
      takeByCode(socket, new CodeTaker(code, fingerprint, randomBytes(CHANCE_BYTES)), (taken) => {
        if (taken.ok) resolve({ ok: true, link: { ...master, fingerprint, token: taken.token } })
        else resolve(taken)
        socket.close()
      })
    })
  })
}

function takeByCode(socket: WebSocket, taker: CodeTaker, done: (taken: Taken) => void): void {
  socket.on('open', () => own.send(taker.start()))
  const own = webSocket(
    socket,
    {
      received: (bytes) => {
        const { send, result } = taker.received(bytes)
        for (const frame of send) own.send(frame)
        if (result !== null) done(result)
      },
      closed: (reason) => done({ ok: false, message: `The master ended the connection: ${reason}.` }),
    },
    () => null,
  )
}
