// Three islands in memory: the same bits whenever all are up, and no harm when one is away.
import { expect, test } from 'vitest'
import { EvaluationAborted } from '../../core/evaluate/batch.ts'
import { exchangeLine, exchangesFrom } from '../../core/islands/exchange-record.ts'
import { AWAY_MS } from '../../core/islands/neighbours.ts'
import { resumable } from '../run/support.ts'
import { Sea, type Site, type SiteOptions, settled } from './support.ts'

const GENERATIONS = 11
const allRun = (sites: readonly Site[], count = GENERATIONS) =>
  Promise.all(sites.map((site) => site.run(count)))
const hashes = (sites: readonly Site[]) => sites.map((site) => site.hashes)
const recordOf = (site: Site) => exchangesFrom(site.kept.map(exchangeLine).join(''))

async function together(options: SiteOptions = {}): Promise<readonly Site[]> {
  const sites = new Sea().archipelago(options)
  await allRun(sites)
  return sites
}

test.each(['ring', 'star', 'random'] as const)(
  '%s: the same seed gives the same bits on every island',
  async (topology) => {
    const [once, again] = [await together({ topology }), await together({ topology })]
    expect(hashes(again)).toEqual(hashes(once))
    expect(new Set(hashes(once).map((own) => own[0])).size).toBe(3)
    expect(
      once.every(({ kept }) => kept.length === 3 && kept.every(({ missing }) => missing.length === 0)),
    ).toBe(true)
  },
)

test('the order in which islands run, and messages that come twice, change nothing', async () => {
  const wanted = hashes(await together())
  const sea = new Sea()
  sea.isDoubling = true
  const sites = sea.archipelago()
  // One after the other, as far as each gets alone.
  const running: Promise<void>[] = []
  for (const site of [...sites].reverse()) {
    running.push(site.run(GENERATIONS))
    await settled()
  }
  await Promise.all(running)
  expect(hashes(sites)).toEqual(wanted)
})

test('champions of others live on: their structure is found in later generations', async () => {
  const sites = await together()
  const alone = new Sea().archipelago({ change: { every: 1000 } })
  await allRun(alone)
  sites.forEach((site, index) => {
    expect(site.hashes.slice(0, 4)).toEqual(alone[index]?.hashes.slice(0, 4))
    expect(site.hashes[4]).not.toBe(alone[index]?.hashes[4])
  })
  const after = sites[0]?.outcomes[4]?.population.genomes ?? []
  expect(after.filter(({ origin }) => origin?.home?.island === 'rome').length).toBeGreaterThan(0)
  expect(sites[0]?.exchange.view().settled).toBeGreaterThan(2)
})

test('an island that is away is waited for once, and then no more; the others go on unharmed', async () => {
  const sea = new Sea()
  const berlin = sea.add('berlin')
  const paris = sea.add('paris', { change: { waitSeconds: 61 } })
  const running = allRun([berlin, paris])
  await settled()
  expect(berlin.outcomes).toHaveLength(4) // generation 3 waits for rome
  sea.clock.advance(59_000)
  await settled()
  expect(berlin.outcomes).toHaveLength(4)
  sea.clock.advance(1000)
  await running
  expect(berlin.outcomes).toHaveLength(GENERATIONS)
  expect(berlin.kept.map(({ missing }) => missing)).toEqual(
    [3, 6, 9].map(() => [{ island: 'rome', why: 'away' }]),
  )
  expect(paris.kept.every(({ missing }) => missing.length === 0)).toBe(true)
  // However many exchanges go on without it, it is said once.
  expect(berlin.said).toEqual([expect.stringContaining('without the champions of generation 3 of rome')])
  expect(berlin.happened).toEqual([{ kind: 'island-missed', island: 'rome', exchange: 3 }])
})

test('an island that comes back is waited for again, and gets what it has missed', async () => {
  const sea = new Sea()
  const berlin = sea.add('berlin')
  const paris = sea.add('paris', { change: { waitSeconds: 61 } })
  const first = allRun([berlin, paris], 5)
  await settled()
  sea.clock.advance(60_000)
  await first
  const rome = sea.add('rome')
  await Promise.all([berlin.run(5), paris.run(5), rome.run(8)])
  expect(berlin.kept.map(({ missing }) => missing.length)).toEqual([1, 0])
  expect(rome.kept.map(({ received }) => received[0]?.island)).toEqual(['paris', 'paris'])
  expect(berlin.happened).toEqual([
    { kind: 'island-missed', island: 'rome', exchange: 3 },
    { kind: 'island-back', island: 'rome', exchange: 6, missed: 1 },
  ])
  expect(berlin.said.at(-1)).toContain('come again with generation 6, after one exchange without')
})

test('champions that come too late are not used, and it is said', async () => {
  const sea = new Sea()
  const [berlin, , rome] = sea.archipelago()
  if (berlin === undefined || rome === undefined) throw new Error('there are three')
  const running = berlin.run(5)
  await settled()
  sea.clock.advance(60_000)
  await running
  await Promise.all([rome.run(4), settled()])
  const late = rome.run(1)
  await settled()
  expect(berlin.said.at(-1)).toContain('have come too late')
  expect(berlin.kept[0]?.received).toEqual([])
  sea.clock.advance(60_000)
  await late
})

