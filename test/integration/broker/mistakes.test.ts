// What people do wrong with a broker, and the one sentence that they read each time.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { jetstream } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Cancellation } from '../../../core/base/abort.ts'
import { clusterSettings } from '../../../core/node/cli/cluster-options.ts'
import { wayByBroker } from '../../../core/node/cli/worker-way.ts'
import type { Log } from '../../../core/node/cluster/log.ts'
import type { MasterOptions } from '../../../core/node/cluster/master-options.ts'
import { clusterSettingsSchema } from '../../../core/node/cluster-settings.ts'
import { declaredProblem } from '../../../core/problems/declared-problem.ts'
import { findProblem } from '../../../core/problems/registry.ts'
import { dataTableSchema } from '../../../core/problems/table/data-table.ts'
import { xor } from '../../../core/problems/xor.ts'
import { batchOf } from '../../contract/batch-evaluator.ts'
import { masterHere } from '../cluster-here.ts'
import { complaintAt } from './meet.ts'
import { freePort, NatsServer, noBroker } from './nats-server.ts'

/** How a master that wants to meet its workers there ends. */
async function master(broker: string, changes: Partial<MasterOptions> = {}): Promise<string> {
  return await masterHere({ broker, ...changes }).then(
    () => 'it listens',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
}

const FULL_SOON = 'jetstream { store_dir: "store", max_file_store: 150000 }'

const worker = (broker: string, brokerCreds = '') => complaintAt({ broker, brokerCreds })

test('no address of a broker', () => {
  expect(clusterSettingsSchema.safeParse({ broker: 'lab:4222' }).error?.issues[0]?.message).toBe(
    'must look like nats://broker.example:4222',
  )
  expect(() => clusterSettings({}, { broker: 'nats://lab:4222?run=a.b' })).toThrow(
    'The name of a run is letters, digits, "-" and "_", at most 60.',
  )
  expect(() => wayByBroker(undefined, { broker: 'http://ann:secret@lab' }, 100)).toThrow(
    '"http://…@lab" is not the address of a NATS broker. It looks like nats://broker.example:4222',
  )
})

test('credentials without a broker, and a link and a broker at once', () => {
  expect(() => wayByBroker(undefined, { brokerCreds: 'x.creds' }, 100)).toThrow(
    '--broker-creds and --broker-ca are for a broker: give --broker nats://HOST:4222, too.',
  )
  expect(() => wayByBroker('nats://a', { broker: 'nats://b' }, 100)).toThrow(
    'Give a join link or --broker, not both.',
  )
})

test('code that is to be sent over a broker, and what is for a broker without one', async () => {
  expect(await master('nats://lab', { sendProblem: true })).toContain('Over a broker no code travels')
  expect(await master('', { brokerCreds: 'x.creds' })).toBe(
    '--broker-creds and --broker-ca are for a broker: give --broker nats://HOST:4222, too.',
  )
})

test('files that are no credentials and no certificate authority', async () => {
  expect(await master('nats://lab', { brokerCreds: 'package.json' })).toBe(
    'package.json holds no NATS credentials: give the file that "nsc generate creds" wrote.',
  )
  expect(await master('nats://lab', { brokerCa: 'core' })).toBe(
    "core can't be read, which is to hold the broker's certificate authority: is it a folder, or somebody else's?",
  )
})

test('a broker that is not there', async () => {
  const port = await freePort()
  const sentence = `nothing answers at 127.0.0.1:${port}; no broker seems to run there`
  expect(await master(`nats://127.0.0.1:${port}`)).toBe(`There is no way to the broker: ${sentence}.`)
  expect(await worker(`nats://127.0.0.1:${port}`)).toBe(sentence)
})

test('a broker that is too old, and something that is no broker', async () => {
  const old = await talker(
    'INFO {"server_id":"x","version":"2.8.4","max_payload":1048576,"proto":1,"headers":true}\r\n',
  )
  const other = await talker('220 mail.example ESMTP\r\n')
  const tooOld = `The broker ${old} is nats-server 2.8.4; Neatwork needs 2.9.0 or newer.`
  expect(await worker(old)).toBe(tooOld)
  expect(await master(old)).toBe(tooOld)
  expect(await master(other)).toContain(`what answers at ${other.slice('nats://'.length)} is no NATS broker`)
})

describe.skipIf(noBroker !== null)('at nats-server', () => {
  test('no JetStream', async () => {
    const server = await NatsServer.start({ jetStream: false })
    const sentence = `The broker ${server.url} runs without JetStream, which keeps the work: start nats-server with -js, or with jetstream {} in its configuration, for this account; a leaf node needs the broker behind it.`
    expect(await master(server.url)).toBe(sentence)
    expect(await worker(server.url)).toBe(sentence)
  })

  test('a broker whose store is full, before and while a master is there', async () => {
    const server = await NatsServer.start({ jetStream: false, config: FULL_SOON })
    const full = `The broker ${server.url} has no room left for Neatwork's streams (insufficient resources); make room on its disk, or raise the limits of JetStream.`
    let warn: (message: string) => void = () => {}
    const warned = new Promise<string>((resolve) => {
      warn = resolve
    })
    const log: Log = (level, message) => level === 'warn' && warn(message)
    expect(await master(server.url, { log, heartbeatIntervalMs: 50 })).toBe('it listens')
    const nats = await connect({ servers: server.url })
    for (let number = 0; number < 4; number++) {
      await jetstream(nats)
        .publish('neatwork.dead.x', new Uint8Array(60_000))
        .catch(() => {}) // one of them is the one too many
    }
    expect(await warned).toBe(full)
    await nats.close()
    expect(await worker(server.url)).toBe(full)
  })

  test('a wrong password, no user at all, and a file of credentials that is not there', async () => {
    const server = await NatsServer.start({ config: 'authorization { user: lab, password: right }' })
    const at = server.url.slice('nats://'.length)
    const wrong = `The broker ${server.url} refuses the user "lab" with this password.`
    expect(await worker(`nats://lab:wrong@${at}`)).toBe(wrong)
    expect(await master(`nats://lab:wrong@${at}`)).toBe(wrong)
    expect(await master(server.url)).toBe(
      `The broker ${server.url} wants a user: give nats://USER:PASSWORD@HOST:PORT, or --broker-creds FILE.`,
    )
    expect(await worker(server.url, 'nowhere.creds')).toBe(
      "There is no file nowhere.creds with the broker's credentials.",
    )
    expect(await master(`nats://lab:right@${at}`)).toBe('it listens')
  })

  test('no master, a second one of the same run, and two runs of which a worker could mean either', async () => {
    const server = await NatsServer.start()
    expect(await master(`${server.url}?run=one`)).toBe('it listens')
    expect(await master(`${server.url}?run=one`)).toMatch(
      /^The run "one" at the broker has a master already, one on .+\. End that one first, or give this one another name/,
    )
    expect(await worker(`${server.url}?run=none`)).toBe(
      `no master of the run "none" is at the broker 127.0.0.1:${server.port}; is it running, with --broker`,
    )
    expect(await master(`${server.url}?run=two`)).toBe('it listens')
    expect(await worker(server.url)).toMatch(
      /^There are several runs at the broker: one \(idle, on .+\); two \(idle, on .+\)\. Name one of them: --broker "nats:/,
    )
  })

  test('data and genomes that are too large for the messages of the broker', async () => {
    const server = await NatsServer.start({ config: 'max_payload: 60KB' })
    const { signal } = new Cancellation()
    const made = await masterHere({ broker: server.url })
    const regression = findProblem('regression')
    const values = Array.from({ length: 16_000 }, (_, at) => at / 7)
    const form = { format: 'neatwork-table', version: 1, inputs: ['in'], targets: ['out'], values }
    const declared = declaredProblem(regression, { table: dataTableSchema.parse(form) })
    if (!declared.ok) throw new Error(declared.message)
    made.beginRun(declared.problem, { runId: 'r', minWorkers: 0 })
    await expect(made.evaluate(batchOf(2), signal)).rejects.toThrow(
      /^The data of this run take \d+ kB, and the broker takes messages of 61 kB at most\. Raise max_payload/,
    )
    made.beginRun(xor, { runId: 's', minWorkers: 0 })
    const [item] = batchOf(1).items
    if (item === undefined) throw new Error('there is no genome')
    const huge = { ...item, network: { ...item.network, weight: new Float64Array(10_000) } }
    await expect(made.evaluate({ generation: 0, items: [huge] }, signal)).rejects.toThrow(
      /^Genome 0 takes \d+ kB, and the broker takes messages of 61 kB at most\. Raise max_payload/,
    )
  })
})

/** Says one thing to everybody who connects, and PONG. */
async function talker(text: string): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.on('data', (bytes) => String(bytes).includes('PING') && socket.write('PONG\r\n'))
    socket.write(text)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return `nats://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}
