// Files that get short texts at any time, at once: they stay open, for opening costs more than what is written.
import { closeSync, openSync, renameSync, writeFileSync } from 'node:fs'

export class JottedFiles {
  readonly #open = new Map<string, number>()

  /** Adds to the end. Throws what the file system says. */
  jot(path: string, text: string): void {
    const file = this.#open.get(path) ?? openSync(path, 'a')
    this.#open.set(path, file)
    writeFileSync(file, text)
  }

  /** A new file with this text in the place of the one of before. Throws what the file system says. */
  renew(path: string, text: string): void {
    this.close(path)
    const unfinished = `${path}.unfinished`
    const file = openSync(unfinished, 'w')
    try {
      writeFileSync(file, text)
      renameSync(unfinished, path)
    } catch (error) {
      closeSync(file)
      throw error
    }
    this.#open.set(path, file)
  }

  close(path: string): void {
    const file = this.#open.get(path)
    this.#open.delete(path)
    if (file !== undefined) closeSync(file)
  }
}
