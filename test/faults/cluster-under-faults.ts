// A master and four workers as processes, what the master tells, and everything that can be done to them. Only processes
// that it started are ended, and all of them at the end.
import { type ChildProcess, spawn } from 'node:child_process'
import { execPath } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { newToken } from '../../core/node/cluster/token.ts'
import { TcpProxy } from './tcp-proxy.ts'

const script = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const WORKERS = 4
/** Answers of a worker that are faulty, of one. */
const FAULTY_ANSWERS = 0.01

export interface Generation {
  readonly generation: number
  readonly populationHash: string
  readonly failures: number
  readonly evaluations: number
  readonly heapBytes: number | null
}

export interface Broker {
  readonly url: string
  readonly port: number
}

interface Place {
  readonly proxy: TcpProxy
  process: ChildProcess
}

export class ClusterUnderFaults {
  readonly generations: Generation[] = []
  readonly faults = new Map<string, number>()
  readonly log: string[] = []
  readonly #folder: string
  readonly #seed: number
  readonly #token = newToken()
  /** At which master and workers meet, instead of the master's port. */
  readonly #broker: Broker | null
  readonly #children: ChildProcess[] = []
  readonly #places: Place[] = []
  readonly #watchers = new Set<() => void>()
  #master: ChildProcess | null = null
  #link = ''
  #port = 0
  #starts = 0

  constructor(folder: string, seed: number, broker: Broker | null = null) {
    this.#folder = folder
    this.#seed = seed
    this.#broker = broker
  }

  async start(): Promise<void> {
    await this.#startMaster()
    for (let place = 0; place < WORKERS; place++) {
      const proxy = await TcpProxy.to(() => this.#port)
      this.#places.push({ proxy, process: this.#startWorker(proxy) })
    }
  }

  get places(): number {
    return this.#places.length
  }

  get faultCount(): number {
    return [...this.faults.values()].reduce((sum, count) => sum + count, 0)
  }

  kill(place: number): void {
    const at = this.#at(place)
    this.#note('SIGKILL')
    at.process.kill('SIGKILL')
    at.process = this.#startWorker(at.proxy)
  }

  async stop(place: number, ms: number): Promise<void> {
    const { process } = this.#at(place)
    this.#note('SIGSTOP')
    process.kill('SIGSTOP')
    await delay(ms)
    process.kill('SIGCONT')
  }

  cut(place: number): void {
    this.#note('cut')
    this.#at(place).proxy.cut()
  }

  async swallow(place: number, ms: number): Promise<void> {
    this.#note('half-open')
    this.#at(place).proxy.swallow(true)
    await delay(ms)
    this.#at(place).proxy.swallow(false)
  }

  /** A worker whose problem computes other bits; resolves to how it ended. */
  async joinWithWrongProblem(): Promise<unknown> {
    this.#note('wrong problem')
    const child = this.#spawn('worker-process.ts', [this.#link, '99', '0', '0.5'])
    return await new Promise((resolve) => {
      this.#read(child, (line) => line['type'] === 'end' && resolve(line['code']))
    })
  }

  async restartMaster(): Promise<void> {
    this.#note('master killed')
    const gone = ended(this.#master)
    this.#master?.kill('SIGKILL')
    await gone
    await this.#startMaster()
  }

  /** Resolves once the master told of `count` generations more. */
  async generationsLater(count: number): Promise<void> {
    const until = this.generations.length + count
    while (this.generations.length < until) {
      await new Promise<void>((resolve) => void this.#watchers.add(resolve))
    }
  }

  /** Ends the run after the generation in progress, and every process. */
  async finish(): Promise<void> {
    const gone = ended(this.#master)
    this.#master?.stdin?.write('enough\n')
    await gone
    await this.close()
  }

  /** Whatever happened before, nothing is left behind. */
  async close(): Promise<void> {
    for (const { proxy } of this.#places) proxy.close()
    for (const child of this.#children) {
      if (!hasEnded(child)) child.kill('SIGKILL')
    }
    await Promise.all(this.#children.map(ended))
  }

  get left(): number {
    return this.#children.filter((child) => !hasEnded(child)).length
  }

  async #startMaster(): Promise<void> {
    const where = [this.#folder, String(this.#broker === null ? this.#port : 0)]
    const args = [...where, this.#token, String(this.#seed), this.#broker?.url ?? '']
    const child = this.#spawn('master-process.ts', args, ['--expose-gc'])
    this.#master = child
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`the master ended with ${code}`)))
      this.#read(child, (line) => {
        if (line['type'] === 'listening') {
          this.#link = String(line['link'])
          this.#port = this.#broker?.port ?? Number(line['port'])
          resolve()
        } else if (line['type'] === 'log') this.log.push(String(line['message']))
        else this.#generation(line as unknown as Generation)
      })
    })
  }

  #generation(line: Generation): void {
    this.generations.push(line)
    for (let failure = 0; failure < line.failures; failure++) this.#note('evaluation')
    const watchers = [...this.#watchers]
    this.#watchers.clear()
    for (const watcher of watchers) watcher()
  }

  #startWorker(proxy: TcpProxy): ChildProcess {
    const link = this.#link.replace(`:${this.#port}`, `:${proxy.port}`)
    const seed = String(this.#seed + this.#starts++)
    const child = this.#spawn('worker-process.ts', [link, seed, String(FAULTY_ANSWERS)])
    this.#read(child, (line) => line['type'] === 'fault' && this.#note(String(line['fault'])))
    return child
  }

  #spawn(name: string, args: readonly string[], flags: readonly string[] = []): ChildProcess {
    const child = spawn(execPath, [...flags, script(name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#children.push(child)
    return child
  }

  #read(child: ChildProcess, take: (line: Readonly<Record<string, unknown>>) => void): void {
    if (child.stdout === null) throw new Error('the process has no output')
    createInterface({ input: child.stdout }).on('line', (text) => take(JSON.parse(text)))
  }

  /** Counts what somebody else did to the cluster. */
  note(fault: string): void {
    this.#note(fault)
  }

  #note(fault: string): void {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1)
  }

  #at(place: number): Place {
    const at = this.#places[place]
    if (at === undefined) throw new RangeError(`there is no worker ${place}`)
    return at
  }
}

export const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function ended(child: ChildProcess | null): Promise<void> {
  if (child === null || hasEnded(child)) return
  await new Promise((resolve) => child.once('exit', resolve))
}
