// Islands that meet at a broker have the bits of islands in memory, and go on when it was away.
import { expect, test } from 'vitest'
import { readExchanges } from '../../../core/node/run-folder/exchange-file.ts'
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
      berlin.host.subscribe((event) => {
        if (event.kind !== 'generations' || event.snapshots.at(-1)?.generation !== 4) return
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
