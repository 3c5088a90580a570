// Islands that meet at a broker have the bits of islands that dial each other, and go on when it was away.
import { expect, test } from 'vitest'
import { readExchanges } from '../../../core/node/run-folder/exchange-file.ts'
import { ended, hashesOf, heard, masterOf, NAMES, type Port } from '../islands-here.ts'
import { NatsServer, noBroker } from './nats-server.ts'

async function allEnded(ports: readonly Port[]): Promise<void> {
  await Promise.all(ports.map(ended))
}

const isWhole = async ({ folder }: Port) =>
  [...(await readExchanges(folder)).record.values()].every(({ missing }) => missing.length === 0)

test('islands at a broker exchange all champions, with the bits of islands that dial each other', async ({
  skip,
}) => {
  if (noBroker !== null) skip(noBroker)
  const server = await NatsServer.start()
  const met: Port[] = []
  for (const name of NAMES) met.push(await masterOf(name, [server.url]))
  await allEnded(met)
  expect(await Promise.all(met.map(isWhole))).toEqual([true, true, true])
  const hashes = await Promise.all(met.map(hashesOf))

  const berlin = await masterOf('berlin', [])
  const paris = await masterOf('paris', berlin.host.islandLinks)
  const rome = await masterOf('rome', [...berlin.host.islandLinks, ...paris.host.islandLinks])
  const dialled = [berlin, paris, rome]
  await allEnded(dialled)
  expect(await Promise.all(dialled.map(hashesOf))).toEqual(hashes)
})

test('a broker that is not there yet is waited for, and champions are sent again once islands meet', async ({
  skip,
}) => {
  if (noBroker !== null) skip(noBroker)
  const server = await NatsServer.start()
  const { url } = server
  await server.kill()
  const berlin = await masterOf('berlin', [url])
  const others = [await masterOf('paris', [url]), await masterOf('rome', [url])]
  const ports = [berlin, ...others]
  await heard(berlin, "can't be met at the broker")
  await server.start()
  await heard(berlin, 'The island paris is there')
  await allEnded(ports)
  expect(await Promise.all(ports.map(isWhole))).toEqual([true, true, true])
})
