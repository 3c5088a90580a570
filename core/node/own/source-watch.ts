// Somebody's own problem while it is worked on: its file, what it imports beside it, and the data that it reads.
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pythonTexts } from './python-texts.ts'
import { textsOf } from './text-hash.ts'

/** Looked at this often: watchers of the operating system say nothing of folders on a server, as labs have. */
const LOOK_MS = 300

/** What tells one state of each file from another, by path; a file that can't be read is not there. */
type Look = ReadonlyMap<string, string>

export class SourceWatch {
  /** Resolves to the path of a file that is not as it was, or of the problem's own where one came or went. */
  readonly changed: Promise<string>
  readonly #file: string
  #first: Promise<Look>
  #data: readonly string[]
  #timer: NodeJS.Timeout | undefined

  /** Of what `file` says now, and the data that it is known to read: the run that follows loads these or later ones. */
  constructor(file: string, data: readonly string[]) {
    this.#file = file
    this.#data = data
    this.#first = look(file, data)
    this.changed = new Promise((resolve) => {
      this.#timer = setInterval(async () => {
        const first = await this.#first
        const now = await look(file, this.#data)
        const path = difference(first, now, file)
        // Names of data may have come meanwhile.
        if (path === null || first !== (await this.#first)) return
        clearInterval(this.#timer)
        resolve(path)
      }, LOOK_MS)
    })
  }

  /** Names of data files, once they are known: those that are new are watched as they are now. */
  reads(data: readonly string[]): void {
    const known = new Set(this.#data)
    const news = data.filter((name) => !known.has(name))
    if (news.length === 0) return
    this.#data = [...this.#data, ...news]
    const before = this.#first
    this.#first = dataLook(this.#file, news).then(async (found) => new Map([...(await before), ...found]))
  }

  close(): void {
    clearInterval(this.#timer)
  }
}

async function look(file: string, data: readonly string[]): Promise<Look> {
  const [texts, found] = await Promise.all([textLook(file), dataLook(file, data)])
  return new Map([...texts, ...found])
}

/** Nothing while the file can't be read, as in the middle of being saved. */
async function textLook(file: string): Promise<Look> {
  try {
    return file.endsWith('.py') ? await pythonTexts(file) : await textsOf(file)
  } catch {
    return new Map()
  }
}

/** By size and time: data may be large. */
async function dataLook(file: string, names: readonly string[]): Promise<Look> {
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(dirname(file), name)
      const one = await stat(path).catch(() => null)
      return [path, one === null ? '' : `${one.size} ${one.mtimeMs}`] as const
    }),
  )
  return new Map(found)
}

/** null where there is none. */
function difference(first: Look, now: Look, file: string): string | null {
  for (const [path, state] of now) if (first.has(path) && first.get(path) !== state) return path
  const isSame = first.size === now.size && [...first.keys()].every((path) => now.has(path))
  return isSame ? null : file
}
