// Two machines with addresses of their own, as network namespaces: a worker finds the master by discovery and joins by
// its code; a wrong code is refused and slowed down, another certificate refused; a network that loses every packet costs
// nothing but time. Needs root; says so where it can't be.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { COMPARED_RUN, hashes, NeatworkProcess, neatwork } from './neatwork-process.ts'

const NAMES = { master: `nw-m-${process.pid}`, worker: `nw-w-${process.pid}` }
const ADDRESSES = { master: '10.99.7.1', worker: '10.99.7.2' }
const PORT = '5000'
/** Hears what is said on the network to everybody. */
const EAR = join(import.meta.dirname, 'multicast-ear.ts')
const ON = { NEATWORK_DISCOVERY: 'on' }

/** null, or why it could not be done. */
function done(program: string, ...args: string[]): string | null {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  return status === 0 ? null : `${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`
}

const ip = (...args: string[]) => done('ip', ...args)

/** A queue without room drops every packet that a machine sends; nobody is told. */
function losePackets(how: 'add' | 'del'): string | null {
  const why = Object.values(NAMES).map((name) =>
    done('tc', '-n', name, 'qdisc', how, 'dev', 'v0', 'root', 'pfifo', 'limit', '0'),
  )
  return why.find((sentence) => sentence !== null) ?? null
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

/** Why packets can't be lost on purpose, or null. */
const whyAllArrive = why ?? losePackets('add')
if (whyAllArrive === null) losePackets('del')
else process.stdout.write(`a network that loses every packet: skipped, because ${whyAllArrive}\n`)

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

    // A worker that starts more slowly than the wait, beside other programs, doubles the wait by another wrong try.
    const tryAgain = () => worker(`${ADDRESSES.master}:${PORT}`, '--code', wrong)
    let tooSoon = await tryAgain()
    for (let tries = 2; tries < 4 && /code is wrong/.test(tooSoon.process.stderr); tries++)
      tooSoon = await tryAgain()
    expect(tooSoon.process.stderr).toMatch(/next try is possible in \d+ s/)
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

  test('a master announces its name, port and fingerprint, and no token', { timeout: 60_000 }, async () => {
    const ear = spawn('ip', ['netns', 'exec', NAMES.worker, execPath, EAR, ADDRESSES.worker], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    onTestFinished(() => void ear.kill('SIGKILL'))
    let heard = ''
    const listen = ['--host', ADDRESSES.master, '--port', PORT, '--web', 'off', '--local-slots', '0']
    await new Promise<void>((ready) => ear.stdout.once('data', () => ready()))
    const master = start('master', 'master', ...listen, '--join-code', '--json')
    const link = String((await master.line(({ type }) => type === 'listening'))['joinLink'])
    const code = String((await master.line(({ type }) => type === 'joinCode'))['code'])
    const { cert = '', token = '' } = Object.fromEntries(new URL(link).searchParams)
    expect([cert.length, token.length]).toEqual([43, 27])
    await new Promise<void>((told) => {
      ear.stdout.on('data', (text) => {
        heard += Buffer.from(String(text).replaceAll('\n', ''), 'hex').toString('latin1')
        if (heard.includes(`cert=${cert}`)) told()
      })
    })
    // Its goodbye is an announcement, too.
    const before = heard.length
    master.child.kill('SIGINT')
    await master.exitCode
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThan(before)
    for (const secret of [token, code]) expect(heard).not.toContain(secret)
  })
})

describe.skipIf(whyAllArrive !== null)('two machines whose network loses every packet for a while', () => {
  test('both notice a half-open connection, and the run goes on with the same bits', {
    timeout: 90_000,
  }, async () => {
    const alone = await neatwork('run', ...COMPARED_RUN)
    const listen = ['--host', ADDRESSES.master, '--port', PORT, '--web', 'off', '--local-slots', '0']
    const patience = ['--heartbeat-interval-ms', '200', '--heartbeat-timeout-ms', '1000', '--no-discovery']
    const master = start('master', 'master', ...COMPARED_RUN, ...listen, ...patience, '--min-workers', '1')
    const link = String((await master.line(({ type }) => type === 'listening'))['joinLink'])
    const cutOff = start('worker', 'worker', link, '--slots', '1', '--once', '--name', 'cut off')
    await master.line((line) => line['label'] === 'cut off' && Number(line['genomesEvaluated']) > 0)

    onTestFinished(() => void losePackets('del'))
    expect(losePackets('add')).toBeNull()
    await Promise.all([
      master.error(/cut off.{1,3} was silent for 1 s/),
      cutOff.error(/No connection to the master: the master has been silent for too long/),
    ])
    expect(master.of('result')).toEqual([])
    expect(losePackets('del')).toBeNull()

    expect(await master.result()).toEqual(await alone.result())
    expect(hashes(master)).toEqual(hashes(alone))
    expect(await cutOff.exitCode).toBe(0)
  })
})
