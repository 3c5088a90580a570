// nats-server in a folder of its own, on a free port of this machine, ended by its process id: for tests and measurements.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Debian puts it where only root's PATH leads. */
const NAMES = ['nats-server', '/usr/sbin/nats-server', '/usr/local/bin/nats-server']

export const natsServer = NAMES.find((name) => spawnSync(name, ['--version']).status === 0) ?? null

export interface ServerOptions {
  /** More lines of its configuration. */
  readonly config?: string
  readonly jetStream?: boolean
  /** Beside its configuration, by name. */
  readonly files?: Readonly<Record<string, string>>
}

export class NatsProcess {
  readonly port: number
  readonly folder: string
  readonly #config: string
  #process: ChildProcess | null = null

  private constructor(
    port: number,
    folder: string,
    { config = '', jetStream = true, files = {} }: ServerOptions,
  ) {
    this.port = port
    this.folder = folder
    this.#config = join(folder, 'nats.conf')
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const store = jetStream ? `jetstream { store_dir: "${folder}/store" }\n` : ''
    writeFileSync(this.#config, `listen: 127.0.0.1:${port}\n${store}${config}\n`)
  }

  /** Lasts until `close` is called. */
  static async begin(options: ServerOptions = {}): Promise<NatsProcess> {
    const server = new NatsProcess(await freePort(), mkdtempSync(join(tmpdir(), 'neatwork-nats-')), options)
    await server.start()
    return server
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`
  }

  /** Again, on the same port with what it had stored. */
  async start(): Promise<void> {
    const child = spawn(natsServer ?? 'nats-server', ['-c', this.#config], {
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#process = child
    let said = ''
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`nats-server ended with ${code}:\n${said}`)))
      child.stderr.on('data', (text) => {
        said += String(text)
        if (said.includes('Server is ready')) resolve()
      })
    })
  }

  async kill(): Promise<void> {
    const child = this.#process
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  async close(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('the probe has no port')
  return address.port
}
