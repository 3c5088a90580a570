// One process per profile: a file with the owner's number, and a file per later start that the owner notices.
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type OnSecondInstance = (argv: readonly string[], workingFolder: string) => void

export class InstanceLock {
  readonly #file: string
  readonly #stopWatching: () => void

  /** The lock, or null after telling the owner that somebody else wanted it. */
  static take(profile: string, onSecond: OnSecondInstance): InstanceLock | null {
    const folder = join(profile, 'instance-lock')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'owner')
    const owner = ownerOf(file)
    if (owner !== null && owner !== process.pid && isAlive(owner)) {
      const call = { argv: process.argv, workingFolder: process.cwd() }
      writeFileSync(join(folder, `second-${process.pid}`), JSON.stringify(call))
      return null
    }
    writeFileSync(file, String(process.pid))
    return new InstanceLock(folder, file, onSecond)
  }

  private constructor(folder: string, file: string, onSecond: OnSecondInstance) {
    this.#file = file
    const watcher = watch(folder, () => announce(folder, onSecond))
    watcher.unref()
    this.#stopWatching = () => watcher.close()
  }

  release(): void {
    this.#stopWatching()
    rmSync(this.#file, { force: true })
  }
}

function announce(folder: string, onSecond: OnSecondInstance): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith('second-'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    // A file that is still being written is read at the next change.
    if (!text.endsWith('}')) continue
    rmSync(join(folder, name), { force: true })
    const { argv, workingFolder } = JSON.parse(text)
    onSecond(argv, workingFolder)
  }
}

function ownerOf(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
