// Islands that meet at a broker have the bits of islands in memory, and go on when it was away.
import { expect, onTestFinished, test, vi } from 'vitest'
import { brokerPlace } from '../../../core/node/broker/broker-place.ts'
import { BrokerCrossing } from '../../../core/node/islands/broker-crossing.ts'
import { readExchanges } from '../../../core/node/run-folder/exchange-file.ts'
import { encodeControl } from '../../../core/wire/messages.ts'
import { ended, GENERATIONS, hashesInMemory, hashesOf, masterOf, NAMES, type Port } from '../islands-here.ts'
import { NatsServer, noBroker, notNow } from './nats-server.ts'

/** That no champions were missed, and all bits are those of islands in memory. */
async function expectWhole(
  ports: readonly Port[],
  generations = GENERATIONS,
  names: readonly string[] = NAMES,
): Promise<void> {
  const records = await Promise.all(ports.map(({ folder }) => readExchanges(folder)))
  const missing = records.flatMap(({ record }) => [...record.values()].map((one) => one.missing))
  expect(missing.flat()).toEqual([])
  const hashes = await Promise.all(ports.map(({ folder }) => hashesOf(folder)))
  expect(hashes).toEqual(await hashesInMemory(generations, names))
}

test.skipIf(noBroker !== null)(
  'islands wait for a broker that is not there yet, and exchange all champions there',
  async () => {
    const server = await NatsServer.start()
    await server.kill()
    const names = ['berlin', 'paris']
    const ports = await Promise.all(names.map((name) => masterOf(name, [server.url], { change: { names } })))
    const [berlin] = ports
    await berlin?.heard("can't be met at the broker")
    await server.start()
    await Promise.all(ports.map(ended))
    await expectWhole(ports, GENERATIONS, names)
  },
)

if (notNow !== null) console.log(`not here: nats-server killed while islands exchange champions (${notNow})`)

test.skipIf(notNow !== null)(
  'nats-server killed during an exchange and started again: nothing is missed, and the bits are the same',
  { timeout: 120_000 },
  async () => {
    const generations = 17
    const server = await NatsServer.start()
    const ports: Port[] = []
    for (const name of NAMES)
      ports.push(await masterOf(name, [server.url], { generations, startPaused: true }))
    const [berlin] = ports
    if (berlin === undefined) throw new Error('there are three')
    for (const [index, { heard }] of ports.entries()) {
      for (const name of NAMES) if (name !== NAMES[index]) await heard(`The island ${name} is there`)
    }
    // Berlin stops short of an exchange, in which Paris waits for it then.
    const stopped = new Promise<void>((resolve) => {
      let isStopped = false
      berlin.host.subscribe((event) => {
        // On a busy machine several generations come in one event.
        if (isStopped || event.kind !== 'generations' || (event.snapshots.at(-1)?.generation ?? 0) < 4) return
        isStopped = true
        void berlin.host.call('pauseRun', null)
        resolve()
      })
    })
    for (const { host } of ports) await host.call('resumeRun', null)
    await stopped
    await server.kill()
    await Promise.all(ports.map(({ heard }) => heard('where islands meet, is lost')))
    await berlin.host.call('resumeRun', null)
    await server.start()
    await Promise.all(ports.map(ended))
    await expectWhole(ports, generations)
  },
)

if (notNow !== null) console.log(`not here: islands that are no neighbours, at a broker (${notNow})`)

test.skipIf(notNow !== null)(
  'two islands of one name, and one of another experiment, are told of each other once',
  async () => {
    const server = await NatsServer.start()
    const parsed = brokerPlace(server.url, { brokerCreds: '', brokerCa: '' })
    if (!parsed.ok) throw new Error(parsed.message)
    const at = (island: string, archipelago: string) => {
      const said: string[] = []
      const crossing = new BrokerCrossing({
        own: { island, names: ['berlin', 'paris'], archipelago, appVersion: '0', generation: () => 0 },
        ...{ place: parsed.place, timeoutMs: 5000, events: { met() {}, lost() {}, received() {} } },
        log: (level, message) => said.push(`${level}: ${message}`),
      })
      onTestFinished(() => crossing.close())
      return { said, crossing }
    }
    const berlin = at('berlin', 'one')
    const twin = at('berlin', 'one')
    const stranger = at('paris', 'two')
    const news = encodeControl('islandNews', { generation: 0, best: 0, ended: false })
    const talk = () => {
      for (const { crossing } of [berlin, twin, stranger]) crossing.send(news, null)
    }
    const heard = [
      'warn: There are two islands called berlin; give each a name of its own.',
      expect.stringContaining('warn: The island paris is of another experiment than berlin: the problem'),
    ]
    await vi.waitFor(() => {
      talk()
      expect(berlin.said).toEqual(expect.arrayContaining(heard))
      expect(twin.said).toEqual(expect.arrayContaining(heard))
      expect(stranger.said.join()).toContain('The island berlin is of another experiment than paris')
    }, 20_000)
    expect([berlin, twin, stranger].map(({ said }) => said.length)).toEqual([2, 2, 1])
  },
)
