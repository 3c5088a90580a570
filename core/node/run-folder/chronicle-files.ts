// The chronicle on the disk: lines are added, and when the files hold much that was forgotten meanwhile they are written
// anew. Nothing relies on them.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { NeatConfig } from '../../neat/config.ts'
import type { Chronicle, ChronicleEntry } from '../../run/chronicle.ts'
import { birthLines, championLine, chronicleFrom, chronicleText } from '../../run/chronicle-codec.ts'
import { FILES } from './files.ts'
import { isMissing } from './run-folder-error.ts'
import type { Storage } from './storage.ts'

/** What a generation added, and all that it was added to. */
export interface Noted {
  readonly entry: ChronicleEntry
  readonly chronicle: Chronicle
}

/** Files smaller than this are never worth writing anew. */
const SMALL_CHARACTERS = 2_000_000

export class ChronicleFiles {
  readonly #storage: Storage
  readonly #sizes = { champions: { whole: 0, written: 0 }, ancestry: { whole: 0, written: 0 } }
  /** Of a folder that was opened: its lines may reach beyond the generation to go on from. */
  #isStale: boolean

  constructor(storage: Storage, { isNew }: { readonly isNew: boolean }) {
    this.#storage = storage
    this.#isStale = !isNew
  }

  async add({ entry, chronicle }: Noted): Promise<void> {
    const added = {
      champions: entry.champions.map(championLine).join(''),
      ancestry: birthLines(entry.births),
    }
    for (const part of ['champions', 'ancestry'] as const) {
      const size = this.#sizes[part]
      const written = size.written + added[part].length
      if (this.#isStale || written > 2 * size.whole + SMALL_CHARACTERS) {
        const text = chronicleText(chronicle)[part]
        await this.#storage.replace(FILES[part], text, { synced: true })
        this.#sizes[part] = { whole: text.length, written: text.length }
      } else if (added[part] !== '') {
        await this.#storage.append(FILES[part], added[part])
        size.written = written
      }
    }
    this.#isStale = false
  }
}

/** What a folder remembers of the generations up to `last`; nothing in those of before there was a chronicle. */
export async function readChronicle(
  path: string,
  selection: Pick<NeatConfig['selection'], 'goal'>,
  last?: number,
): Promise<Chronicle> {
  const text = {
    champions: await textOrNone(join(path, FILES.champions)),
    ancestry: await textOrNone(join(path, FILES.ancestry)),
  }
  return chronicleFrom(text, selection, last)
}

async function textOrNone(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return ''
    throw error
  })
}
