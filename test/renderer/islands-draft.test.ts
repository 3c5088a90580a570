// The islands of the new run's form: what is typed, what it stands for, and files with islands.
import { describe, expect, test } from 'vitest'
import { configInputOf } from '../../core/api/run-request.ts'
import { runIssues } from '../../core/node/run-issues.ts'
import { parseRunConfig } from '../../core/run/run-config.ts'
import { islandsDraftOf, NO_ISLANDS, readIslands } from '../../renderer/setup/islands-draft.ts'
import { fileText, readFile } from '../../renderer/setup/settings-draft.ts'
import { FAKE_REQUEST } from './fake-api.ts'

const LINK = `neatwork://island/192.168.1.10:5000?cert=${'c'.repeat(43)}&token=${'t'.repeat(43)}`
const BERLIN = { ...NO_ISLANDS, island: 'berlin', names: 'berlin, paris,rome' }

describe("the islands of the new run's form", () => {
  test('are none until somebody names one', () => {
    expect(readIslands(NO_ISLANDS, 5)).toMatchObject({ settings: {}, neighbours: [] })
    expect(readIslands(NO_ISLANDS, 5).issues.size).toBe(0)
  })

  test('are those that the command line makes of the same words', () => {
    const { settings, neighbours, issues } = readIslands(
      { ...BERLIN, every: ' 5 ', neighbours: `--neighbour "${LINK}"\n\n nats://broker.example:4222 \n` },
      7,
    )
    expect([...issues]).toEqual([])
    expect(neighbours).toEqual([LINK, 'nats://broker.example:4222'])
    const typed = { island: 'berlin', names: ['berlin', 'paris', 'rome'], every: 5, seed: 7 }
    const fromFile = parseRunConfig({ problem: 'xor', islands: typed })
    expect(fromFile.ok && fromFile.value.islands).toEqual(settings.islands)
    const request = { ...FAKE_REQUEST, role: 'master' as const, neighbours: [...neighbours] }
    expect(runIssues({ ...request, settings: { ...settings } }, null)).toEqual([])
    const parsed = parseRunConfig(configInputOf({ ...FAKE_REQUEST, settings: { ...settings } }))
    expect(parsed.ok && fromFile.ok && parsed.value.seed).toBe(fromFile.ok && fromFile.value.seed)
  })

  test.each([
    ['island', { island: '' }, /^An island is named by letters/],
    ['island', { island: 'oslo' }, /^It stands among all islands, too\.$/],
    ['names', { names: '' }, /^The names of at least two islands/],
    ['names', { names: 'berlin, berlin' }, /^Every island must have a name of its own\.$/],
    ['names', { names: 'berlin, my island' }, /^An island is named by letters/],
    ['every', { every: '0' }, /^A whole number from 1 to/],
    ['champions', { champions: 'two' }, /^A whole number from 1 to 100/],
    ['waitSeconds', { waitSeconds: '-1' }, /^A number from 0 to/],
    [
      'neighbours',
      { neighbours: 'neatwork://join/a:1' },
      /^“neatwork:\/\/join\/a:1” must be the link of an island/,
    ],
  ] as const)('say what is wrong with %s: %o', (field, change, message) => {
    const read = readIslands({ ...BERLIN, ...change }, 1)
    expect(read.issues.get(field)).toMatch(message)
    expect(read).toMatchObject({ settings: {}, neighbours: [] })
  })

  test('come from a file and go into one, with the seed of the archipelago and the neighbours', () => {
    const { settings } = readIslands({ ...BERLIN, topology: 'star', waitSeconds: '2.5' }, 9)
    const fields = { problem: 'xor', seed: 9, generations: 20, populationSize: 50, ...settings }
    const text = fileText(fields, {}) ?? ''
    const read = readFile(text)
    if (!read.ok) throw new Error(read.message)
    expect(read.fields.seed).toBe(9)
    expect(islandsDraftOf(read.fields)).toEqual({
      ...BERLIN,
      names: 'berlin, paris, rome',
      topology: 'star',
      waitSeconds: '2.5',
    })
    const withNeighbour = {
      ...JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, '')),
      cluster: { neighbours: [LINK] },
    }
    const again = readFile(JSON.stringify(withNeighbour))
    expect(again.ok && islandsDraftOf(again.fields).neighbours).toBe(LINK)
    const lost = readFile(JSON.stringify({ ...withNeighbour, cluster: { neighbours: ['/etc/passwd'] } }))
    expect(!lost.ok && lost.message).toContain('/etc/passwd must be the link of an island')
  })
})
