// A folder in which a page's blocks are tried out, and a shell that finds Neatwork and a handful of harmless programs in it,
// and nothing else: a document can't make the tests install, mount or delete anything outside.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { env, execPath } from 'node:process'
import { CLI } from '../neatwork-process.ts'

const root = resolve(import.meta.dirname, '../../..')
const HARMLESS = ['bash', 'cat', 'cp', 'head', 'ls', 'mkdir', 'python3', 'rm', 'sleep']
/** Go on until somebody ends them. */
const SERVES = /^(?:\w+=\S+ )*(?:npx )?neatwork (?<what>master|worker|app)\b/
const READY = { master: /neatwork:\/\/join\/\S+(?=")/, worker: /Joined|joined/, app: /http:\/\/127/ }
/** A master of an island tells its link; one that was given another's has met it then. */
const ISLAND_READY = /neatwork:\/\/island\/\S+(?=")/
const ISLANDS_MET = /The island \S+ is there/
/** Tests take any free port and tell the network nothing. */
const QUIETLY = {
  master: ' --host 127.0.0.1 --port 0 --no-discovery',
  worker: '',
  app: ' --no-open',
}
const LINK = /neatwork:\/\/join\/[^\s"]+|\bLINK\b/g
const ISLAND_LINK = /neatwork:\/\/island\/[^\s"]+/g
/** Machines that do much else at the same time are slow. */
const LONGEST_MS = 120_000

interface Server {
  readonly child: ChildProcess
  readonly command: string
  output: string
}

export class PageFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'neatwork-docs-'))
  readonly #programs = mkdtempSync(join(tmpdir(), 'neatwork-docs-bin-'))
  readonly #servers: Server[] = []
  readonly #words: Readonly<Record<string, string>>
  #link = ''
  #islandLink = ''

  constructor(words: Readonly<Record<string, string>>) {
    this.#words = words
    for (const name of ['node', ...HARMLESS]) {
      const found = name === 'node' ? execPath : programPath(name)
      if (found !== null) symlinkSync(found, join(this.#programs, name))
    }
    this.#script('neatwork', `exec node "${CLI}" "$@"`)
    this.#script(
      'npx',
      `[ "$1" = neatwork ] && shift && exec node "${CLI}" "$@"; echo "npx $*?" >&2; exit 97`,
    )
    mkdirSync(join(this.path, 'node_modules'))
    symlinkSync(root, join(this.path, 'node_modules/neatwork'))
    const onnx = 'node_modules/onnxruntime-web'
    symlinkSync(join(root, onnx), join(this.path, onnx))
    writeFileSync(join(this.path, 'package.json'), '{ "type": "module" }')
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true })
    writeFileSync(join(this.path, name), text)
  }

  copy(path: string): void {
    cpSync(join(root, path), join(this.path, path), { recursive: true })
  }

  /** To its end, or until it serves. Throws with what it printed when that is a failure. */
  async run(command: string): Promise<void> {
    const typed = this.#filledIn(command)
    const what = SERVES.exec(typed)?.groups?.['what']
    if (what === 'master' || what === 'worker' || what === 'app') return await this.#serve(typed, what)
    const child = this.#spawn(typed)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += String(text)))
    const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
    const [code] = await once(child, 'close')
    clearTimeout(timer)
    if (code !== 0) throw new Error(`${typed}\nended with ${code}:\n${output}`)
  }

  /** Ends what still serves, and looks whether it was well until then. */
  async close(): Promise<void> {
    for (const { child, command, output } of this.#servers.reverse()) {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'close')
      } else if (child.exitCode !== 0) throw new Error(`${command}\nended with ${child.exitCode}:\n${output}`)
    }
  }

  remove(): void {
    for (const { child } of this.#servers) child.kill('SIGKILL')
    for (const folder of [this.path, this.#programs]) rmSync(folder, { recursive: true, force: true })
  }

  async #serve(typed: string, what: 'master' | 'worker' | 'app'): Promise<void> {
    const command = typed.replace(/(\s+#.*)?$/, QUIETLY[what])
    const child = this.#spawn(`exec ${command.replace(/^((?:\w+=\S+ )+)/, 'env $1')}`)
    const server: Server = { child, command, output: '' }
    const signs = [READY[what], ...signsOfIslands(command)]
    this.#servers.push(server)
    const isReady = new Promise<void>((ready, fail) => {
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (text) => {
          server.output += String(text)
          if (signs.every((sign) => sign.test(server.output))) ready()
        })
      child.on('close', (code) =>
        code === 0 ? ready() : fail(new Error(`${command}\nended with ${code}:\n${server.output}`)),
      )
      setTimeout(() => fail(new Error(`${command}\nis not ready:\n${server.output}`)), LONGEST_MS).unref()
    })
    await isReady
    this.#link = READY.master.exec(server.output)?.[0] ?? this.#link
    this.#islandLink = ISLAND_READY.exec(server.output)?.[0] ?? this.#islandLink
  }

  #filledIn(command: string): string {
    const words = Object.entries(this.#words)
    const filled = words.reduce((text, [word, meaning]) => text.replaceAll(word, meaning), command)
    const linked = this.#link === '' ? filled : filled.replaceAll(LINK, this.#link)
    return this.#islandLink === '' ? linked : linked.replaceAll(ISLAND_LINK, this.#islandLink)
  }

  #spawn(command: string): ChildProcess {
    const ours = {
      // Many programs of the same code one after the other: compiled once.
      NODE_COMPILE_CACHE: env['NODE_COMPILE_CACHE'] ?? '',
      ...{ HOME: this.path, PATH: this.#programs, NEATWORK_HOME: join(this.path, 'home') },
      ...{ NEATWORK_DISCOVERY: 'off', PYTHONPATH: join(root, 'python'), PYTHONDONTWRITEBYTECODE: '1' },
    }
    const bash = join(this.#programs, 'bash')
    return spawn(bash, ['-euo', 'pipefail', '-c', command], {
      ...{ cwd: this.path, env: ours },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  #script(name: string, text: string): void {
    const path = join(this.#programs, name)
    writeFileSync(path, `#!${programPath('bash')}\n${text}\n`)
    chmodSync(path, 0o755)
  }
}

const places = new Map<string, string | null>()

function programPath(name: string): string | null {
  const known = places.get(name)
  if (known !== undefined) return known
  const found = findProgram(name)
  places.set(name, found)
  return found
}

function signsOfIslands(command: string): readonly RegExp[] {
  if (command.includes('--neighbour')) return [ISLAND_READY, ISLANDS_MET]
  return command.includes('--island') ? [ISLAND_READY] : []
}

/** Where a program is; Python's own place, for what a version manager puts on the path looks at HOME. */
function findProgram(name: string): string | null {
  if (name === 'python3') {
    const asked = spawnSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' })
    return asked.status === 0 ? asked.stdout.trim() : null
  }
  const all = (env['PATH'] ?? '').split(delimiter).map((place) => join(place, name))
  return all.find((path) => existsSync(path)) ?? null
}
