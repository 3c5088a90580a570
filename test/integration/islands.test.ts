// Islands over real sockets: masters in this process that dial each other by link, and one that is a process of its own and
// is killed.
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RunRequest } from '../../core/api/commands.ts'
import { migrantBefore } from '../../core/node/cli/genome-file.ts'
import { defaultRunRequest } from '../../core/node/default-run-request.ts'
import { DirectCrossing } from '../../core/node/islands/direct-crossing.ts'
import { readChronicle } from '../../core/node/run-folder/chronicle-files.ts'
import { readExchanges } from '../../core/node/run-folder/exchange-file.ts'
import { islandsOf } from '../islands/support.ts'
import {
  appHost,
  configOf,
  ended,
  hashesInMemory,
  hashesOf,
  masterOf,
  NAMES,
  newFolder,
  repeatedHashes,
} from './islands-here.ts'
import { NeatworkProcess } from './neatwork-process.ts'

test('islands have the bits of islands in memory; one that is killed harms nobody: the others go on, it resumes and exchanges again, and all are verified', {
  timeout: 120_000,
}, async () => {
  const common = { generations: 17, startPaused: true }
  const berlin = await masterOf('berlin', [], { ...common, change: { waitSeconds: 2 } })
  const paris = await masterOf('paris', berlin.host.islandLinks, common)
  const folder = await newFolder()
  const config = join(dirname(folder), 'rome.json')
  const neighbours = [...berlin.host.islandLinks, ...paris.host.islandLinks]
  const cluster = { neighbours, host: '127.0.0.1', port: 0, minWorkers: 0, discovery: false }
  const { seed: _, ...settings } = configOf('rome', common)
  writeFileSync(config, JSON.stringify({ ...settings, cluster }))
  const args = ['master', '--config', config, '--run', folder, '--local-slots', '1', '--web', 'off', '--json']
  const rome = new NeatworkProcess(args)
  await Promise.all([berlin, paris].map(({ heard }) => heard('The island rome is there')))

  // Rome waits for the champions of a generation that Paris doesn't come to, and is killed there.
  const pausedAt = 7
  const unsubscribe = paris.host.subscribe((event) => {
    const done = event.kind === 'generations' ? event.snapshots.at(-1)?.generation : undefined
    if (done === pausedAt) void paris.host.call('pauseRun', null)
  })
  await Promise.all([berlin, paris].map(({ host }) => host.call('resumeRun', null)))
  await rome.line(({ type, generation }) => type === 'generation' && generation === 9)
  rome.child.kill('SIGKILL')
  await rome.exitCode
  unsubscribe()

  // Berlin, which receives from Rome, goes on without; it stops there until Rome is back, so that they meet in mid-run.
  const isMissed = berlin.heard('Went on without the champions of generation')
  const stopped = isMissed.then(() => berlin.host.call('pauseRun', null))
  await paris.host.call('resumeRun', null)
  await stopped
  const resumed = new NeatworkProcess(['resume', folder, '--master', '--web', 'off', '--json'])
  await berlin.heard('The island rome is there', 2)
  await berlin.host.call('resumeRun', null)
  await Promise.all([ended(berlin), ended(paris), resumed.exitCode])
  expect(await resumed.exitCode).toBe(0)

  expect(berlin.said.join('\n')).toMatch(
    /The champions of rome come again with generation \d+, after .* without/,
  )
  const missed = [...(await readExchanges(berlin.folder)).record.values()].flatMap(({ missing }) => missing)
  expect(missed.length).toBeGreaterThan(0)
  expect(missed.every(({ island, why }) => island === 'rome' && why === 'away')).toBe(true)
  const inMemory = await hashesInMemory(10)
  for (const [index, run] of [berlin.folder, paris.folder, folder].entries()) {
    const hashes = await hashesOf(run)
    expect(hashes).toHaveLength(common.generations)
    // Two exchanges were whole.
    expect(hashes.slice(0, 10)).toEqual(inMemory[index])
    expect(await repeatedHashes(run)).toEqual(hashes)
    const { ancestry } = await readChronicle(run, { goal: 'maximise' })
    const migrant = ancestry.all().find(({ home }) => home !== undefined)
    const told = migrant && (await migrantBefore(join(run, 'champion.json'), migrant))
    expect(told?.home?.island).toBe(NAMES[(index + 2) % 3])
  }
})

test('a master of another experiment, and one with a wrong token, are told why they are no islands here', async () => {
  const idle = { startPaused: true, localSlots: 0 }
  const berlin = await masterOf('berlin', [], idle)
  const [link = ''] = berlin.host.islandLinks
  const other = await masterOf('paris', [link], { ...idle, change: { every: 4 } })
  await other.heard('is of another experiment')
  const wrong = link.replace(/token=.*/, `token=${'x'.repeat(43)}`)
  await (await masterOf('paris', [wrong], idle)).heard('has a wrong token')
  await (await masterOf('berlin', [link], idle)).heard('two islands called berlin')
  await berlin.heard('wanted to be an island and is none')
})

test('a screen starts an island that dials its neighbours, and is told of one that leads nowhere', async () => {
  const berlin = await masterOf('berlin', [], { startPaused: true, localSlots: 0 })
  const rome = appHost()
  const request: RunRequest = {
    ...{ ...defaultRunRequest(), role: 'master', host: '127.0.0.1', port: 0, minWorkers: 0, localSlots: 0 },
    ...{ populationSize: 30, startPaused: true, settings: { islands: islandsOf('rome') } },
  }
  await expect(rome.call('startRun', { ...request, neighbours: ['/etc/passwd'] })).rejects.toThrow(
    "The neighbours can't be used: 0: must be the link of an island",
  )
  await rome.call('startRun', { ...request, neighbours: [...berlin.host.islandLinks] })
  await berlin.heard('The island rome is there')
})

test('an island whose machine does not answer is named in a sentence', async () => {
  const said = new Promise<string>((resolve) => {
    const crossing = new DirectCrossing({
      own: { island: 'a', names: ['a', 'b'], archipelago: 'x', appVersion: '0', generation: () => 0 },
      links: [{ host: '127.0.0.1', port: 1, token: 't', fingerprint: null }],
      ...{ isToken: () => false, timeoutMs: 1000, events: { met() {}, lost() {}, received() {} } },
      log: (_, message) => resolve(message),
    })
    onTestFinished(() => crossing.close())
  })
  expect(await said).toBe(
    'No way to the island at 127.0.0.1:1: nothing answers at 127.0.0.1:1; no master seems to run there. Trying on.',
  )
})
