// docs/nats.md word by word: its files and commands in a folder and a network of their own, so that the very ports are
// free; daemons are ended by their process ids. What takes long is left to npm run test:broker.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { env, execPath } from 'node:process'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { CLI } from '../neatwork-process.ts'
import { natsServer, notNow } from './nats-server.ts'

const root = resolve(import.meta.dirname, '../../..')
const guide = readFileSync(join(root, 'docs/nats.md'), 'utf8')
const NETWORK = `nw-nats-${process.pid}`
const reason = notNow ?? whyNoNetwork()
if (reason !== null) console.log(`not here: docs/nats.md word by word (${reason})`)

/** null, or why there is no network of its own. */
function whyNoNetwork(): string | null {
  const made = spawnSync('ip', ['netns', 'add', NETWORK], { encoding: 'utf8' })
  if (made.status !== 0) return `no network namespace: ${made.error?.message ?? made.stderr.trim()}`
  spawnSync('ip', ['-n', NETWORK, 'link', 'set', 'lo', 'up'])
  return null
}

/** Blocks of a section, in their order. */
function blocksOf(title: string): readonly { readonly kind: string; readonly text: string }[] {
  const [, section = ''] = guide.split(`\n## ${title}\n`)
  const [own = ''] = section.split('\n## ')
  return [...own.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].map(([, kind = '', text = '']) => ({ kind, text }))
}

class Session {
  readonly folder = mkdtempSync(join(tmpdir(), 'neatwork-nats-guide-'))
  readonly #daemons: ChildProcess[] = []
  readonly #programs: { readonly child: ChildProcess; readonly ended: Promise<unknown>; output: string }[] =
    []

  constructor() {
    writeFileSync(join(this.folder, 'npx'), `#!/bin/sh\nshift\nexec "${execPath}" "${CLI}" "$@"\n`)
    chmodSync(join(this.folder, 'npx'), 0o755)
  }

  /** Everything in a section: files, then commands; `change` for what a test adds to one. */
  async follow(title: string, change: (command: string) => string = (command) => command): Promise<void> {
    for (const { kind, text } of blocksOf(title)) {
      const [, name = ''] = /^# (\S+)/.exec(text) ?? []
      if (kind === 'conf') writeFileSync(join(this.folder, name), text)
      else for (const line of text.trim().split('\n')) await this.#type(change(line))
    }
  }

  async #type(line: string): Promise<void> {
    const [program = '', ...args] = line.split(' ')
    const isDaemon = program === 'nats-server'
    const found = isDaemon ? (natsServer ?? program) : join(this.folder, program)
    const child = spawn('ip', ['netns', 'exec', NETWORK, found, ...args], {
      cwd: this.folder,
      env: { ...env, NEATWORK_HOME: this.folder, NEATWORK_DISCOVERY: 'off' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const running = { child, ended: once(child, 'close'), output: '' }
    const isReady = new Promise<void>((ready) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (bytes) => {
          running.output += String(bytes)
          if (running.output.includes('Server is ready')) ready()
        })
      }
      child.once('close', () => ready())
    })
    if (isDaemon) this.#daemons.push(child)
    else this.#programs.push(running)
    if (isDaemon) await isReady
  }

  /** What master and worker said, once both have ended well. */
  async ends(): Promise<readonly string[]> {
    for (const { child, ended, output } of this.#programs) {
      await ended
      expect(child.exitCode, output).toBe(0)
    }
    return this.#programs.map(({ output }) => output)
  }

  async kill(daemon: number): Promise<void> {
    const child = this.#daemons[daemon]
    child?.kill('SIGKILL')
    if (child?.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }

  /** Settles when the master has said so. */
  async masterSays(pattern: RegExp): Promise<void> {
    const [master] = this.#programs
    while (master !== undefined && !pattern.test(master.output))
      await once(master.child.stdout ?? master.child, 'data')
  }

  close(): void {
    for (const child of [...this.#daemons, ...this.#programs.map(({ child }) => child)]) {
      if (child.exitCode === null) child.kill('SIGKILL')
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function session(): Session {
  const made = new Session()
  onTestFinished(() => made.close())
  return made
}

describe.skipIf(reason !== null)('docs/nats.md, word by word', { timeout: 400_000 }, () => {
  let serial: readonly unknown[] = []
  beforeAll(() => {
    const args = ['run', '--problem', 'xor', '--seed', '1', '--json']
    serial = hashesIn(spawnSync(execPath, [CLI, ...args], { encoding: 'utf8' }).stdout)
  }, 60_000)
  afterAll(() => void spawnSync('ip', ['netns', 'del', NETWORK]))

  const isSerial = (output: string) => {
    expect(serial.length).toBeGreaterThan(5)
    expect(hashesIn(output)).toEqual(serial)
  }
  const json = (command: string) => (command.includes(' master ') ? `${command} --json` : command)

  test.each(['One broker', 'A leaf node'])(
    '%s: master and worker end well, with the bits of one machine',
    async (title) => {
      const here = session()
      await here.follow(title, json)
      const [master = '', worker = ''] = await here.ends()
      isSerial(master)
      expect(worker).toContain('Joined the master')
    },
  )

  test('Three nodes: one is killed in the middle, and the bits are those of one machine', async () => {
    const here = session()
    await here.follow('Three nodes', json)
    await here.masterSays(/"type":"generation"/)
    await here.kill(1)
    const [master = ''] = await here.ends()
    isSerial(master)
  })
})

/** Of every generation that a run told of. */
function hashesIn(output: string): readonly unknown[] {
  const lines = output.split('\n').filter((line) => line.startsWith('{"type":"generation"'))
  return lines.map((line) => JSON.parse(line).populationHash)
}
