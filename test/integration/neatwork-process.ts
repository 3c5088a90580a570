// `neatwork` as a process of its own: started, read line by line, and gone when the test is over, however it ends.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { execPath } from 'node:process'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
export const CLI = join(root, 'dist/program/neatwork.js')

/** A run of some seconds whose hashes, told as JSON, are compared with those of the same run elsewhere. */
export const COMPARED_RUN: readonly string[] = [
  ...['--problem', 'two-spirals', '--population', '100', '--generations', '60', '--seed', '7'],
  '--json',
]

export type Line = Readonly<Record<string, unknown>>

/** Builds what the processes run, unless whoever started the tests has done so (NEATWORK_BUILT=1). */
export function buildProgram(): void {
  if (process.env['NEATWORK_BUILT'] === '1') return
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', 'vite.program.config.ts', '--logLevel', 'warn']
  const { status, stdout, stderr } = spawnSync(execPath, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`)
}

export class NeatworkProcess {
  readonly lines: Line[] = []
  readonly child: ChildProcess
  readonly exitCode: Promise<number | null>
  stdout = ''
  stderr = ''
  readonly #waiting = new Set<() => void>()

  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    launcher: readonly string[] = [],
  ) {
    const [command = execPath, ...rest] = [...launcher, execPath, CLI, ...args]
    const child = spawn(command, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    this.child = child
    onTestFinished(() => void child.kill('SIGKILL'))
    createInterface({ input: child.stdout }).on('line', (line) => this.#line(line))
    child.stderr.on('data', (text) => {
      this.stderr += String(text)
      this.#wake()
    })
    this.exitCode = once(child, 'close').then(([code]) => {
      this.#wake()
      return typeof code === 'number' ? code : null
    })
  }

  /** The first object for which `match` holds, now or later. Throws when the process ends without. */
  async line(match: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const found = this.lines.find(match)
      if (found !== undefined) return found
      await this.#news()
    }
  }

  /** Waits until standard error matches. */
  async error(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.stderr)) await this.#news()
  }

  of(type: string): readonly Line[] {
    return this.lines.filter((line) => line['type'] === type)
  }

  async result(): Promise<Line> {
    return await this.line(({ type }) => type === 'result')
  }

  #news(): Promise<void> {
    const { exitCode, signalCode, stdout } = this.child
    if ((exitCode !== null || signalCode !== null) && stdout?.readableEnded === true) {
      throw new Error(`neatwork ended with ${exitCode ?? signalCode}:\n${this.stdout}\n${this.stderr}`)
    }
    return new Promise((resolve) => void this.#waiting.add(resolve))
  }

  #line(text: string): void {
    this.stdout += `${text}\n`
    if (text.startsWith('{')) this.lines.push(JSON.parse(text))
    this.#wake()
  }

  #wake(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    for (const resolve of waiting) resolve()
  }
}

/** Runs to the end. */
export async function neatwork(...args: string[]): Promise<Ended> {
  return await ended(new NeatworkProcess(args))
}

/** Runs to the end with what is kept in `folder`. */
export async function neatworkIn(folder: string, ...args: string[]): Promise<Ended> {
  return await ended(new NeatworkProcess(args, { NEATWORK_HOME: folder }))
}

type Ended = NeatworkProcess & { code: number | null }

async function ended(process_: NeatworkProcess): Promise<Ended> {
  const code = await process_.exitCode
  return Object.assign(process_, { code })
}

export const hashes = (process_: NeatworkProcess): readonly unknown[] =>
  process_.of('generation').map((line) => line['populationHash'])
