// Islands over real sockets: three masters in this process that dial each other by link.
import { expect, test } from 'vitest'
import { Cancellation } from '../../core/base/abort.ts'
import { SerialEvaluator } from '../../core/evaluate/serial.ts'
import { readExchanges } from '../../core/node/run-folder/exchange-file.ts'
import { repeatRun } from '../../core/node/run-folder/repeat-run.ts'
import { RunFolder } from '../../core/node/run-folder/run-folder.ts'
import { xor } from '../../core/problems/xor.ts'
import { parseIslandLink } from '../../core/wire/island-link.ts'
import { ended, GENERATIONS, hashesOf, heard, masterOf, type Port } from './islands-here.ts'

async function archipelago(): Promise<readonly Port[]> {
  const berlin = await masterOf('berlin', [])
  const paris = await masterOf('paris', berlin.host.islandLinks)
  const rome = await masterOf('rome', [...berlin.host.islandLinks, ...paris.host.islandLinks])
  const ports = [berlin, paris, rome]
  await Promise.all(ports.map(ended))
  return ports
}

test('three masters exchange champions, twice with the same bits, and each run can be verified alone', async () => {
  const once = await archipelago()
  const hashes = await Promise.all(once.map(hashesOf))
  expect(hashes.map((own) => own.length)).toEqual([GENERATIONS, GENERATIONS, GENERATIONS])
  const records = await Promise.all(once.map(({ folder }) => readExchanges(folder)))
  for (const { record } of records) {
    expect([...record.values()].map(({ generation, missing }) => [generation, missing])).toEqual([
      [3, []],
      [6, []],
      [9, []],
    ])
  }
  for (const { host } of once) await host.close()
  const again = await archipelago()
  expect(await Promise.all(again.map(hashesOf))).toEqual(hashes)

  const [berlin] = again
  const run = await RunFolder.look(berlin?.folder ?? '')
  const repeated: string[] = []
  const evaluator = new SerialEvaluator(xor)
  const { signal } = new Cancellation()
  for await (const { snapshot } of repeatRun({ run, problem: xor, evaluator, signal }, 0, GENERATIONS - 1)) {
    repeated.push(snapshot.populationHash)
  }
  expect(repeated).toEqual(hashes[0])
})

test('a master of another experiment, and one with a wrong token, are told why they are no islands here', async () => {
  const berlin = await masterOf('berlin', [])
  const [link = ''] = berlin.host.islandLinks
  const other = await masterOf('paris', [link], { every: 4 })
  await heard(other, 'is of another experiment')
  const parsed = parseIslandLink(link)
  expect(parsed.ok).toBe(true)
  const wrong = link.replace(/token=.*/, `token=${'x'.repeat(43)}`)
  await heard(await masterOf('paris', [wrong]), 'has a wrong token')
  await heard(await masterOf('berlin', [link]), 'two islands called berlin')
  await heard(berlin, 'wanted to be an island and is none')
})
