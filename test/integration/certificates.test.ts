// Whom a worker talks to: the master whose certificate the join link names, and nobody else.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'node:tls'
import { generate } from 'selfsigned'
import { expect, onTestFinished, test } from 'vitest'
import { checkedFingerprint } from '../../core/node/cluster/certificate.ts'
import { loadIdentity, passingIdentity } from '../../core/node/cluster/master-identity.ts'
import { newToken } from '../../core/node/cluster/token.ts'
import { linkOf, masterHere, untilConnection, workerHere } from './cluster-here.ts'
import { neatworkIn } from './neatwork-process.ts'

const quiet = () => {}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'neatwork-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('a worker joins over TLS and pins the fingerprint of the link', async () => {
  const master = await masterHere()
  expect(linkOf(master).fingerprint).toMatch(/^[\w-]{43}$/)
  await untilConnection(workerHere(linkOf(master)), 'idle')
  expect(master.workers()).toHaveLength(1)
})

test('a certificate that is out of date and made out to another host is as good', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'elsewhere.example' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date('2001-01-01'),
    notAfterDate: new Date('2002-01-01'),
  })
  const pair = { key, certificate: cert }
  const identity = { ...(await passingIdentity()), ...pair, fingerprint: checkedFingerprint(pair) }
  const master = await masterHere({ identity })
  await untilConnection(workerHere(linkOf(master)), 'idle')
})

test('another certificate is refused in one sentence, and not a byte is sent to its owner', async () => {
  const { key, certificate } = await passingIdentity()
  const { fingerprint } = await passingIdentity()
  const token = newToken()
  let heard = 0
  const impostor = createServer({ key, cert: certificate }, (socket) => {
    socket.on('data', (bytes) => {
      heard += bytes.length
    })
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void impostor.close())
  const address = impostor.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const end = await workerHere({ host: '127.0.0.1', port, fingerprint, token }).finished
  expect(end).toMatchObject({ kind: 'refused', code: 'certificate' })
  expect(end.kind === 'refused' && end.message).toMatch(
    /it is another master, or somebody in between\. The token was not sent/,
  )
  expect(heard).toBe(0)
})

test('a worker that has joined before is not sent away by a stranger at the address, and finds its master again', async () => {
  const identity = await passingIdentity()
  const token = newToken()
  const first = await masterHere({ identity, token })
  const { port } = first
  const worker = workerHere(linkOf(first))
  await untilConnection(worker, 'idle')
  await first.close()
  const stranger = await masterHere({ port })
  await untilConnection(worker, 'retrying')
  await new Promise<void>((resolve) => {
    worker.onStatus(({ lastError }) => lastError?.includes('another master') && resolve())
  })
  await stranger.close()
  await masterHere({ port, identity, token })
  await untilConnection(worker, 'idle')
})

test('the certificate is made once and kept in a file for its owner only', async () => {
  const folder = newFolder()
  const made = await Promise.all([loadIdentity(folder, quiet), loadIdentity(folder, quiet)])
  expect(made[0]).toEqual(made[1])
  expect(await loadIdentity(folder, quiet)).toEqual(made[0])
  expect(statSync(join(folder, 'master.json')).mode & 0o777).toBe(0o600)
})

test('a file that others could read is closed to them, and its owner is told', async () => {
  const folder = newFolder()
  await loadIdentity(folder, quiet)
  chmodSync(join(folder, 'master.json'), 0o644)
  const log: string[] = []
  await loadIdentity(folder, (_level, message) => log.push(message))
  expect(statSync(join(folder, 'master.json')).mode & 0o777).toBe(0o600)
  expect(log.join()).toContain('could be read by other people')
})

test.each([
  ['nonsense', (_text: string) => 'nonsense'],
  ['half of it', (text: string) => text.slice(0, text.length / 2)],
  ['another version', (text: string) => text.replace('"version": 1', '"version": 2')],
])('a damaged file (%s) is refused in one sentence that says what to do', async (_what, damage) => {
  const folder = newFolder()
  await loadIdentity(folder, quiet)
  const path = join(folder, 'master.json')
  writeFileSync(path, damage(readFileSync(path, 'utf8')))
  const { stderr, code } = await neatworkIn(
    folder,
    ...['master', '--host', '127.0.0.1', '--port', '0', '--web', 'off'],
  )
  expect(stderr).toMatch(/master\.json is damaged .*Delete the file to have a new one made/)
  expect(code).toBe(3)
})

test('without TLS a master listens on this machine only', async () => {
  await expect(masterHere({ insecure: true, host: '0.0.0.0' })).rejects.toThrow(/can be reached from others/)
  const master = await masterHere({ insecure: true })
  expect(master.joinLinks[0]).toContain('?cert=none&')
  await untilConnection(workerHere(linkOf(master)), 'idle')
})
