// The Debian package of the headless worker: built, installed by dpkg into a root of its own, at work for a real master, and
// removed again. The root is gone afterwards, whatever happened.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { execPath, getuid } from 'node:process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashes, NeatworkProcess, neatwork } from './neatwork-process.ts'

const project = resolve(import.meta.dirname, '../..')
const XOR = ['--problem', 'xor', '--seed', '7', '--json']
const WAIT = 180_000

const reason = whyNot()
if (reason !== null) console.log(`not here: the Debian package of the worker (${reason})`)

function whyNot(): string | null {
  if (spawnSync('dpkg-deb', ['--version']).status !== 0) return 'dpkg-deb is not on this machine'
  return getuid?.() === 0 ? null : 'dpkg installs into a root for root only'
}

let place = ''
let root = ''

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'neatwork-deb-test-'))
  root = join(place, 'root')
})
afterAll(() => {
  rmSync(place, { recursive: true, force: true })
  expect(existsSync(place)).toBe(false)
}, WAIT)

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: project })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  return stdout.trim()
}

/** dpkg's own folder, in which the two libraries that Node needs count as installed as they are on this machine. */
function emptyRoot(): void {
  const admin = join(root, 'var/lib/dpkg')
  for (const name of ['info', 'updates', 'triggers']) mkdirSync(join(admin, name), { recursive: true })
  writeFileSync(join(admin, 'status'), `${run('dpkg-query', ['--status', 'libc6', 'libstdc++6'])}\n`)
  writeFileSync(join(admin, 'available'), '')
  const architecture = run('dpkg', ['--print-architecture'])
  for (const name of ['libc6', 'libstdc++6'])
    writeFileSync(join(admin, `info/${name}:${architecture}.list`), '/.\n')
}

/** Everything in the root that isn't dpkg's own. */
function left(): readonly string[] {
  const all = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return all.filter((path) => !/^var(\/|$)/.test(path))
}

async function workFor(link: string): Promise<number | null> {
  const command = join(root, 'usr/bin/neatwork')
  const child = spawn(command, ['worker', link, '--once', '--slots', '1', '--name', 'packaged'], {
    stdio: 'ignore',
    // No Node but its own can be found.
    env: { PATH: '/usr/bin:/bin', NEATWORK_HOME: join(place, 'home'), NEATWORK_DISCOVERY: 'off' },
  })
  const [code] = await once(child, 'close')
  return code
}

test.skipIf(reason !== null)(
  'the worker is installed, works for a master with the same bits, and leaves nothing behind',
  async () => {
    const file = run(execPath, ['scripts/package-worker-deb.mjs', place, '1']).split('\n').at(-1) ?? ''
    emptyRoot()
    run('dpkg', [`--root=${root}`, '--force-unsafe-io', '--install', file])
    expect(left()).toContain('usr/lib/systemd/system/neatwork-worker.service')

    const alone = await neatwork('run', ...XOR)
    const master = new NeatworkProcess([
      ...['master', ...XOR, '--min-workers', '1', '--host', '127.0.0.1', '--port', '0'],
      ...['--local-slots', '0', '--web', 'off'],
    ])
    const { joinLink } = await master.line(({ type }) => type === 'listening')
    expect(await workFor(String(joinLink))).toBe(0)
    expect(await master.exitCode).toBe(0)
    expect(hashes(master)).toEqual(hashes(alone))
    expect(master.of('worker').at(-1)).toMatchObject({ label: 'packaged' })

    run('dpkg', [`--root=${root}`, '--purge', 'neatwork-worker'])
    expect(left()).toEqual([])
  },
  WAIT,
)
