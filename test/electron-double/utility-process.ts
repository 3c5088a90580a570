// utilityProcess: a process of Node's whose only channel is `process.parentPort`. Messages are structured clones.
import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { isAbsolute } from 'node:path'
import type { Readable } from 'node:stream'
import { app } from './app.ts'
import { fork } from './run-as-node.ts'

interface ForkOptions {
  readonly execArgv?: readonly string[]
  readonly stdio?: 'pipe' | 'ignore' | 'inherit'
  readonly serviceName?: string
}

const PORT = new URL('./parent-port.ts', import.meta.url).href

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess
  #isRunning = true

  constructor(path: string, args: readonly string[], { execArgv = [], stdio = 'inherit' }: ForkOptions) {
    super()
    this.#child = fork(path, [...args], {
      serialization: 'advanced',
      stdio: ['ignore', stdio, stdio, 'ipc'],
      execArgv: ['--import', PORT, ...execArgv],
    })
    this.#child.once('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.once('exit', (code, signal) => {
      this.#isRunning = false
      this.emit('exit', code ?? (signal === 'SIGKILL' ? 9 : 15))
    })
  }

  get pid(): number | undefined {
    return this.#isRunning ? this.#child.pid : undefined
  }

  get stdout(): Readable | null {
    return this.#child.stdout
  }

  get stderr(): Readable | null {
    return this.#child.stderr
  }

  postMessage(message: unknown): void {
    if (this.#isRunning) this.#child.send(structuredClone(message) as object)
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

export const utilityProcess = {
  fork(path: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess.fork() can only be called after app is ready')
    if (!isAbsolute(path)) throw new Error('the module of a utility process has an absolute path here')
    return new UtilityProcess(path, args, options)
  },
}
