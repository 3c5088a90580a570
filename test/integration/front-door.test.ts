// What somebody without a token gets from a master: one refusal or nothing, little time, few bytes, few connections.
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { FrontDoor } from '../../core/node/cluster/front-door.ts'
import type { ClusterMaster } from '../../core/node/cluster/master.ts'
import { handshakeMs } from '../../core/node/cluster/master-door.ts'
import { passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { webSocket } from '../../core/node/cluster/socket.ts'
import { newToken } from '../../core/node/cluster/token.ts'
import { xor } from '../../core/problems/xor.ts'
import { type Frame, MAX_HANDSHAKE_BYTES, readHeader } from '../../core/wire/frame.ts'
import { decodeControl, encodeControl } from '../../core/wire/messages.ts'
import { hello } from '../wire/memory-cluster.ts'
import { linkOf, masterHere, untilConnection, workerHere } from './cluster-here.ts'

const gone = (socket: Socket | TLSSocket) =>
  new Promise<void>((resolve) => {
    socket.on('error', () => {})
    socket.once('close', () => resolve())
    socket.resume()
  })

function knock(master: ClusterMaster, options: object = {}): WebSocket {
  const socket = new WebSocket(`wss://127.0.0.1:${master.port}`, { rejectUnauthorized: false, ...options })
  socket.on('error', () => {})
  onTestFinished(() => socket.terminate())
  return socket
}

/** Everything that arrives until the connection is closed. */
function conversation(socket: WebSocket, say: () => void): Promise<Uint8Array[]> {
  const heard: Uint8Array[] = []
  socket.binaryType = 'nodebuffer'
  socket.on('open', say)
  socket.on('message', (data) => data instanceof Uint8Array && heard.push(data))
  return new Promise((resolve) => socket.on('close', () => resolve(heard)))
}

test('a wrong token gets one refusal that says nothing about the run, and the connection ends', async () => {
  const master = await masterHere()
  master.beginRun(xor, { runId: 'secret-run', minWorkers: 0 })
  const socket = knock(master)
  const heard = await conversation(socket, () => socket.send(encodeControl('hello', hello(xor))))
  expect(heard).toHaveLength(1)
  const header = readHeader(heard[0] ?? new Uint8Array(), MAX_HANDSHAKE_BYTES)
  const refusal = header.ok ? decodeControl('refusal', header.value.body) : header
  expect(refusal).toMatchObject({ ok: true, value: { code: 'token' } })
  expect(JSON.stringify(refusal)).not.toMatch(/xor|secret-run/)
})

test('a changed token shuts the old link out, and those who are in stay', async () => {
  const master = await masterHere()
  const link = linkOf(master)
  const inside = workerHere(link)
  await untilConnection(inside, 'idle')
  master.entrance.changeToken(newToken())
  expect(await workerHere(link).finished).toMatchObject({ kind: 'refused', code: 'token' })
  await untilConnection(workerHere(linkOf(master)), 'idle')
  expect(inside.status().connection.kind).toBe('idle')
})

test.each<[string, (port: number) => Socket | TLSSocket]>([
  ['says nothing at all', (port) => connectTcp({ host: '127.0.0.1', port })],
  [
    'says nothing after the TLS handshake',
    (port) => connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false }),
  ],
  [
    'says nothing after asking for a WebSocket',
    (port) => {
      const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false })
      const headers = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13'
      socket.write(
        `GET / HTTP/1.1\r\nHost: m\r\n${headers}\r\nSec-WebSocket-Key: ${'A'.repeat(22)}==\r\n\r\n`,
      )
      return socket
    },
  ],
])('whoever %s is gone when the time is over', async (_what, open) => {
  const master = await masterHere({ connectionTimeoutMs: 300 })
  await gone(open(master.port))
})

test('strangers have 4 s at the most, however long connections may take', () => {
  expect(handshakeMs({ connectionTimeoutMs: 60_000 })).toBe(4000)
})

test('a page in a browser is turned away, whatever it knows', async () => {
  const socket = knock(await masterHere(), { origin: 'https://page.example' })
  const opened = await new Promise((resolve) => {
    socket.on('open', () => resolve(true))
    socket.on('close', () => resolve(false))
  })
  expect(opened).toBe(false)
})

test('somebody who asks in plain HTTP learns nothing', async () => {
  const master = await masterHere()
  const answer = await new Promise<string>((resolve) => {
    const socket = connectTls({ host: '127.0.0.1', port: master.port, rejectUnauthorized: false })
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk.toString()
    })
    socket.on('close', () => resolve(text))
    socket.write('GET /state HTTP/1.1\r\nHost: m\r\n\r\n')
  })
  expect(answer).toMatch(/^HTTP\/1\.1 426 /)
  expect(answer).toMatch(/\r\n\r\n.*Workers only/s)
})

test('compression is not offered', async () => {
  const socket = knock(await masterHere(), { perMessageDeflate: true })
  await new Promise((resolve) => socket.on('open', resolve))
  expect(socket.extensions).toBe('')
})

test("a stranger's large message is cut off before it is gathered", async () => {
  const master = await masterHere()
  const socket = knock(master)
  const heard = await conversation(socket, () => socket.send(new Uint8Array(8 * 1024 * 1024)))
  expect(heard).toEqual([])
})

/** So many connections from one address that say nothing: how each of them ends. */
function crowd(port: number): readonly Promise<void>[] {
  const strangers = Array.from({ length: 40 }, () => connectTcp({ host: '127.0.0.1', port }))
  onTestFinished(() => strangers.forEach((socket) => void socket.destroy()))
  return strangers.map(gone)
}

test('one address holds only so many connections without a token, however much time they have', async () => {
  const door = await FrontDoor.listen({
    ...{ host: '127.0.0.1', port: 0, identity: await passingIdentity(), strangerMs: 3_600_000 },
    ...{ onRequest: () => false, onVisit: () => {} },
  })
  onTestFinished(() => door.close())
  await Promise.race(crowd(door.port))
})

test('workers in a run, and strangers elsewhere, are not concerned by a crowd at one address', async () => {
  const master = await masterHere()
  const worker = workerHere(linkOf(master))
  await untilConnection(worker, 'idle')
  await Promise.race(crowd(master.port))
  expect(worker.status().connection.kind).toBe('idle')
  const elsewhere = connectTls({
    ...{ host: '127.0.0.1', localAddress: '127.0.0.9', port: master.port, rejectUnauthorized: false },
  })
  onTestFinished(() => void elsewhere.destroy())
  await new Promise((resolve) => elsewhere.once('secureConnect', resolve))
})

test('a peer that takes nothing of what it is sent is cut off before it fills the memory', () => {
  const states: string[] = []
  const stuck = Object.assign(Object.create(WebSocket.prototype), {
    on: () => stuck,
    send: () => states.push('sent'),
    terminate: () => states.push('cut off'),
  })
  Object.defineProperty(stuck, 'readyState', { value: WebSocket.OPEN })
  Object.defineProperty(stuck, 'binaryType', { value: 'nodebuffer', writable: true })
  let waiting = 0
  Object.defineProperty(stuck, 'bufferedAmount', { get: () => waiting })
  const socket = webSocket(stuck, { received: () => {}, closed: () => {} }, () => null)
  const frame: Frame = encodeControl('ping', null)
  socket.send(frame)
  waiting = 64 * 1024 * 1024
  socket.send(frame)
  expect(states).toEqual(['sent', 'cut off'])
})
