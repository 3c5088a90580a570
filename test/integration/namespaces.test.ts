// Two machines with addresses of their own, as network namespaces: a worker finds the master by discovery and joins by
// its code; a wrong code is refused and slowed down, another certificate refused. Needs root; says so where it can't be.
import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, test } from 'vitest'
import { NeatworkProcess } from './neatwork-process.ts'

const NAMES = { master: `nw-m-${process.pid}`, worker: `nw-w-${process.pid}` }
const ADDRESSES = { master: '10.99.7.1', worker: '10.99.7.2' }
const PORT = '5000'
const ON = { NEATWORK_DISCOVERY: 'on' }

function ip(...args: string[]): string | null {
  const { status, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' })
  return status === 0 ? null : `ip ${args.join(' ')}: ${error?.message ?? stderr.trim()}`
}

function removeNamespaces(): void {
  for (const name of Object.values(NAMES)) ip('netns', 'del', name)
}

/** null, or why there are none. */
function makeNamespaces(): string | null {
  const inMaster = ['-n', NAMES.master]
  const inWorker = ['-n', NAMES.worker]
  const steps = [
    ['netns', 'add', NAMES.master],
    ['netns', 'add', NAMES.worker],
    [...inMaster, 'link', 'add', 'v0', 'type', 'veth', 'peer', 'name', 'v0', 'netns', NAMES.worker],
    ...[[inMaster, ADDRESSES.master] as const, [inWorker, ADDRESSES.worker] as const].flatMap(
      ([inside, address]) => [
        [...inside, 'addr', 'add', `${address}/24`, 'dev', 'v0'],
        [...inside, 'link', 'set', 'lo', 'up'],
        [...inside, 'link', 'set', 'v0', 'up'],
        [...inside, 'route', 'add', '224.0.0.0/4', 'dev', 'v0'],
      ],
    ),
  ]
  for (const step of steps) {
    const why = ip(...step)
    if (why === null) continue
    removeNamespaces()
    return why
  }
  return null
}

const why = makeNamespaces()
if (why !== null) process.stdout.write(`two network namespaces: skipped, because ${why}\n`)
afterAll(removeNamespaces)
process.once('exit', removeNamespaces)

const start = (where: keyof typeof NAMES, ...args: string[]) =>
  new NeatworkProcess(args, ON, ['ip', 'netns', 'exec', NAMES[where]])

async function worker(...args: string[]) {
  const process_ = start('worker', 'worker', ...args, '--slots', '1', '--once', '--json')
  return { code: await process_.exitCode, process: process_ }
}

describe.skipIf(why !== null)('two machines', () => {
  test('discovery, code, wrong codes, another certificate', { timeout: 90_000 }, async () => {
    const listen = ['--host', ADDRESSES.master, '--port', PORT, '--web', 'off', '--local-slots', '0']
    const master = start('master', 'master', ...listen, '--join-code', '--json')
    const code = String((await master.line(({ type }) => type === 'joinCode'))['code'])
    const link = String((await master.line(({ type }) => type === 'listening'))['joinLink'])
    const wrong = code === '000000000' ? '000000001' : '000000000'

    const guess = await worker('--code', wrong)
    expect(guess.process.of('master')).toMatchObject([{ host: ADDRESSES.master, port: Number(PORT) }])
    expect(guess.process.stderr).toContain('The join code is wrong')
    expect(guess.code).toBe(4)

    const tooSoon = await worker(`${ADDRESSES.master}:${PORT}`, '--code', code)
    expect(tooSoon.process.stderr).toMatch(/next try is possible in \d s/)
    expect(tooSoon.code).toBe(4)

    const stranger = await worker(link.replace(/cert=[^&]*/, `cert=${'f'.repeat(43)}`))
    expect(stranger.process.stderr).toContain('it is another master, or somebody in between')
    expect(stranger.code).toBe(4)

    // Looking for masters takes as long as the wait, more or less.
    let found = await worker('--code', code)
    while (found.process.stderr.includes('next try')) found = await worker('--code', code)
    expect(found.code).toBe(0)
    expect(await master.result()).toMatchObject({ solved: true })
  })
})