test('an island whose run is over is not waited for', async () => {
  const sea = new Sea()
  const sites = sea.archipelago()
  const rome = sites[2]
  await allRun(sites, 5)
  rome?.exchange.tell({ generation: 4, best: 3, ended: true })
  await allRun(sites.slice(0, 2), 3)
  expect(sites[0]?.kept[1]?.missing).toEqual([{ island: 'rome', why: 'ended' }])
  expect(sites[0]?.exchange.view().islands[2]).toMatchObject({ state: 'ended', generation: 4 })
})

test('a run that goes on, or is repeated, takes its exchanges from its record', async () => {
  const sites = await together()
  const [berlin] = sites
  const middle = berlin?.outcomes[6]
  const recorded = berlin === undefined ? null : recordOf(berlin)
  if (berlin === undefined || middle === undefined || recorded === null) throw new Error('it ran')
  // Nobody else is there any more.
  const again = new Sea().add('berlin', { recorded })
  await again.run(GENERATIONS)
  expect(again.hashes).toEqual(berlin.hashes)
  const resumed = new Sea().add('berlin', { recorded, resumeFrom: resumable(middle) })
  await resumed.run(4)
  expect(resumed.hashes).toEqual(berlin.hashes.slice(7))
  expect(resumed.kept).toEqual([])
})

test('an island that was killed in mid-run and all others too go on with the same bits', async () => {
  const wanted = hashes(await together())
  const first = new Sea().archipelago()
  await allRun(first, 7)
  const sea = new Sea()
  const second = first.map((site) => {
    const last = site.outcomes.at(-1)
    const recorded = recordOf(site)
    if (last === undefined || recorded === null) throw new Error('it ran')
    return sea.add(site.name, { recorded, resumeFrom: resumable(last) })
  })
  await allRun(second, 4)
  expect(second.map((site, index) => [...(first[index]?.hashes ?? []), ...site.hashes])).toEqual(wanted)
})

test('an exchange that was missed stays missed when the run is repeated', async () => {
  const sea = new Sea()
  const berlin = sea.add('berlin')
  const running = berlin.run(5)
  await settled()
  sea.clock.advance(60_000)
  await running
  const again = new Sea().archipelago({ recorded: recordOf(berlin) ?? new Map() }, ['berlin'])
  await allRun(again, 5)
  expect(again[0]?.hashes).toEqual(berlin.hashes)
  expect(again[0]?.happened).toEqual([])
})

test('a run that is stopped while it waits stops at once', async () => {
  const berlin = new Sea().add('berlin')
  const running = berlin.run(5)
  const refused = expect(running).rejects.toThrow(EvaluationAborted)
  await settled()
  berlin.stop.abort()
  await refused
  expect(berlin.kept).toEqual([])
})

test('champions that nobody asked for, or that are no genomes, are refused with a reason', () => {
  const { exchange } = new Sea().add('berlin')
  const none = { generation: 3, genomes: Uint8Array.of(0x80) }
  expect(exchange.arrived('paris', none)).toContain('are not for this island')
  expect(exchange.arrived('rome', { ...none, generation: 4 })).toContain('are not for this island')
  expect(exchange.arrived('rome', { ...none, genomes: Uint8Array.of(1) })).toContain("can't be read")
  expect(exchange.arrived('rome', { ...none, generation: 3000 })).toContain('exchanges ahead')
  expect(exchange.arrived('rome', none)).toBeNull()
})

test('a screen is told who is there, who is awaited, and who is away', async () => {
  const sea = new Sea()
  const [berlin] = sea.archipelago()
  const running = berlin?.run(5) ?? Promise.resolve()
  await settled()
  const waiting = berlin?.exchange.view()
  expect(waiting?.passages).toContainEqual({ from: 'rome', to: 'berlin', state: 'awaited' })
  expect(waiting?.islands.map(({ state }) => state)).toEqual(['here', 'here', 'here'])
  sea.remove('rome')
  sea.clock.advance(60_000)
  await running
  const after = berlin?.exchange.view()
  expect(after?.passages).toContainEqual({ from: 'rome', to: 'berlin', state: 'missing' })
  expect(after).toMatchObject({ lastExchange: 3, nextExchange: 6 })
  sea.clock.advance(AWAY_MS)
  expect(berlin?.exchange.view().islands.map(({ state }) => state)).toEqual(['here', 'away', 'away'])
})

test('a torn last line of the record is passed over, and a damaged one is noticed', async () => {
  const line = exchangeLine({ generation: 3, received: [], missing: [], sent: [] })
  expect(exchangesFrom(`${line}{"generation":6,`)?.size).toBe(1)
  expect(exchangesFrom(`{"generation":\n${line}`)).toBeNull()
})
