// Over a broker, too, every generation has the population of the run on one machine: workers and master killed, stopped
// and cut off, nats-server killed and started again, everything delivered twice. `npm run test:broker` is the long form.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { connect, headers, type NatsConnection } from '@nats-io/transport-node'
import { expect, test } from 'vitest'
import { Random } from '../../core/base/random.ts'
import { NatsServer, noBroker } from '../integration/broker/nats-server.ts'
import { ClusterUnderFaults, delay } from './cluster-under-faults.ts'
import { expectSerialRun } from './expect-serial-run.ts'

const IS_LONG = env['NEATWORK_BROKER'] === 'long'
const SEED = Number(env['NEATWORK_SEED'] ?? 20261125)
const LEAST = IS_LONG ? { rounds: 60, brokers: 6, masters: 6 } : { rounds: 5, brokers: 1, masters: 1 }
/** Longer than the master waits for a silent worker; in the long form longer than a lease, after which work comes again. */
const SILENCE_MS = IS_LONG ? 4000 : 1200
/** Messages of a hundred that come again. */
const COPIED_PERCENT = 30
const COPY = 'Test-Copy'

test.skipIf(noBroker !== null)(
  `whatever fails at ${LEAST.rounds} workers, ${LEAST.masters} masters and ${LEAST.brokers} brokers changes no bit: seed ${SEED}`,
  { timeout: IS_LONG ? 540_000 : 120_000 },
  async () => {
    const server = await NatsServer.start()
    const folder = mkdtempSync(join(tmpdir(), 'neatwork-broker-faults-'))
    const cluster = new ClusterUnderFaults(join(folder, 'run'), SEED, server)
    const copier = await copies(server, cluster)
    try {
      await cluster.start()
      await cluster.generationsLater(3)
      await misfortunes(cluster, server)
      await cluster.finish()
      expect(cluster.left).toBe(0)
      await expectSerialRun(cluster, SEED)
      report(cluster)
    } finally {
      await cluster.close()
      await copier.close()
      rmSync(folder, { recursive: true })
    }
  },
)

async function misfortunes(cluster: ClusterUnderFaults, server: NatsServer): Promise<void> {
  const random = Random.fromSeed(SEED)
  const lasting: Promise<void>[] = []
  for (let round = 0; round < LEAST.rounds; round++) {
    const place = random.nextInt(cluster.places)
    const chance = random.nextFloat()
    if (chance < 0.3) cluster.kill(place)
    else if (chance < 0.6) cluster.cut(place)
    else if (chance < 0.8) lasting.push(cluster.stop(place, SILENCE_MS))
    else lasting.push(cluster.swallow(place, SILENCE_MS))
    await delay(200 + random.nextInt(300))
    if (isTurn(round, LEAST.brokers, 1)) {
      cluster.note('nats-server killed')
      await server.kill()
      await delay(random.nextInt(IS_LONG ? 3000 : 500))
      await server.start()
      await cluster.generationsLater(2)
    }
    if (isTurn(round, LEAST.masters, 3)) await cluster.restartMaster()
  }
  await Promise.all(lasting)
  await cluster.generationsLater(3)
}

/** Spread evenly over all rounds. */
function isTurn(round: number, times: number, offset: number): boolean {
  return round % Math.floor(LEAST.rounds / times) === offset
}

/** Everything that travels is heard here, and some of it said again. */
async function copies(server: NatsServer, cluster: ClusterUnderFaults): Promise<NatsConnection> {
  const nats = await connect({ servers: server.url, maxReconnectAttempts: -1, reconnectTimeWait: 100 })
  const random = Random.fromSeed(SEED + 1)
  for (const subject of ['neatwork.work.>', 'neatwork.results.>']) {
    nats.subscribe(subject, {
      callback: (_error, message) => {
        if (message.headers?.has(COPY) === true || random.nextInt(100) >= COPIED_PERCENT) return
        const about = headers()
        for (const key of message.headers?.keys() ?? []) {
          // The broker itself would know it again by this one.
          if (key !== 'Nats-Msg-Id') about.set(key, message.headers?.get(key) ?? '')
        }
        about.set(COPY, '1')
        cluster.note('delivered twice')
        setTimeout(
          () => !nats.isClosed() && nats.publish(message.subject, message.data, { headers: about }),
          5,
        )
      },
    })
  }
  return nats
}

function report({ generations, faults, log }: ClusterUnderFaults): void {
  const named = [...faults].map(([fault, count]) => `${count} ${fault}`).join(', ')
  const taken = log.flatMap((line) => Number(/^Took (\d+) results/.exec(line)?.[1] ?? 0))
  const adopted = taken.reduce((sum, count) => sum + count, 0)
  process.stdout.write(
    `Over a broker: ${generations.length} generations (${named}); ${adopted} results of earlier masters taken\n`,
  )
}
