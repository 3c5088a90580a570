// Joining by a short code over real sockets: whom it lets in, and whom it doesn't.

import { connect } from 'node:net'
import { createServer } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { joinByCode } from '../../core/node/cluster/join-code.ts'
import { passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { connectTls } from '../../core/node/cluster/pinned-socket.ts'
import { linkOf, masterHere, untilConnection, workerHere } from './cluster-here.ts'
import { NeatworkProcess, neatwork } from './neatwork-process.ts'

const at = (port: number) => ({ host: '127.0.0.1', port })

test('the code gives the join link, with which a worker joins', async () => {
  const master = await masterHere()
  const joined = await joinByCode(at(master.port), master.entrance.showJoinCode(), 5000)
  expect(joined).toEqual({ ok: true, link: linkOf(master) })
  if (joined.ok) await untilConnection(workerHere(joined.link), 'idle')
})

test('a code is good once', async () => {
  const master = await masterHere()
  const code = master.entrance.showJoinCode()
  await joinByCode(at(master.port), code, 5000)
  expect(await joinByCode(at(master.port), code, 5000)).toMatchObject({ ok: false })
})

test('a wrong code is refused, and the right one has to wait after it', async () => {
  const master = await masterHere()
  const code = master.entrance.showJoinCode()
  const wrong = code === '000000000' ? '000000001' : '000000000'
  expect(await joinByCode(at(master.port), wrong, 5000)).toMatchObject({
    ok: false,
    message: expect.stringContaining('The join code is wrong'),
  })
  expect(await joinByCode(at(master.port), code, 5000)).toMatchObject({
    ok: false,
    message: expect.stringContaining('next try is possible in 2 s'),
  })
})

test('where no code is shown, none is right', async () => {
  const { port } = await masterHere()
  expect(await joinByCode(at(port), '000000000', 5000)).toMatchObject({ ok: false })
})

test('somebody in between who passes everything on, under a certificate of his own, gets no token', async () => {
  const master = await masterHere()
  const { key, certificate } = await passingIdentity()
  let overheard = ''
  const between = createServer({ key, cert: certificate }, (near) => {
    const far = connectTls(at(master.port))
    far.on('data', (bytes) => {
      overheard += bytes.toString('latin1')
    })
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void between.close())
  const address = between.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const joined = await joinByCode(at(port), master.entrance.showJoinCode(), 5000)
  expect(joined).toMatchObject({ ok: false, message: expect.stringContaining('somebody is in between') })
  expect(overheard).not.toContain(linkOf(master).token)
})

test('a handshake that was captured and is sent again is useless', async () => {
  const master = await masterHere()
  const captured: Buffer[] = []
  const { createServer: listenTcp } = await import('node:net')
  const tap = listenTcp((near) => {
    const far = connect(at(master.port))
    near.on('data', (bytes) => captured.push(bytes))
    near.pipe(far).pipe(near)
    for (const socket of [near, far]) socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => tap.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void tap.close())
  const address = tap.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const worker = workerHere({ ...linkOf(master), port })
  await untilConnection(worker, 'idle')
  await worker.stop()
  const present = () => master.workers().filter(({ state }) => state !== 'gone')
  await new Promise<void>((resolve) => {
    const look = () => present().length === 0 && resolve()
    master.onWorkersChanged(look)
    look()
  })
  const replay = connect(at(master.port))
  const closed = new Promise((resolve) => replay.once('close', resolve))
  replay.on('error', () => {})
  replay.resume()
  for (const bytes of captured) replay.write(bytes)
  await closed
  expect(present()).toEqual([])
})

test('on the command line: a master shows a code, a worker joins by address and code', async () => {
  const master = new NeatworkProcess([
    ...['master', '--host', '127.0.0.1', '--port', '0', '--web', 'off', '--local-slots', '0'],
    ...['--join-code', '--json'],
  ])
  const { code } = await master.line(({ type }) => type === 'joinCode')
  const { port } = await master.line(({ type }) => type === 'listening')
  const rest = ['--slots', '1', '--once', '--json']
  const worker = new NeatworkProcess(['worker', `127.0.0.1:${String(port)}`, '--code', String(code), ...rest])
  expect(await master.result()).toMatchObject({ solved: true })
  expect(await worker.exitCode).toBe(0)
})

test.each([
  [[], 'No master was found on this network. Give its join link'],
  [['127.0.0.1:1'], 'Which code does the master at 127.0.0.1:1 show?'],
  [['127.0.0.1:1', '--code', '12'], 'A join code has nine digits'],
])('neatwork worker %j says what to do', async (args, sentence) => {
  const { stderr, code } = await neatwork('worker', ...args)
  expect(stderr).toContain(sentence)
  expect(code).toBe(2)
})
