// Who is let in at a broker, and over what: users with permissions, --broker-creds, --broker-ca and TLS.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { generate } from 'selfsigned'
import { describe, expect, test } from 'vitest'
import { xor } from '../../../core/problems/xor.ts'
import { endSentence } from '../../../core/wire/worker-events.ts'
import { batchOf } from '../../contract/batch-evaluator.ts'
import { masterHere } from '../cluster-here.ts'
import { accounts } from './jwt-accounts.ts'
import { complaintAt, evaluatedBoth, type Way, workerAt } from './meet.ts'
import { NatsServer, notNow } from './nats-server.ts'

/** Both meet there and evaluate. */
async function meetsAt(forMaster: Way, forWorker: Way): Promise<void> {
  const master = await masterHere(forMaster)
  master.beginRun(xor, { runId: 'r', minWorkers: 1 })
  const worker = workerAt(forWorker)
  const left = worker.finished.then((end) => Promise.reject(new Error(endSentence(end))))
  const { cluster, serial } = await Promise.race([evaluatedBoth(master, batchOf(20)), left])
  expect(cluster).toEqual(serial)
}

if (notNow !== null) console.log(`not here: users, credentials and TLS at a broker (${notNow})`)

describe.skipIf(notNow !== null)('at nats-server', () => {
  test('over TLS, by an authority that the system does not know', async () => {
    const name = [{ name: 'commonName', value: 'test' }]
    const ip = { type: 7, ip: '127.0.0.1' } as const
    const made = await generate(name, {
      keySize: 2048,
      extensions: [{ name: 'subjectAltName', altNames: [ip] }],
    })
    const server = await NatsServer.start({
      files: { 'cert.pem': made.cert, 'key.pem': made.private },
      config: 'tls { cert_file: "cert.pem", key_file: "key.pem" }',
    })
    const brokerCa = join(server.folder, 'cert.pem')
    const broker = server.url.replace('nats:', 'tls:')
    expect(await complaintAt({ broker: server.url })).toMatch(
      /^The broker nats:\/\/127\.0\.0\.1:\d+ speaks TLS that can't be trusted \(.+\)\. Name the certificate authority with --broker-ca FILE\.$/,
    )
    await meetsAt({ broker, brokerCa }, { broker, brokerCa })
  })

  test('who insists on TLS sends nothing to a broker without', async () => {
    const server = await NatsServer.start()
    const sentence = await complaintAt({ broker: server.url.replace('nats:', 'tls:') })
    expect(sentence).toBe(
      `The broker ${server.url.replace('nats:', 'tls:')} does not speak TLS. Configure tls {} there, or give nats:// instead of tls://, without --broker-ca.`,
    )
  })

  test('by a file of credentials (--broker-creds), and not without', async () => {
    const { config, credentials } = accounts()
    const server = await NatsServer.start({ config })
    const brokerCreds = join(server.folder, 'lab.creds')
    writeFileSync(brokerCreds, credentials)
    const broker = server.url
    expect(await complaintAt({ broker })).toContain('wants a user')
    const other = join(server.folder, 'other.creds')
    writeFileSync(other, accounts().credentials)
    expect(await complaintAt({ broker, brokerCreds: other })).toBe(
      `The broker ${server.url} refuses the credentials in ${other}.`,
    )
    await meetsAt({ broker, brokerCreds }, { broker, brokerCreds })
  })

  test('a worker with no more than the permissions of docs/nats.md', async () => {
    const guide = readFileSync(resolve(import.meta.dirname, '../../../docs/nats.md'), 'utf8')
    const [, shown = ''] = /# workers\.conf\n([\s\S]*?)```/.exec(guide) ?? []
    const config = shown.replace(/^(listen|jetstream).*\n/gm, '')
    expect(config).toContain('permissions')
    const server = await NatsServer.start({ config })
    const at = server.url.slice('nats://'.length)
    await meetsAt({ broker: `nats://master:secret@${at}` }, { broker: `nats://worker:secret@${at}` })
  }, 15_000)

  test('what the broker forbids is named', async () => {
    const permissions = 'permissions: { publish: ["$JS.API.INFO"], subscribe: ["_INBOX.>"] }'
    const server = await NatsServer.start({
      config: `authorization { users: [ { user: master, password: secret, ${permissions} } ] }`,
    })
    const broker = `nats://master:secret@${server.url.slice('nats://'.length)}`
    await expect(masterHere({ broker, connectionTimeoutMs: 500 })).rejects.toThrow(
      /^The broker nats:.+ forbids something that Neatwork needs \(.*STREAM.*\); docs\/nats\.md lists the permissions\.$/,
    )
  })
})
