// How the code of a problem gets from a master to a worker, where both of their owners want that: one request over the
// same TLS port, with the token, before the worker joins.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { request } from 'node:https'
import type { JoinLink } from '../../wire/join-link.ts'
import { MOST_PARCEL_BYTES, type Parcel, readParcel } from '../own/parcel.ts'
import { connectTls, fingerprintShownBy } from './pinned-socket.ts'

const PATH = '/problem'

/** The master's side: what it gives to whom; null where nothing is given. */
export interface Giving {
  readonly isToken: (candidate: string) => boolean
  readonly parcel: () => Promise<Parcel | null>
  readonly given: (address: string) => void
}

/** Answers a request for the problem; false where it is none of its business. */
export function answerProblemRequest(
  { url, method, headers, socket }: IncomingMessage,
  response: ServerResponse,
  { isToken, parcel, given }: Giving,
): boolean {
  if (url !== PATH || method !== 'GET' || headers.origin !== undefined) return false
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  const refuse = (status: number) => void response.writeHead(status, { connection: 'close' }).end()
  if (!isToken(token)) {
    refuse(401)
    return true
  }
  parcel().then(
    (made) => {
      if (made === null) return refuse(404)
      given(socket.remoteAddress ?? 'unknown')
      response
        .writeHead(200, { 'content-type': 'application/json', connection: 'close' })
        .end(JSON.stringify(made))
    },
    () => refuse(500),
  )
  return true
}

/** Rejects with one sentence why there is no parcel. */
export function askForProblem(link: JoinLink, timeoutMs: number): Promise<Parcel> {
  const { host, port, token, fingerprint } = link
  const socket = connectTls(link)
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      socket.destroy()
      reject(new Error(reason))
    }
    socket.setTimeout(timeoutMs, () => fail(`the master at ${host}:${port} did not answer`))
    socket.once('error', (error) => fail(`the master at ${host}:${port} can't be reached (${error.message})`))
    socket.once('secureConnect', () => {
      if (fingerprintShownBy(socket) !== fingerprint) {
        return fail(`the master at ${host}:${port} shows another certificate than the join link names`)
      }
      const headers = { authorization: `Bearer ${token}` }
      const asked = request({ createConnection: () => socket, path: PATH, headers }, (response) => {
        const { statusCode } = response
        if (statusCode === 401)
          return fail('the join link has a wrong token; copy the current one from the master')
        if (statusCode !== 200) {
          return fail('the master sends no problem: start it with --problem FILE --send-problem')
        }
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (piece: string) => {
          text += piece
          if (text.length > MOST_PARCEL_BYTES) fail('the master sent more than code and data may have')
        })
        response.on('end', () => {
          const parcel = readParcel(text)
          if (parcel === null) fail('what the master sent is no problem')
          else resolve(parcel)
        })
      })
      asked.on('error', (error) => fail(`the master broke off (${error.message})`))
      asked.end()
    })
  })
}
